import { SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import type { Workflows } from "../../ports/workflows.ts";
import { CLIENT_SETTINGS } from "./client-settings.ts";
import { isNamed, translated } from "./translate-failure.ts";

/** Starts `vend`: the execution's name derives from the lease, so that a second start is harmless. */
export const vendWorkflow = (machineArn: string): Pick<Workflows, "vend"> => ({
  vend: ({ leaseId, attempt }) =>
    start(machineArn, `vend-${leaseId}${attempt === 1 ? "" : `-${attempt}`}`, { leaseId }),
});

/** Starts `teardown`, once for each attempt. */
export const teardownWorkflow = (machineArn: string): Pick<Workflows, "tearDown"> => ({
  tearDown: ({ accountKey, leaseId, attempt }) =>
    start(machineArn, `teardown-${accountKey}-${leaseId}-${attempt}`, {
      ...{ accountKey, leaseId, attempt },
    }),
});

/** Starts `stock`, once for each attempt. */
export const stockWorkflow = (machineArn: string): Pick<Workflows, "stock"> => ({
  stock: ({ accountKey, attempt, at }) =>
    start(machineArn, `stock-${accountKey}-${attempt}`, { accountKey, at }),
});

const client = new SFNClient(CLIENT_SETTINGS);

async function start(stateMachineArn: string, name: string, input: object): Promise<void> {
  const command = new StartExecutionCommand({
    stateMachineArn,
    name,
    input: JSON.stringify(input),
  });
  await translated("StartExecution", client.send(command)).catch((error: unknown) => {
    if (!isNamed(error, "ExecutionAlreadyExists")) throw error;
  });
}
