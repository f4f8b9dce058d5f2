import { createHash } from "node:crypto";
import type { AttributeRecord } from "./queues.ts";

export const md5 = (text: string | Uint8Array) => createHash("md5").update(text).digest("hex");

function sized(text: string | Uint8Array): Buffer {
  const bytes = Buffer.from(text as string);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.byteLength);
  return Buffer.concat([length, bytes]);
}

/** How a value is transported, as one byte of the digest. */
const STRING = Buffer.from([1]);
const BINARY = Buffer.from([2]);

/**
 * The digest of message attributes, which clients compute too (SQS Developer Guide, "Calculating the
 * MD5 message digest for message attributes"); undefined when there are none.
 */
export function attributesDigest(
  attributes: Readonly<Record<string, AttributeRecord>>,
): string | undefined {
  const names = Object.keys(attributes).toSorted();
  if (names.length === 0) return undefined;
  const parts = names.flatMap((name) => {
    const { DataType = "", StringValue, BinaryValue = "" } = attributes[name] ?? {};
    const head = [sized(name), sized(DataType)];
    if (StringValue !== undefined) return [...head, STRING, sized(StringValue)];
    return [...head, BINARY, sized(Buffer.from(BinaryValue, "base64"))];
  });
  return md5(Buffer.concat(parts));
}
