import type { World } from "../../kernel/service.ts";
import { closeNow, leaveNow } from "./closing.ts";
import { completeCreation } from "./complete-creation.ts";
import { organizationOf } from "./organization.ts";
import { accountsOf, creationsOf } from "./records.ts";

/** The role that lets the management account into a new account. */
export interface AccessRole {
  readonly account: string;
  readonly roleName: string;
  /** The account that it trusts. */
  readonly managementAccount: string;
}

/** What Organizations asks of the rest of the cloud. */
export interface OrganizationsDependencies {
  /**
   * Makes the access role in a new account: administrator, trusting the management account as a whole.
   * After a restart it may be called again for a role that it made.
   */
  readonly makeAccessRole: (role: AccessRole) => void | Promise<void>;
}

/** Lets happen what happens by itself: accounts come to be, get their role, are closed, and leave. */
export interface Lifecycle {
  /** Watches over a request until it is over, and then over the account that it made. */
  watchCreation(requestId: string): void;
  /** Makes the access role that an account awaits, when it is due. */
  watchRole(accountId: string): void;
  /** Watches over an account that is being closed until it has left. */
  watchClosure(accountId: string): void;
}

/** Makes the access role of an account that awaits it. */
async function makeRole(
  world: World,
  { makeAccessRole }: OrganizationsDependencies,
  accountId: string,
): Promise<void> {
  const awaited = accountsOf(world).get(accountId)?.awaitedRole;
  if (!awaited) return;
  const managementAccount = organizationOf(world).managementAccountId;
  await makeAccessRole({ account: accountId, roleName: awaited.name, managementAccount });
  const account = accountsOf(world).get(accountId);
  if (!account) return;
  const { awaitedRole: _made, ...rest } = account;
  accountsOf(world).set(accountId, rest);
}

/** What is next in the closing of an account: it is closed, and long after that it leaves. */
function closeOrLeave(world: World, accountId: string): void {
  const account = accountsOf(world).get(accountId);
  if (account?.state === "PENDING_CLOSURE") closeNow(world, account);
  else if (account?.state === "CLOSED") leaveNow(world, account);
}

export function lifecycleOf(world: World, dependencies: OrganizationsDependencies): Lifecycle {
  const { clock } = world;

  function watchRole(accountId: string): void {
    const awaited = accountsOf(world).get(accountId)?.awaitedRole;
    if (!awaited) return;
    const label = `the access role of account ${accountId}`;
    clock.at(awaited.dueAt, label, () => makeRole(world, dependencies, accountId));
  }

  function watchClosure(accountId: string): void {
    const { closure, state } = accountsOf(world).get(accountId) ?? {};
    if (!closure) return;
    const due = state === "CLOSED" ? closure.leavesAt : closure.closedAt;
    clock.at(due, `the closing of account ${accountId}`, () => {
      closeOrLeave(world, accountId);
      watchClosure(accountId);
    });
  }

  function watchCreation(requestId: string): void {
    const creation = creationsOf(world).get(requestId);
    if (creation?.state !== "IN_PROGRESS") return;
    clock.at(creation.completesAt, `the creation of account "${creation.accountName}"`, () => {
      const accountId = completeCreation(world, requestId);
      if (accountId !== undefined) watchRole(accountId);
    });
  }

  return { watchCreation, watchRole, watchClosure };
}

/** Takes up everything that was under way when the cloud was stopped. */
export function resumeLifecycle(world: World, lifecycle: Lifecycle): void {
  for (const id of [...creationsOf(world).keys()]) lifecycle.watchCreation(id);
  for (const id of [...accountsOf(world).keys()]) {
    lifecycle.watchRole(id);
    lifecycle.watchClosure(id);
  }
}
