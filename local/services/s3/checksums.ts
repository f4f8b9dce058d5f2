import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { PutObjectCommandInput } from "@aws-sdk/client-s3";
import { AwsError } from "../../kernel/aws-error.ts";
import { crc64nvme } from "./crc64nvme.ts";

/** Checksums in base64, as clients send them along with a body. */
export interface Checksums {
  readonly ChecksumCRC32?: string;
  readonly ChecksumCRC64NVME?: string;
  readonly ChecksumSHA1?: string;
  readonly ChecksumSHA256?: string;
}

function crc32Of(body: Uint8Array): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString("base64");
}

const COMPUTE: Readonly<Record<keyof Checksums, (body: Uint8Array) => string>> = {
  ChecksumCRC32: crc32Of,
  ChecksumCRC64NVME: crc64nvme,
  ChecksumSHA1: (body) => createHash("sha1").update(body).digest("base64"),
  ChecksumSHA256: (body) => createHash("sha256").update(body).digest("base64"),
};

/** Names of the checksums that can be verified. */
export const CHECKSUMS = Object.keys(COMPUTE) as (keyof Checksums)[];

function badDigest(what: string): AwsError {
  return new AwsError("BadDigest", `The ${what} you specified did not match what we received.`);
}

/**
 * The checksums that came with a body. Errors: BadDigest when one of them, or Content-MD5, is not
 * that of the body.
 */
export function verifiedChecksums(input: PutObjectCommandInput, body: Uint8Array): Checksums {
  const md5 = createHash("md5").update(body).digest("base64");
  if (input.ContentMD5 !== undefined && input.ContentMD5 !== md5) throw badDigest("Content-MD5");
  const sent = CHECKSUMS.filter((name) => input[name] !== undefined);
  const wrong = sent.find((name) => input[name] !== COMPUTE[name](body));
  if (wrong) throw badDigest(wrong.replace("Checksum", ""));
  return Object.fromEntries(sent.map((name) => [name, input[name]]));
}
