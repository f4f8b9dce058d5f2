import type { Identity, KnownKey, PoliciesOfPrincipal } from "../../../local/kernel/identity.ts";
import type { IamUser, Principal } from "../../../local/kernel/principal.ts";

export const ACCOUNT = "111111111111";
export const NOW = Date.UTC(2026, 10, 24, 12);

export function aUser(userName: string, account = ACCOUNT): IamUser {
  const arn = `arn:aws:iam::${account}:user/${userName}`;
  return { kind: "user", account, arn, userId: `AIDA${userName.toUpperCase()}`, userName };
}

/** Credentials by which the SDK signs for a user of these tests. */
export function keyOf(userName: string, sessionToken?: string) {
  return {
    accessKeyId: `AKIA${userName.toUpperCase()}`,
    secretAccessKey: `${userName}/K7MDENG/bPxRfiCYEXAMPLEKEY`,
    ...(sessionToken !== undefined && { sessionToken }),
  };
}

function aKey(userName: string, changes: Partial<KnownKey> = {}): [string, KnownKey] {
  const credentials = changes.credentials ?? keyOf(userName);
  const key = { credentials, principal: aUser(userName), active: true, ...changes };
  return [credentials.accessKeyId, key];
}

const KEYS = new Map([
  aKey("admin"),
  aKey("reader"),
  aKey("retired", { active: false }),
  aKey("guest", { credentials: keyOf("guest", "token"), expiresAt: NOW + 3_600_000 }),
  aKey("late", { credentials: keyOf("late", "token"), expiresAt: NOW - 1 }),
]);

const ALLOWED = new Map([
  ["reader", "*:Get*"],
  ["nobody", "none:*"],
]);

const statement = (Action: string) => ({ Effect: "Allow", Action, Resource: "*" });
const policyText = (Action: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [statement(Action)] });

function policiesOf(principal: Principal): PoliciesOfPrincipal {
  const userName = principal.kind === "user" ? principal.userName : "nobody";
  const action = ALLOWED.get(userName) ?? "*";
  const identity = [{ name: "own", document: policyText(action) }];
  return { identity, session: [], serviceControl: [] };
}

/** Users who may do everything, except `reader`, who may only get, and `nobody`. */
export const identity: Identity = {
  knownKey: (accessKeyId) => KEYS.get(accessKeyId),
  policiesOf,
  contextOf: ({ arn, account }) => ({ "aws:PrincipalArn": arn, "aws:PrincipalAccount": account }),
  assumeAsService: () => {
    throw new Error("No service enters a role in these tests.");
  },
};
