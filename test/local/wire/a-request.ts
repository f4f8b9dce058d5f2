import { request as httpRequest } from "node:http";
import { Sha256 } from "@aws-crypto/sha256-js";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import { keyOf } from "./identities.ts";

/** What a hand-made request says. */
export interface Wanted {
  readonly method?: string;
  readonly path?: string;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
}

/** How it is signed. */
export interface Signing {
  readonly service?: string;
  readonly region?: string;
  readonly user?: string;
  readonly token?: string;
  readonly at?: Date;
}

/** A request to a gateway, not signed. */
export function aRequest(url: string, wanted: Wanted = {}): HttpRequest {
  const { hostname, port } = new URL(url);
  const { method = "POST", path = "/", query = {}, headers = {}, body = "" } = wanted;
  return new HttpRequest({
    protocol: "http:",
    hostname,
    port: Number(port),
    method,
    path,
    query,
    headers: { host: `${hostname}:${port}`, ...headers },
    body,
  });
}

function aSigner({
  service = "organizations",
  region = "us-east-1",
  user = "admin",
  token,
}: Signing) {
  const credentials = keyOf(user, token);
  const uriEscapePath = service !== "s3";
  return new SignatureV4({ service, region, credentials, sha256: Sha256, uriEscapePath });
}

/** The request signed by the SDK's own signer. */
export async function signed(request: HttpRequest, signing: Signing = {}): Promise<HttpRequest> {
  const { at } = signing;
  return (await aSigner(signing).sign(request, at ? { signingDate: at } : {})) as HttpRequest;
}

/** An address of S3 that is signed for a minute. */
export async function presigned(request: HttpRequest, signingDate: Date): Promise<HttpRequest> {
  const signer = aSigner({ service: "s3", region: "eu-west-1" });
  return (await signer.presign(request, { signingDate, expiresIn: 60 })) as HttpRequest;
}

/** A call of an operation of Organizations, as its JSON protocol has it. */
export function aJsonCall(
  url: string,
  operation: string,
  body: string | Uint8Array = "{}",
): HttpRequest {
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": `AWSOrganizationsV20161128.${operation}`,
  };
  return aRequest(url, { headers, body });
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Sends a request exactly as it is. */
export function send({ hostname, port, method, path, query, headers, body }: HttpRequest) {
  const search = new URLSearchParams(query as Record<string, string>).toString();
  const address = search === "" ? path : `${path}?${search}`;
  return new Promise<Answer>((resolve, reject) => {
    const outgoing = httpRequest(
      { hostname, port, method, path: address, headers, agent: false },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("end", () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body as string | Uint8Array);
  });
}
