import { AwsError } from "../../kernel/aws-error.ts";
import { header, type WireRequest } from "../message.ts";
import type { SignedRequest } from "./signed-request.ts";
import { sha256 } from "./signing.ts";

/** A hash that is none: S3's ways of not signing the body, or of signing it in chunks. */
const isSpecial = (hash: string) => hash === "UNSIGNED-PAYLOAD" || hash.startsWith("STREAMING-");

function mismatch(claimed: string, computed: string): AwsError {
  const message = "The provided 'x-amz-content-sha256' header does not match what was computed.";
  return new AwsError("XAmzContentSHA256Mismatch", message, 400, {
    ClientComputedContentSHA256: claimed,
    S3ComputedContentSHA256: computed,
  });
}

/**
 * The hash of the body that goes into the canonical request. S3 goes by the header, and refuses one
 * that does not fit the body; all others hash what they got. Throws XAmzContentSHA256Mismatch.
 */
export function payloadHash(request: WireRequest, signed: SignedRequest): string {
  if (signed.service !== "s3") return sha256(request.body);
  if (signed.expiresIn !== undefined) return "UNSIGNED-PAYLOAD";
  const claimed = header(request, "x-amz-content-sha256");
  if (claimed === undefined) {
    const message = "Missing required header for this request: x-amz-content-sha256";
    throw new AwsError("InvalidRequest", message);
  }
  if (isSpecial(claimed)) return claimed;
  const computed = sha256(request.body);
  if (claimed !== computed) throw mismatch(claimed, computed);
  return claimed;
}
