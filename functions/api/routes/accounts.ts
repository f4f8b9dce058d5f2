import type { Account } from "../../../domain/account/account.ts";
import { isFromPool, releaseToPool } from "../../../domain/account/hold.ts";
import { isBeingTornDown, retryTeardown } from "../../../domain/account/teardown.ts";
import { askClosuresAgain } from "../../../domain/capacity/closures.ts";
import type { Refusal } from "../../../domain/failures.ts";
import { isRefusal, refuse } from "../../../domain/failures.ts";
import { isAccountKey, type LeaseId, type Principal } from "../../../domain/ids.ts";
import type { Change } from "../../../domain/lease/change.ts";
import type { Lease } from "../../../domain/lease/lease.ts";
import { decideAndCommit } from "../../shared/committing.ts";
import { mayDo } from "../access.ts";
import { accountList } from "../contract.ts";
import { pageOf } from "../paging.ts";
import type { ApiPorts } from "../ports.ts";
import { type ApiResponse, json, refused } from "../problem.ts";
import { type ApiRequest, notFound, queryOf } from "../request.ts";
import { accountView } from "../view.ts";

const onlyAdministrators = refuse(
  "not-allowed",
  "Only administrators see and retry accounts; auditors see them.",
);

/** `GET /v1/accounts?status=…`: oldest first. */
export const seeAccounts =
  (ports: ApiPorts) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const { status, ...query } = queryOf(accountList, request);
    if (!mayDo(ports, request, "see-accounts")) return refused(onlyAdministrators);
    const found = await ports.views.accountsIn(status, pageOf(query));
    const ids = found.items.flatMap(servedBy);
    const leases = new Map((await ports.views.leasesNamed(ids)).map((lease) => [lease.id, lease]));
    const items = found.items.map((account) => {
      const [lease] = servedBy(account).flatMap((id) => leases.get(id) ?? []);
      return { ...accountView(account), ...(lease === undefined ? {} : lastLease(lease)) };
    });
    return json(200, { ...found, items });
  };

/** The lease that an account serves, or has served last. */
const servedBy = (account: Account): readonly LeaseId[] =>
  "leaseId" in account ? [account.leaseId] : [];

/** Whose an account is, or was last, and why it is so no more. */
function lastLease(lease: Lease): { readonly owner: Principal; readonly leaseOver?: string } {
  const { owner } = lease;
  if (lease.status === "failed")
    return { owner, leaseOver: `failed: ${lease.cause.error}: ${lease.cause.message}` };
  return "reason" in lease ? { owner, leaseOver: lease.reason } : { owner };
}

/**
 * `POST /v1/accounts/{key}/retry`: starts the teardown of an account in `attention` again, or releases one that
 * an administrator keeps in quarantine.
 */
export const retryAccount =
  (ports: ApiPorts) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const outcome = await decideAndCommit<Change | Refusal>(ports.ledger, () =>
      retry(ports, request),
    );
    if (isRefusal(outcome)) return refused(outcome);
    return json(202, outcome.account === undefined ? {} : accountView(outcome.account));
  };

async function retry(ports: ApiPorts, request: ApiRequest): Promise<Change | Refusal> {
  if (!mayDo(ports, request, "retry-teardown")) return onlyAdministrators;
  const key = request.path["key"] ?? "";
  const account = isAccountKey(key) ? await ports.ledger.account(key) : undefined;
  if (account === undefined) return notFound(`account ${key}`);
  if ("setAside" in account && isFromPool(account))
    return releaseToPool(account, request.caller, ports.clock.now());
  if ("setAside" in account)
    return refuse(
      "wrong-state",
      `Account ${key} was set aside: no lease is known that it served, so that Mayfly never nukes or closes it. ${account.cause.message}`,
    );
  const parked = isBeingTornDown(account) && "parked" in account;
  if (account.status !== "attention" && !parked)
    return refuse(
      "wrong-state",
      `Account ${key} is ${account.status}; only one in attention or parked is tried again.`,
    );
  const now = ports.clock.now();
  const change = retryTeardown(account, request.caller, now);
  const closures = parked ? await ports.ledger.closures() : undefined;
  return closures?.refusedUntil === undefined
    ? change
    : { ...change, closures: askClosuresAgain(closures, now) };
}
