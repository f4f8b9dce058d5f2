import type { IncomingMessage, ServerResponse } from "node:http";
import type { WireAnswer, WireRequest } from "./message.ts";

/** The body of a request is larger than the gateway reads. */
export class BodyTooLarge extends Error {}

/** Reads a body to its end, and keeps at most `most` bytes of it. */
async function bodyOf(incoming: IncomingMessage, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Read to the end in any case: a client that is still sending would not see an answer.
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size <= most) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > most) throw new BodyTooLarge();
  return Buffer.concat(chunks);
}

/** What a request says before its body. */
export function headOf(incoming: IncomingMessage): Omit<WireRequest, "body"> {
  const url = incoming.url ?? "/";
  const [rawPath = "/", ...query] = url.split("?");
  return {
    method: incoming.method ?? "GET",
    rawPath,
    rawQuery: query.join("?"),
    headers: incoming.headers,
    sourceIp: (incoming.socket.remoteAddress ?? "127.0.0.1").replace(/^::ffff:/, ""),
  };
}

/** Reads a request. Throws BodyTooLarge, or what Node throws when the client goes away. */
export async function readRequest(incoming: IncomingMessage, most: number): Promise<WireRequest> {
  return { ...headOf(incoming), body: await bodyOf(incoming, most) };
}

/** Writes an answer and waits until it is on its way, or the client is gone. */
export async function writeAnswer(response: ServerResponse, answer: WireAnswer): Promise<void> {
  const { status, headers, body } = answer;
  response.sendDate = false;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const isBodiless = response.req.method === "HEAD" || status === 204 || status === 304;
  if (!isBodiless) response.setHeader("content-length", Buffer.byteLength(body));
  await new Promise<void>((resolve) => {
    response.once("close", resolve);
    response.end(isBodiless ? undefined : body, resolve);
  });
}
