import type {
  DescribeInstancesCommandInput,
  DescribeInstancesCommandOutput,
  StartInstancesCommandInput,
  StartInstancesCommandOutput,
  StopInstancesCommandInput,
  StopInstancesCommandOutput,
  TerminateInstancesCommandInput,
  TerminateInstancesCommandOutput,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import { missingParameter } from "./errors.ts";
import { reservationsOf, stateAnswer } from "./instance-answer.ts";
import { INSTANCE, type InstanceRecord, type StateName } from "./instance-records.ts";
import { stateSince } from "./instance-states.ts";
import { find, recordsOf, select } from "./kind.ts";
import { type Answer, ec2Operation } from "./operation.ts";
import { pageOf } from "./page.ts";
import { runInstances } from "./run-instances.ts";
import type { Site } from "./site.ts";

const describeInstances = ec2Operation<
  DescribeInstancesCommandInput,
  Answer<DescribeInstancesCommandOutput>
>({
  name: "DescribeInstances",
  members: ["InstanceIds", "Filters", "MaxResults", "NextToken"],
  run(input, call) {
    const found = select(call, INSTANCE, { ids: input.InstanceIds, filters: input.Filters });
    const { items, next } = pageOf(found, input);
    return { Reservations: reservationsOf(call, items), ...next };
  },
});

interface Named {
  readonly InstanceIds?: string[] | undefined;
}

const touchesNamed = ({ InstanceIds = [] }: Named) =>
  InstanceIds.map((id) => ({ type: "instance", id }));

function named(site: Site, { InstanceIds = [] }: Named): InstanceRecord[] {
  if (InstanceIds.length === 0) throw missingParameter("InstanceId");
  return [...new Set(InstanceIds)].map((id) => find(site, INSTANCE, id));
}

/** Moves the instances on, unless their state is one of those that stay as they are. */
function moveAll(
  site: Site,
  instances: readonly InstanceRecord[],
  { to, unless }: { readonly to: StateName; readonly unless: readonly StateName[] },
) {
  const now = site.world.clock.now();
  const reason = to === "pending" ? "" : `User initiated (${new Date(now).toISOString()})`;
  return instances.map((instance) => {
    const stays = unless.includes(instance.state.name);
    const state = stays ? instance.state : stateSince(to, now);
    if (!stays) {
      recordsOf(site, INSTANCE).set(instance.id, { ...instance, state, transitionReason: reason });
    }
    return {
      InstanceId: instance.id,
      PreviousState: stateAnswer(instance.state),
      CurrentState: stateAnswer(state),
    };
  });
}

/** Refuses all when one is protected, as AWS does within an Availability Zone. */
function checkProtection(
  instances: readonly InstanceRecord[],
  attribute: "disableApiTermination" | "disableApiStop",
  verb: "terminated" | "stopped",
): void {
  const shielded = instances.find((instance) => instance[attribute]);
  if (!shielded) return;
  throw new AwsError(
    "OperationNotPermitted",
    `The instance '${shielded.id}' may not be ${verb}. Modify its '${attribute}' instance attribute and try again.`,
  );
}

const terminateInstances = ec2Operation<
  TerminateInstancesCommandInput,
  Answer<TerminateInstancesCommandOutput>
>({
  name: "TerminateInstances",
  members: ["InstanceIds"],
  touches: touchesNamed,
  run(input, call) {
    const instances = named(call, input);
    checkProtection(instances, "disableApiTermination", "terminated");
    const change = { to: "shutting-down", unless: ["shutting-down", "terminated"] } as const;
    return { TerminatingInstances: moveAll(call, instances, change) };
  },
});

function checkState(instances: readonly InstanceRecord[], wrong: readonly StateName[]): void {
  const unfit = instances.find(({ state }) => wrong.includes(state.name));
  if (!unfit) return;
  const message = `The instance '${unfit.id}' is not in a state from which it can be started or stopped.`;
  throw new AwsError("IncorrectInstanceState", message);
}

const stopInstances = ec2Operation<StopInstancesCommandInput, Answer<StopInstancesCommandOutput>>({
  name: "StopInstances",
  members: ["InstanceIds", "Force"],
  touches: touchesNamed,
  run(input, call) {
    const instances = named(call, input);
    checkState(instances, ["pending", "shutting-down", "terminated"]);
    checkProtection(instances, "disableApiStop", "stopped");
    const change = { to: "stopping", unless: ["stopping", "stopped"] } as const;
    return { StoppingInstances: moveAll(call, instances, change) };
  },
});

const startInstances = ec2Operation<
  StartInstancesCommandInput,
  Answer<StartInstancesCommandOutput>
>({
  name: "StartInstances",
  members: ["InstanceIds"],
  touches: touchesNamed,
  run(input, call) {
    const instances = named(call, input);
    checkState(instances, ["stopping", "shutting-down", "terminated"]);
    const change = { to: "pending", unless: ["pending", "running"] } as const;
    return { StartingInstances: moveAll(call, instances, change) };
  },
});

export const instanceOperations = {
  RunInstances: runInstances,
  DescribeInstances: describeInstances,
  TerminateInstances: terminateInstances,
  StopInstances: stopInstances,
  StartInstances: startInstances,
};
