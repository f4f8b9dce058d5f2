import { NoSuchBucket, NoSuchKey } from "@aws-sdk/client-s3";
import { AwsError } from "../../kernel/aws-error.ts";

/** A 301 to the Region where the bucket lives: the header lets a client find it. */
export class PermanentRedirect extends AwsError {
  override readonly headers: Readonly<Record<string, string>>;

  constructor(bucket: string, region: string) {
    super(
      "PermanentRedirect",
      "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
      301,
      { Endpoint: `${bucket}.s3.${region}.amazonaws.com`, Bucket: bucket },
    );
    this.headers = { "x-amz-bucket-region": region };
  }
}

/** The object's newest version is a delete marker, which a header tells. */
export class DeletedKey extends AwsError {
  override readonly headers = { "x-amz-delete-marker": "true" };

  constructor(key: string) {
    super("NoSuchKey", "The specified key does not exist.", 404, { Key: key });
  }
}

export function noSuchBucket(): NoSuchBucket {
  return new NoSuchBucket({ message: "The specified bucket does not exist", $metadata: {} });
}

export function noSuchKey(): NoSuchKey {
  return new NoSuchKey({ message: "The specified key does not exist.", $metadata: {} });
}

/** What HEAD requests answer, whatever is missing: 404 without a body to say more. The model has no status. */
export function notFound(): AwsError {
  return new AwsError("NotFound", "Not Found", 404);
}

/** 403 without a reason, as S3 refuses outside of policy evaluation. */
export function accessDenied(message = "Access Denied"): AwsError {
  return new AwsError("AccessDenied", message, 403);
}

export function preconditionFailed(condition: string): AwsError {
  const message = "At least one of the pre-conditions you specified did not hold";
  return new AwsError("PreconditionFailed", message, 412, { Condition: condition });
}

export function malformedXml(): AwsError {
  const message =
    "The XML you provided was not well-formed or did not validate against our published schema";
  return new AwsError("MalformedXML", message);
}
