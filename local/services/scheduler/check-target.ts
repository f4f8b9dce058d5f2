import type { Target } from "@aws-sdk/client-scheduler";
import { NotEmulated } from "../../kernel/aws-error.ts";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { DeliveryDependencies } from "../deliveries/deliverer.ts";
import { needsRole } from "../deliveries/targets.ts";
import { constraintViolated, validation } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import { groupArn, SERVICE, type Site } from "./records.ts";

const UNDERSTOOD = [
  ...["Arn", "RoleArn", "Input", "RetryPolicy", "DeadLetterConfig"],
  ...["EventBridgeParameters", "SqsParameters"],
];

const ARN = /^arn:aws:[\w-]+:[\w-]*:(?:\d{12})?:.+$/u;
const ROLE = /^arn:aws:iam::\d{12}:role\/\S+$/u;
const QUEUE = /^arn:aws:sqs:[\w-]+:\d{12}:[\w-]+$/u;

/** Scheduler, as the trust policy of a target's role names it: on behalf of the schedule's group. */
export const schedulerFor = (site: Site, group: string) => {
  const service = `${SERVICE}.amazonaws.com`;
  return {
    ...({ kind: "service", service, arn: service, userId: service } as const),
    account: site.account,
    sourceArn: groupArn(site, group),
    sourceAccount: site.account,
  };
};

interface Range {
  readonly least: number;
  readonly most: number;
}

function checkRange(value: number | undefined, member: string, { least, most }: Range): void {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return;
  const bound = `Member must be between ${least} and ${most}`;
  throw constraintViolated(`target.retryPolicy.${member}`, bound);
}

function checkFailing({ RetryPolicy = {}, DeadLetterConfig }: Target): void {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds } = RetryPolicy;
  checkRange(MaximumRetryAttempts, "maximumRetryAttempts", LIMITS.retryAttempts);
  checkRange(MaximumEventAgeInSeconds, "maximumEventAgeInSeconds", LIMITS.eventAgeSeconds);
  if (DeadLetterConfig?.Arn !== undefined && !QUEUE.test(DeadLetterConfig.Arn)) {
    throw validation("The dead-letter queue must be a standard SQS queue.");
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function checkInput({ Arn = "", Input }: Target): void {
  if (Input === undefined) return;
  if (Input.includes("<aws.scheduler.attempt-number>")) {
    // A delivery is written down once, with what it brings, and tried again as it is.
    throw new NotEmulated("the context attribute <aws.scheduler.attempt-number>");
  }
  if (Input === "" || Buffer.byteLength(Input) > LIMITS.inputBytes) {
    throw validation(`The Input of a target must have between 1 and ${LIMITS.inputBytes} bytes.`);
  }
  // API_Target: well-formed JSON for Lambda, Step Functions and EventBridge, any text for others.
  const wantsJson = ["lambda", "states", "events"].includes(Arn.split(":")[2] ?? "");
  if (wantsJson && !isJson(Input)) throw validation("The Input of this target must be JSON.");
}

function checkParameters({ Arn = "", EventBridgeParameters, SqsParameters }: Target) {
  const service = Arn.split(":")[2];
  if ((service === "events") !== (EventBridgeParameters !== undefined)) {
    throw validation("EventBridgeParameters must be given for an event bus, and for nothing else.");
  }
  if (SqsParameters && !Arn.endsWith(".fifo")) {
    throw validation("SqsParameters can be given for a FIFO queue only.");
  }
}

/** Refuses a target that Scheduler would refuse. Errors: ValidationException, NotEmulated. */
export function checkTarget(
  site: Site,
  { group, target }: { readonly group: string; readonly target: Target },
  { identity }: Pick<DeliveryDependencies, "identity">,
): void {
  const { Arn = "", RoleArn = "" } = target;
  onlyMembers("scheduler:CreateSchedule", target, UNDERSTOOD);
  if (!ARN.test(Arn)) throw validation("Provided Arn is not in correct format.");
  // Refuses what the local cloud cannot call; the answer itself does not matter, a role there must be.
  needsRole(Arn);
  if (!ROLE.test(RoleArn)) {
    throw constraintViolated("target.roleArn", "Member must be the ARN of an IAM role");
  }
  checkFailing(target);
  checkInput(target);
  checkParameters(target);
  try {
    identity.assumeAsService(RoleArn, schedulerFor(site, group), "check");
  } catch {
    throw validation(
      "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
    );
  }
}
