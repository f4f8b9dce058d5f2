import { Sha256 } from "@aws-crypto/sha256-js";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Credentials } from "../surroundings.ts";

/** A request that is about to be sent. */
export interface Unsigned {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Signs a request for API Gateway with Signature Version 4. Answers all headers to send. */
export async function sign(
  { method, url, headers, body }: Unsigned,
  by: { readonly credentials: Credentials; readonly region: string; readonly now: number },
): Promise<Record<string, string>> {
  const { accessKeyId, secretAccessKey, sessionToken } = by.credentials;
  const signer = new SignatureV4({
    ...{ service: "execute-api", region: by.region, sha256: Sha256 },
    credentials: {
      ...{ accessKeyId, secretAccessKey },
      ...(sessionToken === undefined ? {} : { sessionToken }),
    },
  });
  const request = new HttpRequest({
    ...{ method, hostname: url.hostname, path: url.pathname },
    query: Object.fromEntries(url.searchParams),
    headers: { ...headers, host: url.host },
    ...(body === undefined ? {} : { body }),
  });
  const signed = await signer.sign(request, { signingDate: new Date(by.now) });
  // `fetch` sets this header itself.
  const { host: _, ...rest } = signed.headers;
  return rest;
}
