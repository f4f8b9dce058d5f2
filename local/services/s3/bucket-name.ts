import { AwsError } from "../../kernel/aws-error.ts";

// S3 User Guide, "General purpose bucket naming rules".
const WELL_FORMED = /^(?=.{3,63}$)[a-z0-9][a-z0-9.-]*[a-z0-9]$/;
const IP_ADDRESS = /^\d+\.\d+\.\d+\.\d+$/;
const RESERVED_PREFIXES = ["xn--", "sthree-", "amzn-s3-demo-"];
const RESERVED_SUFFIXES = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

/** Throws InvalidBucketName unless `name` follows the rules for general purpose buckets. */
export function checkBucketName(name: string): void {
  const valid =
    WELL_FORMED.test(name) &&
    !IP_ADDRESS.test(name) &&
    !name.includes("..") &&
    !RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix)) &&
    !RESERVED_SUFFIXES.some((suffix) => name.endsWith(suffix));
  if (!valid) {
    throw new AwsError("InvalidBucketName", "The specified bucket is not valid.", 400, {
      BucketName: name,
    });
  }
}
