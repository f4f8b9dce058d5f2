import type { LeasedAccount } from "../../domain/account/account.ts";
import type { Listed } from "../../domain/account/census.ts";
import { accountEmail, accountName } from "../../domain/account/naming.ts";
import { AwsBusy } from "../../domain/failures.ts";
import type { AccountId, AccountKey, LeaseId } from "../../domain/ids.ts";
import { reconcile } from "../../functions/reconcile/step.ts";
import { ACCOUNT_ID, anActiveLease, aTemplate, handedOver, KEY } from "../support/builders.ts";
import { aQueue } from "./a-queue.ts";

const NAMING = { prefix: "mayfly", emailPattern: "aws+{key}@example.com" };
export const HOMES = { available: "ou-vending", leased: "ou-active" };

export const listed = (more: Partial<Listed> = {}): Listed => ({
  ...{ accountId: ACCOUNT_ID, name: accountName(NAMING, KEY), email: accountEmail(NAMING, KEY) },
  ...{ state: "ACTIVE", parentId: "ou-active" },
  ...more,
});

export interface World {
  readonly listing?: readonly Listed[];
  readonly left?: readonly AccountId[];
  readonly isBudgetsBusy?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  /** What is different in an account; an error when it cannot be entered. */
  readonly drift?: Readonly<Record<string, readonly string[] | Error>>;
}

/** A ledger, and what Organizations and the accounts say; both can be changed. */
export function aReconcile(first: World = {}) {
  const queue = aQueue({ slots: 50 });
  const world = { current: first };
  const entered: string[] = [];
  const look = (kind: string, id: AccountId) => async () => {
    entered.push(`${kind} ${id}`);
    const found = world.current.drift?.[id] ?? [];
    if (found instanceof Error) throw found;
    return found;
  };
  const organization = {
    tagsOf: async () => world.current.tags ?? {},
    accounts: async () => world.current.listing ?? [],
    hasLeft: async (id: AccountId) => world.current.left?.includes(id) ?? false,
  };
  const accounts = {
    enter: (id: AccountId) => ({ compare: look("compare", id), apply: look("apply", id) }) as never,
  };
  const baselines = [{ name: "standard" }] as never;
  const withoutBudget: AccountId[] = [];
  const budgets = {
    remove: async (id: AccountId) => {
      if (world.current.isBudgetsBusy) throw new AwsBusy("DeleteBudget was throttled.");
      withoutBudget.push(id);
    },
  };
  const ports = {
    ...{ ...queue.ports, organization, accounts, budgets, baselines },
    ...{ naming: NAMING, homes: HOMES },
  };
  return {
    ...queue,
    ...{ entered, withoutBudget },
    run: reconcile(ports),
    now: (next: World) => {
      world.current = next;
    },
    story: () => queue.ledger.events.map(({ type }) => type),
  };
}

/** So many leases that are active. */
export function manyActive(count: number, world: World, template = aTemplate()) {
  const held = aReconcile(world);
  for (let index = 0; index < count; index += 1) {
    const id = `l-${String(index).padStart(16, "0")}` as LeaseId;
    const { lease, account } = handedOver({ id, template });
    const accountId = String(500_000_000_000 + index) as AccountId;
    const key = `a${String(index).padStart(9, "0")}` as AccountKey;
    const mine = {
      key,
      accountId,
      name: accountName(NAMING, key),
      email: accountEmail(NAMING, key),
    };
    held.ledger.put({
      lease: { ...anActiveLease(), ...lease, accountKey: key, accountId },
      account: { ...account, ...mine, leaseId: id },
    });
  }
  const listing = held.ledger.accounts.map((each) => {
    const { accountId, name, email } = each as LeasedAccount;
    return listed({ accountId, name, email });
  });
  held.now({ ...world, listing });
  return held;
}
