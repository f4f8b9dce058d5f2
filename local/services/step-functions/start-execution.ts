import {
  ExecutionAlreadyExists,
  InvalidExecutionInput,
  type StartExecutionInput,
} from "@aws-sdk/client-sfn";
import type { World } from "../../kernel/service.ts";
import type { Json } from "../json-path/json.ts";
import { constraintViolated } from "./errors.ts";
import type { ExecutionRecord } from "./execution/execution.ts";
import { LARGEST_PAYLOAD } from "./execution/size.ts";
import { ROOT } from "./execution/thread.ts";
import { isKept } from "./find.ts";
import { type MachineRecord, machineOf, revisionKey } from "./machines.ts";
import { checkName } from "./names.ts";
import { executionsAt, historyAt, historyKey, siteOf } from "./places.ts";

// A Standard execution ends after a year (facts 3.1).
const LONGEST_SECONDS = 31_536_000;

function parsedInput(text: string): Json {
  if (Buffer.byteLength(text) > LARGEST_PAYLOAD) {
    const constraint = `Member must have length less than or equal to ${LARGEST_PAYLOAD}`;
    throw constraintViolated("input", constraint);
  }
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const message = `Invalid State Machine Execution Input: '${(error as Error).message}'`;
    throw new InvalidExecutionInput({ message, $metadata: {} });
  }
}

function recordOf(
  world: World,
  machine: MachineRecord,
  { name, input }: { readonly name: string; readonly input: string },
): ExecutionRecord {
  const { TimeoutSeconds = LONGEST_SECONDS, StartAt } = machineOf(machine.revision);
  const startedAt = world.clock.now();
  return {
    arn: `${machine.arn.replace(":stateMachine:", ":execution:")}:${name}`,
    name,
    machineArn: machine.arn,
    machineName: machine.name,
    revision: revisionKey(machine.revision),
    status: "RUNNING",
    startedAt,
    input,
    deadline: startedAt + Math.min(TimeoutSeconds, LONGEST_SECONDS) * 1_000,
    threads: {
      [ROOT]: {
        id: ROOT,
        scope: [],
        position: { kind: "ready", state: StartAt, input: parsedInput(input) },
        lastEvent: 1,
      },
    },
    lastEvent: 1,
    lastToken: 0,
    redrives: 0,
  };
}

/** A repeated start is harmless while the first is running with the same input (facts 3.1). */
function repeated(known: ExecutionRecord, input: string): ExecutionRecord {
  if (known.status === "RUNNING" && known.input === input) return known;
  throw new ExecutionAlreadyExists({
    message: `Execution Already Exists: '${known.arn}'`,
    $metadata: {},
  });
}

/**
 * Writes a new execution, which begins when the engine is told; `isNew` is false for a repeated start.
 * Errors: InvalidName, InvalidExecutionInput, ExecutionAlreadyExists, ValidationException.
 */
export function startExecution(
  world: World,
  machine: MachineRecord,
  input: StartExecutionInput,
): { readonly execution: ExecutionRecord; readonly isNew: boolean } {
  const { name = world.random.uuid(), input: text = "{}" } = input;
  checkName(name);
  const execution = recordOf(world, machine, { name, input: text });
  const site = siteOf(machine.arn);
  const known = executionsAt(world, site).get(execution.arn);
  if (known && isKept(known, world)) return { execution: repeated(known, text), isNew: false };
  historyAt(world, site).set(historyKey(execution.arn, 1), {
    id: 1,
    previousEventId: 0,
    at: execution.startedAt,
    type: "ExecutionStarted",
    details: {
      executionStartedEventDetails: {
        input: text,
        inputDetails: { truncated: false },
        roleArn: machine.revision.roleArn,
      },
    },
  });
  executionsAt(world, site).set(execution.arn, execution);
  return { execution, isNew: true };
}
