import { ownerRoleName } from "../../../domain/access/owner-role.ts";
import { entryGrant } from "../../../domain/access/trail.ts";
import type { ChildAccounts } from "../../../ports/child-account.ts";
import { knownLease, teardownAccount } from "../../shared/reading.ts";
import type { TeardownInput } from "../../shared/schemas.ts";
import { noteRevoked, type TrailPorts } from "../../shared/trail.ts";

interface Ports extends TrailPorts {
  readonly accounts: ChildAccounts;
  readonly prefix: string;
}

/** Shuts the owner out, sessions included. */
export const closeAccess =
  ({ accounts, prefix, ...trail }: Ports) =>
  async (input: TeardownInput): Promise<Record<string, never>> => {
    const { accountId, leaseId } = await teardownAccount(trail.ledger, input);
    await accounts.enter(accountId, leaseId).closeAccess(ownerRoleName(prefix));
    const { owner } = await knownLease(trail.ledger, leaseId);
    await noteRevoked(trail, leaseId, entryGrant("role", { owner, accountId }, prefix));
    return {};
  };
