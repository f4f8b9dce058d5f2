import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RemovalPolicy, Stack } from "aws-cdk-lib";
import { type PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { DefinitionBody, LogLevel, StateMachine } from "aws-cdk-lib/aws-stepfunctions";
import type { Construct } from "constructs";
import { type Machine, STEPS, type StepOf } from "../../statemachines/definition.ts";
import { allow, wide } from "./permissions.ts";
import { role } from "./role.ts";
import type { Site } from "./site.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "statemachines");

export interface WorkflowProps<M extends Machine> {
  readonly site: Pick<Site, "names">;
  readonly steps: Readonly<Record<StepOf<M>, IFunction>>;
  /** Placeholders that no function fills. */
  readonly substitutions?: Readonly<Record<string, string>>;
  /** What the machine may do beside calling its functions. */
  readonly may?: readonly PolicyStatement[];
}

/**
 * A state machine from its file in `statemachines/`. The definition stays in the template, where a
 * difference, a test and CloudFormation's validation can see it.
 */
export class Workflow<M extends Machine> extends StateMachine {
  constructor(scope: Construct, machine: M, props: WorkflowProps<M>) {
    const stateMachineName = props.site.names.own(machine);
    const logGroup = new LogGroup(scope, `${machine}-log`, {
      // Names of this form spare the account's one resource policy for logs, which has a size limit.
      logGroupName: `/aws/vendedlogs/states/${stateMachineName}`,
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    super(scope, machine, {
      stateMachineName,
      definitionBody: DefinitionBody.fromString(
        readFileSync(join(FOLDER, `${machine}.asl.json`), "utf8"),
      ),
      definitionSubstitutions: { ...functionArns(machine, props.steps), ...props.substitutions },
      role: machineRole(scope, machine, props),
      logs: { destination: logGroup, level: LogLevel.ALL, includeExecutionData: true },
      tracingEnabled: true,
    });
  }
}

const functionArns = <M extends Machine>(
  machine: M,
  steps: Readonly<Record<StepOf<M>, IFunction>>,
) =>
  Object.fromEntries(
    (Object.entries(STEPS[machine]) as [string, StepOf<M>][]).map(([placeholder, step]) => [
      placeholder,
      steps[step].functionArn,
    ]),
  );

function machineRole<M extends Machine>(scope: Construct, machine: M, props: WorkflowProps<M>) {
  const functions = Object.values<IFunction>(props.steps).map(({ functionArn }) => functionArn);
  const made = role(scope, `${machine}-role`, {
    roleName: props.site.names.own(machine),
    assumedBy: new ServicePrincipal("states.amazonaws.com", {
      conditions: { StringEquals: { "aws:SourceAccount": Stack.of(scope).account } },
    }),
    may: [
      ...[allow(["lambda:InvokeFunction"], functions), ...(props.may ?? [])],
      ...[mayTraceExecutions(), mayDeliverLogs()],
    ],
  });
  return made.withoutPolicyUpdates();
}

const mayTraceExecutions = () =>
  wide(
    "X-Ray knows no resource to name.",
    allow(
      [
        ...["xray:GetSamplingRules", "xray:GetSamplingTargets"],
        ...["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
      ],
      ["*"],
    ),
  );

const mayDeliverLogs = () =>
  wide(
    "What the Step Functions guide (Logging using CloudWatch Logs) asks for; it knows no resource.",
    allow(
      [
        ...["logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeLogGroups"],
        ...["logs:DescribeResourcePolicies", "logs:GetLogDelivery", "logs:ListLogDeliveries"],
        ...["logs:PutResourcePolicy", "logs:UpdateLogDelivery"],
      ],
      ["*"],
    ),
  );
