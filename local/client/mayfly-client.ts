import { Sha256 } from "@aws-crypto/sha256-js";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Credentials } from "../kernel/principal.ts";

/** Where the API is, and who calls. */
export interface Caller {
  /** Such as `http://127.0.0.1:4566`. */
  readonly url: string;
  readonly region: string;
  readonly credentials: Credentials;
  /** The time that is signed, in milliseconds since the epoch; the machine's own when absent. */
  readonly now?: () => number;
}

/** What the API answered. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The body, read as JSON where it is some. */
  readonly body: Record<string, unknown>;
}

export type CallApi = (
  route: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<ApiAnswer>;

/** Calls Mayfly's API like any client would: over HTTP, signed for `execute-api`. */
export const mayflyClient =
  (caller: Caller): CallApi =>
  async (route, body, headers = {}) => {
    const [method = "GET", address = "/"] = route.split(" ");
    const { hostname, port, pathname, searchParams } = new URL(address, caller.url);
    const text = typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body);
    const request = await sign(caller, {
      ...{ method, hostname, path: pathname, query: Object.fromEntries(searchParams) },
      headers: { host: `${hostname}:${port}`, "content-type": "application/json", ...headers },
      ...(text === "" ? {} : { body: text }),
    });
    const answer = await fetch(new URL(address, caller.url), {
      method,
      headers: request.headers,
      ...(text === "" ? {} : { body: text }),
    });
    return { status: answer.status, headers: answer.headers, body: asJson(await answer.text()) };
  };

function asJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { text };
  }
}

type Unsigned = ConstructorParameters<typeof HttpRequest>[0];

async function sign({ region, credentials, now = Date.now }: Caller, unsigned: Unsigned) {
  const signer = new SignatureV4({ service: "execute-api", region, credentials, sha256: Sha256 });
  const signed = await signer.sign(new HttpRequest(unsigned), { signingDate: new Date(now()) });
  // `fetch` sets this header itself.
  const { host: _, ...headers } = signed.headers;
  return { headers };
}
