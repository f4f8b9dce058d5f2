import {
  ConstraintViolationException,
  CreateAccountCommand,
  type CreateAccountStatus,
  DescribeCreateAccountStatusCommand,
  type OrganizationsClient,
  paginateListAccounts,
  paginateListCreateAccountStatus,
} from "@aws-sdk/client-organizations";
import { AwsBusy, CreationFailed } from "../../domain/failures.ts";
import type { AccountId } from "../../domain/ids.ts";
import type {
  AccountCreation,
  CreationLookup,
  CreationStatus,
  NewAccount,
} from "../../ports/organization.ts";
import { isDoubtful, isThrottled, translated } from "./translate-failure.ts";

/** Looks for requests and for accounts; answers may lag behind. */
export const organizationsLookup = (client: OrganizationsClient): CreationLookup => ({
  status: async (requestId) => {
    const command = new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: requestId });
    const answer = await translated("DescribeCreateAccountStatus", client.send(command));
    return statusOf(answer.CreateAccountStatus ?? {});
  },
  find: (name) => translated("ListCreateAccountStatus", findRequest(client, name)),
  findAccount: (wanted) => translated("ListAccounts", findAccount(client, wanted)),
});

/**
 * Creates accounts.
 *
 * @param once a client that makes a single attempt: CreateAccount has no client token
 */
export const organizationsCreation = (
  client: OrganizationsClient,
  once: OrganizationsClient,
  accessRoleName: string,
): AccountCreation => ({
  ...organizationsLookup(client),
  create: (account) => create(once, account, accessRoleName),
});

async function create(
  client: OrganizationsClient,
  account: NewAccount,
  roleName: string,
): Promise<string> {
  const command = new CreateAccountCommand({
    Email: account.email,
    AccountName: account.name,
    RoleName: roleName,
    IamUserAccessToBilling: "ALLOW",
    Tags: Object.entries(account.tags).map(([Key, Value]) => ({ Key, Value })),
  });
  const answer = await client.send(command).catch(asCreationFailure);
  const requestId = answer.CreateAccountStatus?.Id;
  if (requestId === undefined) throw new AwsBusy("CreateAccount answered no request id.");
  return requestId;
}

/** The reasons for which AWS takes no more creations for the moment, and surely did nothing. */
const LATER = ["ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED"];

function asCreationFailure(error: unknown): never {
  const { name, message } = error as Error;
  const reason = error instanceof ConstraintViolationException ? (error.Reason ?? name) : name;
  if (isThrottled(error) || isDoubtful(error) || LATER.includes(reason))
    throw new AwsBusy(`CreateAccount: ${reason}: ${message}`, { reason }, { cause: error });
  throw new CreationFailed(
    `AWS refused to create the account: ${reason}: ${message}`,
    { reason },
    { cause: error },
  );
}

/** A state that we do not know counts as in progress: the wait is bounded, a wrong guess is not. */
function statusOf(status: CreateAccountStatus): CreationStatus {
  const requestId = status.Id ?? "";
  if (status.State === "SUCCEEDED" && status.AccountId !== undefined)
    return { state: "succeeded", requestId, accountId: status.AccountId as AccountId };
  if (status.State === "FAILED")
    return { state: "failed", requestId, reason: status.FailureReason ?? "UNKNOWN" };
  return { state: "in-progress", requestId };
}

async function findRequest(
  client: OrganizationsClient,
  name: string,
): Promise<CreationStatus | undefined> {
  const found: CreateAccountStatus[] = [];
  for await (const page of paginateListCreateAccountStatus({ client }, {}))
    found.push(
      ...(page.CreateAccountStatuses ?? []).filter((status) => status.AccountName === name),
    );
  const requested = (status: CreateAccountStatus) => status.RequestedTimestamp?.getTime() ?? 0;
  const newest = found.sort((a, b) => requested(b) - requested(a))[0];
  return newest === undefined ? undefined : statusOf(newest);
}

async function findAccount(
  client: OrganizationsClient,
  { name, email }: { name: string; email: string },
): Promise<AccountId | undefined> {
  for await (const page of paginateListAccounts({ client }, {})) {
    const found = page.Accounts?.find(
      (account) => account.Email === email && account.Name === name,
    );
    if (found?.Id !== undefined) return found.Id as AccountId;
  }
  return undefined;
}
