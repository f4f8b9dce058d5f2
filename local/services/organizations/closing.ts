import type { World } from "../../kernel/service.ts";
import { type AccountRecord, accountsOf, attachmentsOf, delegationsOf } from "./records.ts";

/** The closing of an account is done: its credentials work no more, its slot stays taken. */
export function closeNow(world: World, account: AccountRecord): void {
  accountsOf(world).set(account.id, { ...account, state: "CLOSED" });
}

/** A closed account leaves the organization for good, with everything that hung on it. */
export function leaveNow(world: World, { id }: AccountRecord): void {
  accountsOf(world).delete(id);
  attachmentsOf(world).delete(id);
  for (const [key, { accountId }] of [...delegationsOf(world).entries()]) {
    if (accountId === id) delegationsOf(world).delete(key);
  }
}
