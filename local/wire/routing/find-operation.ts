import { AwsError } from "../../kernel/aws-error.ts";
import type { Service } from "../../kernel/service.ts";
import { header, type WireRequest } from "../message.ts";
import { actionOf } from "../protocols/aws-query.ts";
import type { Routed } from "../protocols/protocol.ts";
import { modelOf } from "../schema/model.ts";
import { restRoute } from "./rest-route.ts";
import { s3Address } from "./s3-address.ts";

const NOTHING = { labels: {}, literals: new Set<string>() };

/** The operation that `X-Amz-Target` names, such as `AWSOrganizationsV20161128.CreateAccount`. */
function byTarget(service: Service, request: WireRequest): Routed {
  const target = header(request, "x-amz-target") ?? "";
  const dot = target.lastIndexOf(".");
  const operation = modelOf(service.sdk).operations.get(target.slice(dot + 1));
  if (!operation || target.slice(0, dot) !== service.target) {
    const text = `The operation ${target || "(no X-Amz-Target)"} is not known.`;
    throw new AwsError("UnknownOperationException", text);
  }
  return { operation, ...NOTHING };
}

function byAction(service: Service, request: WireRequest): Routed {
  const { action, version } = actionOf(request);
  const operation = modelOf(service.sdk).operations.get(action);
  if (!operation || (service.version !== undefined && version !== service.version)) {
    const text = `Could not find operation ${action} for version ${version ?? "NO_VERSION_SPECIFIED"}`;
    throw new AwsError("InvalidAction", text);
  }
  return { operation, ...NOTHING };
}

function byPath(service: Service, request: WireRequest): Routed {
  const routed = restRoute(service.sdk, request, request.rawPath);
  if (!routed) {
    const text = `${request.method} ${request.rawPath} addresses no operation.`;
    throw new AwsError("UnknownOperationException", text, 404);
  }
  return routed;
}

/** S3's templates leave the bucket out: it is the host's or the path's first part. */
function byBucketAndKey(service: Service, request: WireRequest): Routed {
  const { bucket, path } = s3Address(request);
  const routed = restRoute(service.sdk, request, path);
  if (!routed) {
    const text = "The specified method is not allowed against this resource.";
    throw new AwsError("MethodNotAllowed", text, 405);
  }
  const labels = { ...routed.labels, ...(bucket !== undefined && { Bucket: bucket }) };
  return { ...routed, labels };
}

/**
 * Finds the operation of a service that a request calls. Throws what AWS answers to an operation that
 * does not exist: UnknownOperationException, InvalidAction, MethodNotAllowed.
 */
export function findOperation(service: Service, request: WireRequest): Routed {
  switch (service.protocol) {
    case "awsJson1_0":
    case "awsJson1_1":
      return byTarget(service, request);
    case "awsQuery":
    case "ec2Query":
      return byAction(service, request);
    case "restJson":
      return byPath(service, request);
    case "restXml":
      return service.header === undefined
        ? byBucketAndKey(service, request)
        : byPath(service, request);
    default:
      return service.protocol satisfies never;
  }
}
