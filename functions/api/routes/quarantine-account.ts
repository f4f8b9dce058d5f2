import type { Account } from "../../../domain/account/account.ts";
import {
  type Holding,
  holdCondemned,
  holdLeased,
  holdPooled,
} from "../../../domain/account/hold.ts";
import { isRefusal, LedgerBusy, type Refusal, refuse } from "../../../domain/failures.ts";
import { isAccountKey } from "../../../domain/ids.ts";
import type { Change } from "../../../domain/lease/change.ts";
import { decideAndCommit, withTally } from "../../shared/committing.ts";
import { knownLease } from "../../shared/reading.ts";
import { mayDo } from "../access.ts";
import { quarantine } from "../contract.ts";
import type { ApiPorts } from "../ports.ts";
import { type ApiResponse, json, refused } from "../problem.ts";
import { type ApiRequest, bodyOf, notFound } from "../request.ts";
import { accountView } from "../view.ts";

/**
 * `POST /v1/accounts/{key}/quarantine`: ends the account's lease at once, shuts everybody out, and keeps all that
 * is in it until `/retry` releases it.
 */
export const quarantineAccount =
  (ports: ApiPorts) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const outcome = await decideAndCommit<Change | Refusal>(ports.ledger, () =>
      decide(ports, request),
    );
    if (isRefusal(outcome)) return refused(outcome);
    return json(202, outcome.account === undefined ? {} : accountView(outcome.account));
  };

async function decide(ports: ApiPorts, request: ApiRequest): Promise<Change | Refusal> {
  if (!mayDo(ports, request, "quarantine-account"))
    return refuse("not-allowed", "Only administrators put accounts into quarantine.");
  const { reason } = bodyOf(quarantine, request);
  const key = request.path["key"] ?? "";
  const account = isAccountKey(key) ? await ports.ledger.account(key) : undefined;
  if (account === undefined) return notFound(`account ${key}`);
  return await hold(ports, account, { by: request.caller, why: reason, at: ports.clock.now() });
}

async function hold(
  { ledger }: ApiPorts,
  account: Account,
  holding: Holding,
): Promise<Change | Refusal> {
  if (account.status === "available") return holdPooled(account, holding);
  if (account.status === "quarantined") return holdCondemned(account, holding);
  if (
    account.status === "attention" &&
    !("setAside" in account) &&
    account.cleanSince === undefined
  )
    return holdCondemned(account, holding);
  if (account.status !== "leased")
    return refuse(
      "wrong-state",
      `Account ${account.key} is ${account.status}; only one that is leased, available, quarantined or in attention is put into quarantine.`,
    );
  const lease = await knownLease(ledger, account.leaseId);
  if (lease.status !== "active")
    throw new LedgerBusy(`Lease ${lease.id} is ${lease.status} by now.`);
  return await withTally(ledger, lease, holdLeased(lease, account, holding));
}
