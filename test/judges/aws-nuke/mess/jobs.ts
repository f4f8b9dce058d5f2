import { BudgetsClient, CreateBudgetCommand } from "@aws-sdk/client-budgets";
import { CloudWatchClient, PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateStateMachineCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import type { Client } from "../../../../local/demo/mess.ts";

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "states.amazonaws.com" },
      Action: "sts:AssumeRole",
    },
  ],
});

const LONG_WAIT = JSON.stringify({
  StartAt: "Wait for the import",
  States: { "Wait for the import": { Type: "Wait", Seconds: 86_400, End: true } },
});

async function makeRole(client: Client): Promise<string> {
  const iam = new IAMClient({ ...client, region: "us-east-1" });
  const asked = { RoleName: "importer-jobs", AssumeRolePolicyDocument: TRUST };
  return (await iam.send(new CreateRoleCommand(asked))).Role?.Arn ?? "";
}

/** A state machine in the middle of an execution. */
async function leaveMachine(client: Client, roleArn: string): Promise<void> {
  const sfn = new SFNClient(client);
  const asked = { name: "import", definition: LONG_WAIT, roleArn };
  const { stateMachineArn } = await sfn.send(new CreateStateMachineCommand(asked));
  await sfn.send(new StartExecutionCommand({ stateMachineArn, name: "first" }));
}

async function leaveAlarm(client: Client): Promise<void> {
  await new CloudWatchClient(client).send(
    new PutMetricAlarmCommand({
      ...{ AlarmName: "too-many-messages", Namespace: "AWS/SQS" },
      ...{ MetricName: "ApproximateNumberOfMessagesVisible", Statistic: "Maximum" },
      ...{ Period: 60, EvaluationPeriods: 1, Threshold: 100 },
      ComparisonOperator: "GreaterThanThreshold",
    }),
  );
}

async function leaveBudget(client: Client, AccountId: string): Promise<void> {
  const kind = { BudgetType: "COST", TimeUnit: "MONTHLY" } as const;
  const BudgetLimit = { Amount: "50", Unit: "USD" };
  const Budget = { BudgetName: "importer", ...kind, BudgetLimit };
  const budgets = new BudgetsClient({ ...client, region: "us-east-1" });
  await budgets.send(new CreateBudgetCommand({ AccountId, Budget }));
}

/** What works, watches and counts by itself. */
export async function leaveJobs(client: Client, account: string): Promise<void> {
  await leaveMachine(client, await makeRole(client));
  await leaveAlarm(client);
  await leaveBudget(client, account);
}
