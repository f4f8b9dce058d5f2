import { may, rolesOf } from "../../domain/access/permissions.ts";
import type { Account, SetAsideAccount } from "../../domain/account/account.ts";
import {
  type Adoptee,
  adoptable,
  beginAdoption,
  finishAdoption,
  refuseAdoption,
  refuseNumber,
} from "../../domain/account/adopt.ts";
import { type OrganizationFacts, ourTags } from "../../domain/account/rails.ts";
import { isBeingTornDown } from "../../domain/account/teardown.ts";
import { AccessRoleNotReady, isRefusal, type Refusal, refuse } from "../../domain/failures.ts";
import { type ApiResponse, json, refused } from "../api/problem.ts";
import { type ApiRequest, bodyOf } from "../api/request.ts";
import { accountView } from "../api/view.ts";
import { withCreations } from "../shared/counting.ts";
import { adoption } from "./contract.ts";
import type { AdoptionPorts } from "./ports.ts";

/**
 * `POST /v1/accounts`: takes in an account of the organization that Mayfly did not make. Asking again completes
 * what was interrupted, and changes nothing where nothing is left to do.
 */
export const adoptAccount =
  (ports: AdoptionPorts) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    if (!may(rolesOf(request.who, ports.directory), "adopt-account"))
      return refused(refuse("not-allowed", "Only administrators take accounts in."));
    const outcome = await takeIn(ports, request, bodyOf(adoption, request));
    return isRefusal(outcome) ? refused(outcome) : json(202, accountView(outcome));
  };

async function takeIn(
  ports: AdoptionPorts,
  { caller: by }: ApiRequest,
  wanted: Adoptee,
): Promise<Account | Refusal> {
  const { ledger, organization, clock, ids, fences } = ports;
  const known = await knownAs(ports, wanted);
  if (known !== undefined && (await isTakenIn(ports, known))) return known;
  const before = known === undefined ? undefined : adoptable(known);
  if (before !== undefined && isRefusal(before)) return before;
  const facts = await factsFor(ports, wanted);
  if (isRefusal(facts)) return facts;
  const key = before?.key ?? ids.accountKey();
  const begun = beginAdoption(before, { key, organization: facts }, { by, at: clock.now() });
  await ledger.commit(await withCreations(ledger, known, begun, clock.now()));
  await organization.tag(wanted.accountId, ourTags(key, fences.managedBy));
  return await condemn(ports, begun.account, by);
}

async function condemn(
  { ledger, clock, ids }: AdoptionPorts,
  account: SetAsideAccount,
  by: ApiRequest["caller"],
): Promise<Account> {
  const finished = finishAdoption(account, ids.leaseId(), { by, at: clock.now() });
  await ledger.commit(finished);
  return finished.account ?? account;
}

async function knownAs(
  { ledger }: AdoptionPorts,
  { accountId }: Adoptee,
): Promise<Account | undefined> {
  const key = await ledger.keyOf(accountId);
  return key === undefined ? undefined : await ledger.account(key);
}

/** Whether an earlier request, whose answer may have been lost, has done all there is to do. */
async function isTakenIn({ ledger }: AdoptionPorts, account: Account): Promise<boolean> {
  if (!isBeingTornDown(account)) return false;
  const lease = await ledger.lease(account.leaseId);
  return lease?.status === "ended" && lease.reason === "adopted";
}

/** Everything that is to be known before anything is written: who it is, and whether it lets us in. */
async function factsFor(
  { organization, accounts, fences, rootId, accessRoleName }: AdoptionPorts,
  wanted: Adoptee,
): Promise<OrganizationFacts | Refusal> {
  const { accountId } = wanted;
  const never = refuseNumber(wanted, fences);
  if (never !== undefined) return never;
  if (await organization.hasLeft(accountId))
    return refuse(
      "wrong-state",
      `Account ${accountId} is not in the organization: invite it, and accept the invitation there.`,
      "accountId",
    );
  const facts = await organization.factsOf(accountId);
  const delegatedAdministrator = await organization.isDelegatedAdministrator(accountId);
  const told = { wanted, organization: facts, delegatedAdministrator, rootId, fences };
  const refusal = refuseAdoption(told);
  if (refusal !== undefined) return refusal;
  try {
    await accounts.enter(accountId, "adopt-account").probe();
    return facts;
  } catch (error) {
    if (!(error instanceof AccessRoleNotReady)) throw error;
    const make = "make it with infra/adoption/access-role.template.json, and ask again";
    return refuse(
      "wrong-state",
      `Account ${accountId} does not let Mayfly in through its role ${accessRoleName}: ${make}.`,
    );
  }
}
