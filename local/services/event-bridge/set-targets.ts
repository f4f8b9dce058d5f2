import type { Target } from "@aws-sdk/client-eventbridge";
import { onlyMembers } from "../../kernel/only-members.ts";
import { needsRole } from "../deliveries/targets.ts";
import { InvalidPath, parsePath } from "../json-path/path.ts";
import { limitExceeded, validation } from "./errors.ts";
import { unknownPlaceholder } from "./input/transformer.ts";
import type { RuleRecord } from "./records.ts";
import { siteOf } from "./records.ts";
import type { Timetable } from "./timetable.ts";

// EventBridge User Guide, "Quotas": targets of one rule.
const MOST_TARGETS = 5;

const UNDERSTOOD = [
  ...["Id", "Arn", "RoleArn", "Input", "InputPath", "InputTransformer"],
  ...["RetryPolicy", "DeadLetterConfig", "SqsParameters"],
];

function checkPath(path: string, id: string | undefined): void {
  try {
    parsePath(path);
  } catch (error) {
    if (!(error instanceof InvalidPath)) throw error;
    throw validation(`Invalid InputPath for target ${id}.`);
  }
}

function checkInput({ Id, Input, InputPath, InputTransformer }: Target): void {
  const given = [Input, InputPath, InputTransformer].filter((each) => each !== undefined);
  if (given.length > 1) {
    const only = "Only one of Input, InputPath, or InputTransformer must be provided for target";
    throw validation(`${only} ${Id}.`);
  }
  if (InputPath !== undefined) checkPath(InputPath, Id);
  if (!InputTransformer) return;
  for (const path of Object.values(InputTransformer.InputPathsMap ?? {})) checkPath(path, Id);
  const unknown = unknownPlaceholder(InputTransformer);
  if (unknown !== undefined) {
    throw validation(`Invalid InputTemplate for target ${Id} : [<${unknown}> is not defined].`);
  }
}

function checkConstant({ Id, Input }: Target): void {
  if (Input === undefined) return;
  try {
    JSON.parse(Input);
  } catch (error) {
    throw validation(`JSON syntax error in input for target ${Id}: ${(error as Error).message}`);
  }
}

/** Refuses a target that EventBridge would refuse, or that the local cloud cannot reach. */
function checkTarget(target: Target): void {
  const { Id = "", Arn = "", RoleArn, RetryPolicy = {} } = target;
  onlyMembers("events:PutTargets", target, UNDERSTOOD);
  if (!/^[.\-_A-Za-z0-9]{1,64}$/u.test(Id)) throw validation(`Invalid target id '${Id}'.`);
  if (needsRole(Arn) && RoleArn === undefined) {
    throw validation(`RoleArn is required for target ${Arn}.`);
  }
  checkInput(target);
  checkConstant(target);
  const { MaximumRetryAttempts: retries = 0, MaximumEventAgeInSeconds: age = 60 } = RetryPolicy;
  if (retries < 0 || retries > 185 || age < 60 || age > 86_400) {
    throw validation(`Invalid RetryPolicy for target ${Id}.`);
  }
}

/** Puts targets into a rule, in the place of those with the same ids. */
export function setTargets(
  timetable: Timetable,
  rule: RuleRecord,
  targets: readonly Target[],
): void {
  for (const target of targets) checkTarget(target);
  const ids = new Set(targets.map(({ Id }) => Id));
  const all = [...rule.targets.filter(({ Id }) => !ids.has(Id)), ...targets];
  if (all.length > MOST_TARGETS) {
    throw limitExceeded("The requested resource exceeds the maximum number allowed.");
  }
  const { next: _, ...rest } = rule;
  timetable.put(siteOf(rule.arn), { ...rest, targets: all });
}
