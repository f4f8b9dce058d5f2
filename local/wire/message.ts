import type { IncomingHttpHeaders } from "node:http";

/** One HTTP request, as it came in. */
export interface WireRequest {
  readonly method: string;
  /** The path as it was sent: still percent-encoded. */
  readonly rawPath: string;
  /** What follows the question mark, as it was sent. */
  readonly rawQuery: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
  readonly sourceIp: string;
}

/** One HTTP answer. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

/** A header's value; several of the same name are joined as HTTP does. */
export function header(request: Pick<WireRequest, "headers">, name: string): string | undefined {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(", ") : value;
}

/** Decodes percent-encoding; a text that is not validly encoded stays as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Name and value pairs of a query string or form, decoded, in order. */
export function pairsOf(query: string): readonly (readonly [string, string])[] {
  return [...new URLSearchParams(query)];
}
