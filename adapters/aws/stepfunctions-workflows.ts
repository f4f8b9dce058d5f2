import { SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import type { Workflows } from "../../ports/workflows.ts";
import { CLIENT_SETTINGS } from "./client-settings.ts";
import { isNamed, translated } from "./translate-failure.ts";

export interface Machines {
  readonly vendArn: string;
  readonly teardownArn: string;
}

/** Starts executions whose names derive from what they are about, so that a second start is harmless. */
export function stepFunctionsWorkflows(machines: Machines): Workflows {
  const client = new SFNClient(CLIENT_SETTINGS);
  const start = async (stateMachineArn: string, name: string, input: object) => {
    const command = new StartExecutionCommand({
      stateMachineArn,
      name,
      input: JSON.stringify(input),
    });
    await translated("StartExecution", client.send(command)).catch((error: unknown) => {
      if (!isNamed(error, "ExecutionAlreadyExists")) throw error;
    });
  };
  return {
    vend: (leaseId) => start(machines.vendArn, `vend-${leaseId}`, { leaseId }),
    tearDown: ({ accountKey, leaseId, attempt }) =>
      start(machines.teardownArn, `teardown-${accountKey}-${leaseId}-${attempt}`, {
        accountKey,
        attempt,
      }),
  };
}
