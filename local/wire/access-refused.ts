import type { Refused } from "../authorization/access-request.ts";
import { AwsError } from "../kernel/aws-error.ts";
import type { Service } from "../kernel/service.ts";
import { modelOf } from "./schema/model.ts";

/** A call that policies do not allow. */
export class AccessRefused extends AwsError {
  /** The policy that denies explicitly, for whoever looks into the trace. */
  readonly deniedBy: string | undefined;

  constructor(answer: readonly [name: string, status: number], refused: Refused, message: string) {
    super(answer[0], message, answer[1]);
    this.deniedBy = refused.deniedBy;
  }
}

/** How each family of services calls a refused authorization, and its HTTP status. */
function answerOf({ protocol, sdk }: Service): readonly [string, number] {
  const { errors } = modelOf(sdk);
  switch (protocol) {
    case "awsJson1_0":
    case "awsJson1_1":
      return ["AccessDeniedException", 400];
    case "restJson":
      return ["AccessDeniedException", 403];
    case "ec2Query":
      return ["UnauthorizedOperation", 403];
    case "awsQuery":
      // SNS has a name of its own for it.
      return [
        errors.has("AuthorizationErrorException") ? "AuthorizationError" : "AccessDenied",
        403,
      ];
    case "restXml":
      return ["AccessDenied", 403];
    default:
      return protocol satisfies never;
  }
}

/** A refusal in the words of the service. */
export function accessRefused(service: Service, refused: Refused): AccessRefused {
  const isEc2 = service.protocol === "ec2Query";
  const before = isEc2 ? "You are not authorized to perform this operation. " : "";
  return new AccessRefused(answerOf(service), refused, before + refused.message);
}
