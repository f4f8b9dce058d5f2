import type { Part } from "./support/parts.ts";
import type { Tried } from "./support/replay.ts";

/** A permission that AWS asks for where the local cloud does not. */
export interface Exception {
  /** Names of the roles. */
  readonly roles: RegExp;
  readonly kind: Part["kind"];
  readonly text: RegExp;
  readonly why: string;
  /** Where AWS says so. */
  readonly source: string;
}

/** Permissions that no run can need, because what needs them is not emulated. */
export const EXCEPTIONS: readonly Exception[] = [
  {
    roles: /./,
    kind: "action",
    text: /^xray:PutTelemetryRecords /,
    why: "Sent together with traces, which are not emulated; a lack of it is never told.",
    source: "Lambda Developer Guide, Visualize Lambda function invocations using AWS X-Ray",
  },
  {
    roles: /^mayfly-(vend|teardown|stock)$/,
    kind: "action",
    text: /^xray:(PutTraceSegments|GetSamplingRules|GetSamplingTargets) /,
    why: "Step Functions makes a machine without it, and then keeps no traces, which are not emulated.",
    source: "Step Functions Developer Guide, Trace Step Functions request data in AWS X-Ray",
  },
  {
    roles: /^mayfly-nuke$/,
    kind: "action",
    text: /^s3:GetObjectVersion on arn:aws:s3:::cdk-/,
    why: "Part of the least that CodeBuild's guide asks for with a source in S3; when, it does not say.",
    source: "CodeBuild User Guide, Allow CodeBuild to interact with other AWS services",
  },
  {
    roles: /^mayfly-nuke$/,
    kind: "statement",
    text: /^s3:GetBucketLocation on arn:aws:s3:::cdk-/,
    why: "Part of the least that CodeBuild's guide asks for with a source in S3; when, it does not say.",
    source: "CodeBuild User Guide, Allow CodeBuild to interact with other AWS services",
  },
  {
    roles: /^mayfly-broker-nuke$/,
    kind: "condition",
    text: /^sts:TaskPolicyArn .*SQSUnlockQueuePolicy for sts:AssumeRoot$/,
    why: "A queue's own policy, which could deny everybody, cannot be set in the local cloud.",
    source: "IAM User Guide, Perform a privileged task on an AWS Organizations member account",
  },
];

/** Whether an exception speaks of this part of this role's policy. */
export const isExcepted = (
  roleName: string,
  { part }: Tried,
  { roles, kind, text }: Pick<Exception, "roles" | "kind" | "text">,
): boolean => roles.test(roleName) && kind === part.kind && text.test(part.text);
