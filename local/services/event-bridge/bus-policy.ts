import type { Condition } from "@aws-sdk/client-eventbridge";
import type { World } from "../../kernel/service.ts";
import { notFound, validation } from "./errors.ts";
import { findBus } from "./find.ts";
import { busArn, busesAt, type Site } from "./records.ts";

interface Statement {
  readonly Sid?: string;
  readonly [member: string]: unknown;
}

interface Policy {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

const EMPTY: Policy = { Version: "2012-10-17", Statement: [] };

function policyAt(world: World, site: Site, bus: string): Policy {
  const { policy } = findBus(world, site, bus);
  return policy === undefined ? EMPTY : (JSON.parse(policy) as Policy);
}

/** Writes the policy of a bus; one without statements is none. */
export function writePolicy(
  world: World,
  { site, bus }: { readonly site: Site; readonly bus: string },
  policy: Policy,
): void {
  const { policy: _, ...rest } = findBus(world, site, bus);
  const text = JSON.stringify(policy);
  busesAt(world, site).set(bus, {
    ...rest,
    ...(policy.Statement.length > 0 && { policy: text }),
  });
}

/** Understands a whole policy. Throws ValidationException. */
export function parsePolicy(text: string): Policy {
  try {
    const policy = JSON.parse(text) as Policy;
    if (Array.isArray(policy.Statement)) return policy;
  } catch {
    // Told below.
  }
  throw validation("This policy contains invalid Json");
}

interface Grant {
  readonly sid: string;
  readonly action: string;
  /** An account, or `*` for everybody, which a condition should bound. */
  readonly principal: string;
  readonly condition?: Condition | undefined;
}

/** The statement by which PutPermission lets an account put events. */
export function statementOf(site: Site, bus: string, grant: Grant): Statement {
  const { sid, action, principal, condition } = grant;
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: principal === "*" ? "*" : { AWS: `arn:aws:iam::${principal}:root` },
    Action: action,
    Resource: busArn(site, bus),
    ...(condition && {
      Condition: { [condition.Type ?? ""]: { [condition.Key ?? ""]: condition.Value } },
    }),
  };
}

/** Adds a statement, in the place of the one with the same id. */
export function addStatement(
  world: World,
  where: { readonly site: Site; readonly bus: string },
  statement: Statement,
): void {
  const policy = policyAt(world, where.site, where.bus);
  const others = policy.Statement.filter(({ Sid }) => Sid !== statement.Sid);
  writePolicy(world, where, { ...policy, Statement: [...others, statement] });
}

/** Takes a statement away. Throws ResourceNotFoundException when there is none of this id. */
export function removeStatement(
  world: World,
  where: { readonly site: Site; readonly bus: string },
  sid: string | undefined,
): void {
  const policy = policyAt(world, where.site, where.bus);
  const others = policy.Statement.filter(({ Sid }) => Sid !== sid);
  if (others.length === policy.Statement.length) {
    throw notFound(`Statement with the provided id does not exist.`);
  }
  writePolicy(world, where, { ...policy, Statement: others });
}
