import type {
  CreateStateMachineInput,
  CreateStateMachineOutput,
  DeleteStateMachineInput,
  DescribeStateMachineInput,
  DescribeStateMachineOutput,
  ListStateMachinesInput,
  ListStateMachinesOutput,
} from "@aws-sdk/client-sfn";
import type { Operation } from "../../../kernel/service.ts";
import { pageOf } from "../../paging/page.ts";
import type { StepFunctionsDependencies } from "../dependencies.ts";
import type { Engine } from "../engine.ts";
import { invalidToken } from "../errors.ts";
import { stop } from "../execution/stimuli.ts";
import { findMachine } from "../find.ts";
import type { MachineRecord } from "../machines.ts";
import { makeMachine } from "../make-machine.ts";
import { type Answer, actionOn, passRole, requestTags, statesOperation } from "../operation.ts";
import { executionsAt, machinesAt, siteOf } from "../places.ts";

const PAGE = 100;

export const createStateMachine = (
  dependencies: StepFunctionsDependencies,
): Operation<CreateStateMachineInput, Answer<CreateStateMachineOutput>> => {
  const arnOf = (
    { name }: CreateStateMachineInput,
    { account, region }: { account: string; region: string },
  ) => `arn:aws:states:${region}:${account}:stateMachine:${name ?? ""}`;
  return statesOperation({
    name: "CreateStateMachine",
    members: [
      ...(["name", "definition", "roleArn", "type", "tags"] as const),
      ...(["loggingConfiguration", "tracingConfiguration"] as const),
    ],
    resource: arnOf,
    besides: (input, call) => {
      const { tags = [], roleArn } = input;
      const tagging = { ...actionOn(call, "states:TagResource", arnOf(input, call)) };
      const tagged = tags.length > 0 ? [{ ...tagging, context: requestTags(tags) }] : [];
      return [...passRole(roleArn), ...tagged];
    },
    run: (input, call) => {
      const { arn, createdAt } = makeMachine(call.world, { site: call, dependencies }, input);
      return { stateMachineArn: arn, creationDate: new Date(createdAt) };
    },
  });
};

const LOGGING_OFF = { level: "OFF", includeExecutionData: false } as const;

const shown = (machine: MachineRecord): Answer<DescribeStateMachineOutput> => ({
  stateMachineArn: machine.arn,
  name: machine.name,
  status: "ACTIVE",
  definition: machine.revision.definition,
  roleArn: machine.revision.roleArn,
  type: "STANDARD",
  creationDate: new Date(machine.createdAt),
  loggingConfiguration: machine.logging ?? LOGGING_OFF,
  tracingConfiguration: machine.tracing ?? { enabled: false },
  revisionId: machine.revision.id,
});

export const describeStateMachine: Operation<
  DescribeStateMachineInput,
  Answer<DescribeStateMachineOutput>
> = statesOperation({
  name: "DescribeStateMachine",
  members: ["stateMachineArn"],
  resource: ({ stateMachineArn }) => stateMachineArn,
  run: ({ stateMachineArn }, call) => shown(findMachine(call, stateMachineArn)),
});

export const listStateMachines: Operation<
  ListStateMachinesInput,
  Answer<ListStateMachinesOutput>
> = statesOperation({
  name: "ListStateMachines",
  members: ["maxResults", "nextToken"],
  resource: (_input, { region, account }) => `arn:aws:states:${region}:${account}:stateMachine:*`,
  run({ maxResults, nextToken }, call) {
    const all = [...machinesAt(call.world, call).values()];
    // 0 means the default too (Step Functions API Reference).
    const asked = { limit: maxResults || PAGE, token: nextToken };
    const { items, next } = pageOf(all, asked, invalidToken);
    return {
      stateMachines: items.map(({ arn, name, createdAt }) => ({
        stateMachineArn: arn,
        name,
        type: "STANDARD",
        creationDate: new Date(createdAt),
      })),
      ...(next !== undefined && { nextToken: next }),
    };
  },
});

/** A machine that does not exist is deleted already. Its executions are terminated. */
export const deleteStateMachine = (
  engine: Engine,
): Operation<DeleteStateMachineInput, Record<string, never>> =>
  statesOperation({
    name: "DeleteStateMachine",
    members: ["stateMachineArn"],
    resource: ({ stateMachineArn }) => stateMachineArn,
    run({ stateMachineArn = "" }, { world }) {
      const site = siteOf(stateMachineArn);
      machinesAt(world, site).delete(stateMachineArn);
      for (const { arn, machineArn } of [...executionsAt(world, site).values()]) {
        if (machineArn === stateMachineArn) engine.apply(arn, stop(undefined, undefined));
      }
      return {};
    },
  });
