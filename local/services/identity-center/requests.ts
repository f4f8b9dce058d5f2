import type { World } from "../../kernel/service.ts";
import { isMember } from "../organizations/organization.ts";
import { conflict } from "./failures.ts";
import {
  type AssignmentRecord,
  assignedIn,
  assignmentsOf,
  type InstanceRecord,
  instancesOf,
  keyOf,
  type PermissionSetRecord,
  type RequestRecord,
  requestsOf,
} from "./records.ts";
import { deprovision, provision } from "./role-in-account.ts";

/** How long the work on a request takes, in milliseconds: how long in AWS is not documented. */
const WORK = { shortest: 3_000, longest: 15_000 };

interface Place {
  readonly instance: InstanceRecord;
  readonly set: PermissionSetRecord;
}

function placeOf(world: World, { instanceArn, permissionSetArn }: AssignmentRecord): Place {
  const instance = instancesOf(world).get(instanceArn);
  const set = instance?.permissionSets.find(({ arn }) => arn === permissionSetArn);
  if (!instance || !set) throw new Error(`There is no permission set ${permissionSetArn}.`);
  return { instance, set };
}

/** Why a request fails; undefined when it succeeds. */
function flawOf(world: World, { kind, assignment }: RequestRecord): string | undefined {
  const { instance } = placeOf(world, assignment);
  const { accountId, principalId, principalType } = assignment;
  if (kind === "deletion")
    return assignmentsOf(world).has(keyOf(assignment))
      ? undefined
      : "Received a 404 status error: The assignment was not found.";
  if (!isMember(world, accountId))
    return `Received a 404 status error: Account ${accountId} was not found.`;
  const { users, groups } = instance;
  const known = principalType === "GROUP" ? Object.keys(groups) : Object.values(users);
  if (known.includes(principalId)) return undefined;
  return `Received a 404 status error: ${principalType} ${principalId} was not found.`;
}

function carryOut(world: World, { kind, assignment }: RequestRecord): void {
  const { instance, set } = placeOf(world, assignment);
  const { accountId } = assignment;
  if (kind === "creation") {
    assignmentsOf(world).set(keyOf(assignment), assignment);
    provision(world, accountId, { region: instance.region, set });
    return;
  }
  assignmentsOf(world).delete(keyOf(assignment));
  if (assignedIn(world, assignment).length === 0) deprovision(world, accountId, set);
}

function settle(world: World, id: string): void {
  const request = requestsOf(world).get(id);
  if (request?.status !== "IN_PROGRESS") return;
  const failure = flawOf(world, request);
  if (failure === undefined) carryOut(world, request);
  requestsOf(world).set(
    id,
    failure === undefined
      ? { ...request, status: "SUCCEEDED" }
      : { ...request, status: "FAILED", failure },
  );
}

const awaitEnd = (world: World, { id, settlesAt }: RequestRecord) =>
  world.clock.at(settlesAt, `sso request ${id}`, () => settle(world, id));

/** Takes up again what was under way before a restart. */
export function resumeRequests(world: World): void {
  for (const request of requestsOf(world).values())
    if (request.status === "IN_PROGRESS") awaitEnd(world, request);
}

function idFor({ random }: World): string {
  const part = (length: number) => random.text(length, "0123456789abcdef");
  return [part(8), part(4), part(4), part(4), part(12)].join("-");
}

/** Begins to work on a request. Errors: ConflictException while another one is about the same. */
export function beginRequest(
  world: World,
  kind: RequestRecord["kind"],
  assignment: AssignmentRecord,
): RequestRecord {
  const other = [...requestsOf(world).values()].find(
    (each) => each.status === "IN_PROGRESS" && keyOf(each.assignment) === keyOf(assignment),
  );
  if (other) throw conflict("There is a conflicting operation in process.");
  const createdAt = world.clock.now();
  const request: RequestRecord = {
    ...{ id: idFor(world), kind, assignment, status: "IN_PROGRESS", createdAt },
    settlesAt: createdAt + world.random.between(WORK.shortest, WORK.longest),
  };
  requestsOf(world).set(request.id, request);
  awaitEnd(world, request);
  return request;
}
