import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

export const ISSUER = "https://login.example.com/tenant";

/** An identity provider on loopback that makes any token one asks for. */
export interface IdentityProvider {
  /** Where its `https://` address leads on this machine. */
  readonly issuers: Readonly<Record<string, string>>;
  /** How often it was asked for its keys. */
  readonly asked: { keys: number };
  token(claims: object, how?: How): string;
}

interface How {
  readonly kid?: string;
  readonly alg?: string;
  readonly key?: KeyObject;
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Starts one; it is closed after the tests of the file. */
export async function anIdentityProvider(): Promise<IdentityProvider> {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const asked = { keys: 0 };
  const keys = [{ ...publicKey.export({ format: "jwk" }), kid: "k1", use: "sig", alg: "RS256" }];
  const server = createServer(({ url = "" }, response) => {
    const isDiscovery = url.endsWith("/.well-known/openid-configuration");
    if (url.endsWith("/keys")) asked.keys += 1;
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify(isDiscovery ? { issuer: ISSUER, jwks_uri: `${ISSUER}/keys` } : { keys }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => closed(server));
  const { port } = server.address() as AddressInfo;
  return {
    issuers: { [ISSUER]: `http://127.0.0.1:${port}` },
    asked,
    token(claims, { kid = "k1", alg = "RS256", key = privateKey } = {}) {
      const signed = `${encode({ alg, typ: "JWT", kid })}.${encode({ iss: ISSUER, ...claims })}`;
      return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), key).toString("base64url")}`;
    },
  };
}

const closed = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
