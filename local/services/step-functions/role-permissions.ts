import { AwsError } from "../../kernel/aws-error.ts";
import type { RoleSession } from "../../kernel/principal.ts";
import type { StepFunctionsDependencies } from "./dependencies.ts";
import { type MachineRecord, machineOf } from "./machines.ts";
import { siteOf } from "./places.ts";
import { managedRulesOf } from "./tasks/kinds.ts";

/** What delivering logs takes (SFN DG, "Logging using CloudWatch Logs"). */
const DELIVERING_LOGS = [
  ...["logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeLogGroups"],
  ...["logs:DescribeResourcePolicies", "logs:GetLogDelivery", "logs:ListLogDeliveries"],
  ...["logs:PutResourcePolicy", "logs:UpdateLogDelivery"],
];

/** What watching the jobs of other services takes (SFN DG, "Call AWS CodeBuild", IAM policies). */
const KEEPING_RULES = ["events:DescribeRule", "events:PutRule", "events:PutTargets"];

const denied = (message: string) => new AwsError("AccessDeniedException", message);

/** Refuses a machine whose role may not do what Step Functions itself does with it. */
export function checkPermissions(
  { authorize }: Pick<StepFunctionsDependencies, "authorize">,
  machine: MachineRecord,
  role: RoleSession,
): void {
  const { account, region } = siteOf(machine.arn);
  const may = (actions: readonly string[], resource: string) => {
    try {
      for (const action of actions) authorize(role, region, { action, resource });
      return true;
    } catch {
      return false;
    }
  };
  if ((machine.logging?.level ?? "OFF") !== "OFF" && !may(DELIVERING_LOGS, "*"))
    throw denied("The state machine IAM Role is not authorized to access the Log Destination");
  for (const rule of managedRulesOf(machineOf(machine.revision))) {
    if (!may(KEEPING_RULES, `arn:aws:events:${region}:${account}:rule/${rule}`))
      throw denied(`'${role.roleArn}' is not authorized to create managed-rule.`);
  }
}
