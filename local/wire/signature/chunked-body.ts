import { AwsError, NotEmulated } from "../../kernel/aws-error.ts";
import { header, type WireRequest } from "../message.ts";
import { refusal } from "./refusal.ts";
import type { SignedRequest } from "./signed-request.ts";
import { chunkSignature, sameSignature, scopeText, sha256, signingKey } from "./signing.ts";

/** One piece of a body in `aws-chunked` encoding. */
interface Chunk {
  readonly data: Uint8Array;
  readonly signature?: string;
}

interface Unpacked {
  readonly chunks: readonly Chunk[];
  readonly trailers: Readonly<Record<string, string>>;
}

const CRLF = "\r\n";

function malformed(): AwsError {
  return new AwsError("IncompleteBody", "The request body terminated unexpectedly");
}

function lineAt(body: Buffer, start: number): string {
  const end = body.indexOf(CRLF, start);
  if (end < 0) throw malformed();
  return body.toString("latin1", start, end);
}

function trailersFrom(body: Buffer, start: number): Record<string, string> {
  const lines = body
    .toString("latin1", start)
    .split(CRLF)
    .filter((line) => line !== "");
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

/** Takes the encoding apart: `<size>[;chunk-signature=…]`, data, and so on to a chunk of size 0. */
function unpack(body: Buffer): Unpacked {
  const chunks: Chunk[] = [];
  let at = 0;
  for (;;) {
    const head = lineAt(body, at);
    const size = Number.parseInt(head, 16);
    if (Number.isNaN(size)) throw malformed();
    const start = at + head.length + CRLF.length;
    const data = body.subarray(start, start + size);
    if (data.byteLength !== size) throw malformed();
    const signature = /;chunk-signature=([0-9a-f]{64})/.exec(head)?.[1];
    chunks.push({ data, ...(signature !== undefined && { signature }) });
    if (size === 0) return { chunks, trailers: trailersFrom(body, start) };
    at = start + size + CRLF.length;
  }
}

/** Each chunk is signed over its data and the signature before it; the first before is the request's. */
function checkChunks(chunks: readonly Chunk[], signed: SignedRequest, secret: string): void {
  const key = signingKey(secret, signed);
  let previous = signed.signature;
  for (const { data, signature = "" } of chunks) {
    const kind = "AWS4-HMAC-SHA256-PAYLOAD";
    const text = [kind, signed.signedAt, scopeText(signed), previous, sha256(""), sha256(data)];
    if (!sameSignature(chunkSignature(key, text.join("\n")), signature)) {
      throw refusal("mismatch", "restXml");
    }
    previous = signature;
  }
}

function decodedRequest(request: WireRequest, { chunks, trailers }: Unpacked): WireRequest {
  const encodings = (header(request, "content-encoding") ?? "")
    .split(",")
    .map((each) => each.trim());
  const rest = encodings.filter((each) => each !== "aws-chunked" && each !== "").join(", ");
  const body = Buffer.concat(chunks.map(({ data }) => data));
  const { "content-encoding": _encoding, ...headers } = request.headers;
  return {
    ...request,
    body,
    headers: {
      ...headers,
      ...trailers,
      ...(rest !== "" && { "content-encoding": rest }),
      "content-length": String(body.byteLength),
    },
  };
}

/**
 * The request with its body decoded, when S3's `aws-chunked` encoding was used; trailing checksums
 * become headers. Throws SignatureDoesNotMatch for a chunk that is not the caller's.
 */
export function withoutChunks(
  request: WireRequest,
  signed: SignedRequest | undefined,
  secret: string,
): WireRequest {
  const hash = header(request, "x-amz-content-sha256") ?? "";
  if (!hash.startsWith("STREAMING-")) return request;
  const unpacked = unpack(Buffer.from(request.body));
  if (hash === "STREAMING-UNSIGNED-PAYLOAD-TRAILER") return decodedRequest(request, unpacked);
  if (hash !== "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" || !signed) {
    throw new NotEmulated(`bodies of the kind ${hash}`);
  }
  checkChunks(unpacked.chunks, signed, secret);
  return decodedRequest(request, unpacked);
}
