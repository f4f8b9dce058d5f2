import { createHash } from "node:crypto";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CLIENT_SETTINGS } from "./client-settings.ts";

/** Where a file comes from, and the only content that is accepted. */
export interface Pin {
  /** `s3://bucket/key` or `https://…` */
  readonly location: string;
  /** In hexadecimal. */
  readonly sha256: string;
}

// Time for an executable of 100 MB over a slow line.
const DOWNLOAD_LIMIT_MS = 300_000;

/** Fetches a file. Throws unless it is, byte for byte, the one that was pinned. */
export async function downloadPinned(pin: Pin): Promise<Uint8Array> {
  const bytes = await download(pin.location);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (sha256 === pin.sha256) return bytes;
  throw new Error(
    `The file at ${pin.location} has SHA-256 ${sha256}, but ${pin.sha256} is pinned.`,
  );
}

const download = (location: string): Promise<Uint8Array> => {
  const url = new URL(location);
  switch (url.protocol) {
    case "https:":
      return fromWeb(url);
    case "s3:":
      return fromBucket(url);
    default:
      throw new Error(`${location} is neither an https:// nor an s3:// address.`);
  }
};

async function fromWeb(url: URL): Promise<Uint8Array> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_LIMIT_MS) });
  if (!answer.ok) throw new Error(`${url.href} answered ${answer.status}.`);
  return await answer.bytes();
}

async function fromBucket({ hostname, pathname, href }: URL): Promise<Uint8Array> {
  const requestHandler = { ...CLIENT_SETTINGS.requestHandler, requestTimeout: DOWNLOAD_LIMIT_MS };
  const client = new S3Client({ ...CLIENT_SETTINGS, requestHandler, forcePathStyle: true });
  const command = new GetObjectCommand({ Bucket: hostname, Key: pathname.slice(1) });
  const { Body } = await client.send(command);
  if (Body === undefined) throw new Error(`${href} has no content.`);
  return await Body.transformToByteArray();
}
