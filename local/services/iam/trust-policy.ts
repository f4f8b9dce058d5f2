import type { World } from "../../kernel/service.ts";
import { withAccountArns } from "./account-principals.ts";
import { parseArn } from "./arns.ts";
import { limitExceeded, malformedPolicy } from "./errors.ts";
import {
  checkEvaluable,
  isObject,
  type Statement,
  sizeOf,
  statementsIn,
  textsIn,
} from "./policy-syntax.ts";
import type { RoleRecord } from "./records.ts";
import { keyOf, rolesOf, usersOf } from "./tables.ts";

/** Whether there is an account of this number. */
export type AccountExists = (account: string) => boolean;

/** Characters of a trust policy (IAM User Guide, "IAM and AWS STS quotas"; can be raised to 8,192). */
export const LARGEST_TRUST = 2048;

const ACCOUNT = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/;
const SESSION = /^arn:aws:sts::(\d{12}):assumed-role\/([^/]+)\/[\w+=,.@-]+$/;
const FEDERATED =
  /^(?:arn:aws:iam::\d{12}:(?:saml-provider|oidc-provider)\/.+|cognito-identity\.amazonaws\.com|accounts\.google\.com|graph\.facebook\.com|www\.amazon\.com)$/;
const SERVICE = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com$/;

/** Unique id of the user or role that an ARN means; undefined when there is none. */
function idOf(world: World, arn: string): string | undefined {
  const { account = "", kind, path, name = "" } = parseArn(arn) ?? {};
  if (kind !== "user" && kind !== "role") return undefined;
  const table = kind === "user" ? usersOf(world, account) : rolesOf(world, account);
  const found = table.get(keyOf(name));
  return found?.name === name && found.path === path ? found.id : undefined;
}

interface Look {
  readonly world: World;
  readonly accountExists: AccountExists;
  /** Ids that users and roles had when the policy named them. */
  readonly ids: Record<string, string>;
}

function awsExists({ world, accountExists, ids }: Look, entry: string): boolean {
  if (entry === "*") return true;
  const account = ACCOUNT.exec(entry)?.[1];
  if (account !== undefined) return accountExists(account);
  const [, sessionAccount, roleName] = SESSION.exec(entry) ?? [];
  if (sessionAccount !== undefined) {
    return rolesOf(world, sessionAccount).has(keyOf(roleName ?? ""));
  }
  const id = idOf(world, entry);
  if (id !== undefined) ids[entry] = id;
  return id !== undefined;
}

function checkKind(look: Look, kind: string, entries: readonly string[]): void {
  const exists = (entry: string) => {
    if (kind === "AWS") return awsExists(look, entry);
    return (kind === "Service" ? SERVICE : FEDERATED).test(entry);
  };
  const stranger = entries.find((entry) => !exists(entry));
  if (stranger === undefined) return;
  const named = kind === "AWS" ? kind : kind.toUpperCase();
  throw malformedPolicy(`Invalid principal in policy: "${named}":"${stranger}"`);
}

const KINDS = ["AWS", "Service", "Federated"];

function checkPrincipal(look: Look, principal: unknown): void {
  if (principal === "*") return;
  if (principal === undefined) throw malformedPolicy("Missing required field Principal");
  if (!isObject(principal)) throw malformedPolicy(`Invalid principal in policy: "${principal}"`);
  for (const [kind, value] of Object.entries(principal)) {
    const entries = textsIn(value);
    if (!KINDS.includes(kind) || entries === undefined) {
      throw malformedPolicy(`Invalid principal in policy: "${kind}":${JSON.stringify(value)}`);
    }
    checkKind(look, kind, entries);
  }
}

function checkStatement(look: Look, statement: Statement): void {
  const { Action, NotAction, Resource, NotResource } = statement;
  if (Resource !== undefined || NotResource !== undefined) {
    throw malformedPolicy("Has prohibited field Resource");
  }
  checkPrincipal(look, statement["Principal"] ?? statement["NotPrincipal"]);
  if (Action === undefined && NotAction === undefined) {
    throw malformedPolicy("Missing required field Action");
  }
  const actions = textsIn(Action ?? NotAction);
  if (!actions?.every((action) => /^sts:/i.test(action))) {
    throw malformedPolicy("AssumeRole policy may only specify STS AssumeRole actions.");
  }
}

/** A trust policy with the unique ids of the users and roles that it names. */
export type Trust = Pick<RoleRecord, "trust" | "trustedIds">;

/**
 * Checks a trust policy. Everybody whom it names must exist, as in AWS, which remembers users and roles by
 * their unique ids. Errors: MalformedPolicyDocument, LimitExceeded.
 */
export function trustFor(world: World, document: string, accountExists: AccountExists): Trust {
  const look = { world, accountExists, ids: {} };
  for (const statement of statementsIn(document, "This policy contains invalid Json")) {
    checkStatement(look, statement);
  }
  if (sizeOf(document) > LARGEST_TRUST) throw limitExceeded("ACLSizePerRole", LARGEST_TRUST);
  checkEvaluable(document);
  return { trust: withAccountArns(document), trustedIds: look.ids };
}

/**
 * The trust policy as it counts now: where a user or role was deleted, its unique id stands in place of
 * its ARN, so that a successor of the same name is not trusted (IAM User Guide, "Principal").
 */
export function trustPolicyOf(world: World, role: RoleRecord): string {
  const gone = Object.entries(role.trustedIds).filter(([arn, id]) => idOf(world, arn) !== id);
  return gone.reduce(
    (document, [arn, id]) => document.replaceAll(JSON.stringify(arn), JSON.stringify(id)),
    role.trust,
  );
}
