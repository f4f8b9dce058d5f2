import { isDeepStrictEqual } from "node:util";
import {
  type CreateStateMachineInput,
  InvalidDefinition,
  StateMachineAlreadyExists,
} from "@aws-sdk/client-sfn";
import { AwsError, NotEmulated } from "../../kernel/aws-error.ts";
import type { RoleSession } from "../../kernel/principal.ts";
import type { World } from "../../kernel/service.ts";
import type { StepFunctionsDependencies } from "./dependencies.ts";
import { invalidArn } from "./errors.ts";
import { checkLogging } from "./logging.ts";
import { type MachineRecord, machineOf, type RevisionRecord, revisionKey } from "./machines.ts";
import { checkName } from "./names.ts";
import { machinesAt, revisionsAt, type Site } from "./places.ts";
import { checkRole } from "./role.ts";
import { checkPermissions } from "./role-permissions.ts";
import { checkResources } from "./tasks/kinds.ts";

const ROLE = /^arn:aws:iam::\d{12}:role\/\S+$/u;

/** SFN DG service-quotas: 1 MB. */
const LARGEST_DEFINITION = 1_048_576;

/** Refuses a definition that could not run. Errors: InvalidDefinition, NotEmulated. */
export function checkDefinition(revision: RevisionRecord): void {
  if (Buffer.byteLength(revision.definition) > LARGEST_DEFINITION) {
    const message = "Invalid State Machine Definition: 'DEFINITION_TOO_LARGE: at most 1 MB'";
    throw new InvalidDefinition({ message, $metadata: {} });
  }
  checkResources(machineOf(revision));
}

/** Enters the role of a machine; refuses one that is none, or that Step Functions may not enter. */
export function checkMachineRole(
  dependencies: StepFunctionsDependencies,
  { roleArn, machineArn }: RevisionRecord,
): RoleSession {
  if (!ROLE.test(roleArn)) throw invalidArn(roleArn);
  try {
    return checkRole(dependencies, { roleArn, machineArn });
  } catch {
    const message =
      "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.";
    throw new AwsError("AccessDeniedException", message);
  }
}

export const tagsOf = (tags: CreateStateMachineInput["tags"]): Readonly<Record<string, string>> =>
  Object.fromEntries((tags ?? []).map(({ key = "", value = "" }) => [key, value]));

const machineArnOf = ({ account, region }: Site, name: string) =>
  `arn:aws:states:${region}:${account}:stateMachine:${name}`;

/** The same machine is asked for again, unless its definition or its settings differ. */
function sameOrRefuse(known: MachineRecord, asked: MachineRecord): MachineRecord {
  const facts = ({ revision, logging, tracing }: MachineRecord) => [
    revision.definition,
    logging,
    tracing,
  ];
  if (isDeepStrictEqual(facts(known), facts(asked))) return known;
  throw new StateMachineAlreadyExists({
    message: `State Machine Already Exists: '${known.arn}'`,
    $metadata: {},
  });
}

function recordOf(world: World, site: Site, input: CreateStateMachineInput): MachineRecord {
  const { name = "", definition = "", roleArn = "" } = input;
  const arn = machineArnOf(site, name);
  return {
    arn,
    name,
    createdAt: world.clock.now(),
    revision: { id: world.random.uuid(), machineArn: arn, definition, roleArn },
    ...(input.loggingConfiguration && { logging: input.loggingConfiguration }),
    ...(input.tracingConfiguration && { tracing: input.tracingConfiguration }),
    tags: tagsOf(input.tags),
  };
}

/** Writes a machine, and its definition for those executions that begin with it. */
export function putMachine(world: World, site: Site, machine: MachineRecord): void {
  machinesAt(world, site).set(machine.arn, machine);
  revisionsAt(world, site).set(revisionKey(machine.revision), machine.revision);
}

/**
 * Makes a Standard state machine. Errors: InvalidName, InvalidArn, InvalidDefinition,
 * StateMachineAlreadyExists, AccessDeniedException for a role that does not trust Step Functions or
 * may not do what the machine needs of it.
 */
export function makeMachine(
  world: World,
  { site, dependencies }: { readonly site: Site; readonly dependencies: StepFunctionsDependencies },
  input: CreateStateMachineInput,
): MachineRecord {
  if (input.type === "EXPRESS") throw new NotEmulated("Express state machines");
  checkName(input.name ?? "");
  const asked = recordOf(world, site, input);
  checkDefinition(asked.revision);
  checkLogging(asked.logging);
  const known = machinesAt(world, site).get(asked.arn);
  if (known) return sameOrRefuse(known, asked);
  checkPermissions(dependencies, asked, checkMachineRole(dependencies, asked.revision));
  putMachine(world, site, asked);
  return asked;
}
