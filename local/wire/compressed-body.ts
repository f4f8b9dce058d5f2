import { gunzipSync } from "node:zlib";
import { AwsError } from "../kernel/aws-error.ts";
import { header, type WireRequest } from "./message.ts";

/** Bytes that a compressed body may grow to. */
const LARGEST_INFLATED = 64 * 1024 * 1024;

/**
 * The request with its body inflated, as SDKs compress large ones (CloudWatch's PutMetricData). S3's
 * objects stay as they are: there the encoding belongs to the object. Throws SerializationException.
 */
export function inflated(request: WireRequest): WireRequest {
  if (header(request, "content-encoding") !== "gzip") return request;
  try {
    const body = gunzipSync(request.body, { maxOutputLength: LARGEST_INFLATED });
    return { ...request, body };
  } catch {
    throw new AwsError("SerializationException", "Could not inflate the request body.");
  }
}
