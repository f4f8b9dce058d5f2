import type { Call, World } from "../../kernel/service.ts";
import { executionDoesNotExist, invalidArn, machineDoesNotExist } from "./errors.ts";
import type { ExecutionRecord } from "./execution/execution.ts";
import type { MachineRecord } from "./machines.ts";
import { executionsAt, machinesAt, siteOf } from "./places.ts";

const MACHINE = /^arn:aws:states:[a-z0-9-]+:\d{12}:stateMachine:[^:]+$/u;
const EXECUTION = /^arn:aws:states:[a-z0-9-]+:\d{12}:execution:[^:]+:[^:]+$/u;

/** How long a closed execution is known (facts 3.1), in milliseconds. */
const KEPT = 90 * 24 * 60 * 60 * 1_000;

/** The state machine of an ARN. Errors: InvalidArn, StateMachineDoesNotExist. */
export function findMachine(call: Call, arn: string | undefined): MachineRecord {
  if (arn === undefined || !MACHINE.test(arn)) throw invalidArn(arn ?? "");
  const found = siteOf(arn).region === call.region && machinesAt(call.world, siteOf(arn)).get(arn);
  if (!found) throw machineDoesNotExist(arn);
  return found;
}

/** Whether anybody still knows of an execution. */
export const isKept = ({ stoppedAt }: ExecutionRecord, { clock }: World): boolean =>
  stoppedAt === undefined || clock.now() < stoppedAt + KEPT;

/** The execution of an ARN. Errors: InvalidArn, ExecutionDoesNotExist. */
export function findExecution(call: Call, arn: string | undefined): ExecutionRecord {
  if (arn === undefined || !EXECUTION.test(arn)) throw invalidArn(arn ?? "");
  const { world, region } = call;
  const found = siteOf(arn).region === region && executionsAt(world, siteOf(arn)).get(arn);
  if (!found || !isKept(found, world)) throw executionDoesNotExist(arn);
  return found;
}
