import { decoded, header, type WireRequest } from "../message.ts";

/** Which bucket a request addresses, and the path inside it. */
export interface S3Address {
  readonly bucket?: string;
  /** Still percent-encoded, with its leading slash. */
  readonly path: string;
}

/** Hosts in the virtual-hosted style: `bucket.localhost`, `bucket.s3.us-east-1.amazonaws.com`. */
const VIRTUAL_HOST = /^(.+)\.(?:s3[.-][^:]*amazonaws\.com|localhost)(?::\d+)?$/;

/** Finds the bucket in the host or, in path style, in the first segment of the path. */
export function s3Address(request: WireRequest): S3Address {
  const host = VIRTUAL_HOST.exec(header(request, "host") ?? "")?.[1];
  if (host !== undefined) return { bucket: host, path: request.rawPath };
  const [, bucket = "", ...rest] = request.rawPath.split("/");
  if (bucket === "") return { path: "/" };
  return { bucket: decoded(bucket), path: `/${rest.join("/")}` };
}
