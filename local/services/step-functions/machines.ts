import type { CreateStateMachineInput } from "@aws-sdk/client-sfn";
import type { Instant } from "../../kernel/clock.ts";
import { parseDefinition } from "./asl/definition.ts";
import type { Machine } from "./asl/scope.ts";

/** What an execution runs: a definition and the role in whose name its tasks act. */
export interface RevisionRecord {
  readonly id: string;
  readonly machineArn: string;
  /** JSON text, as it was given. */
  readonly definition: string;
  readonly roleArn: string;
}

/** One state machine. */
export interface MachineRecord {
  readonly arn: string;
  readonly name: string;
  readonly createdAt: Instant;
  readonly revision: RevisionRecord;
  readonly logging?: CreateStateMachineInput["loggingConfiguration"];
  readonly tracing?: CreateStateMachineInput["tracingConfiguration"];
  readonly tags: Readonly<Record<string, string>>;
}

export const revisionKey = ({ machineArn, id }: RevisionRecord) => `${machineArn}#${id}`;

const parsed = new Map<string, Machine>();

/** The states of a revision. They never change, so that they are read once. */
export function machineOf(revision: RevisionRecord): Machine {
  const known = parsed.get(revision.definition);
  if (known) return known;
  const machine = parseDefinition(revision.definition);
  parsed.set(revision.definition, machine);
  return machine;
}
