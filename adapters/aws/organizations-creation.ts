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
  Submission,
} from "../../ports/organization.ts";
import { isRefused, isThrottled, translated } from "./translate-failure.ts";

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
): Promise<Submission> {
  const command = new CreateAccountCommand({
    Email: account.email,
    AccountName: account.name,
    RoleName: roleName,
    IamUserAccessToBilling: "ALLOW",
    Tags: Object.entries(account.tags).map(([Key, Value]) => ({ Key, Value })),
  });
  try {
    const { CreateAccountStatus: status } = await client.send(command);
    if (status?.Id !== undefined) return { requestId: status.Id };
  } catch (error) {
    return { putOff: reasonToPutOff(error) ?? failed(error) };
  }
  throw new AwsBusy("CreateAccount answered no request id.");
}

/** AWS takes no more creations for the moment. */
const LATER = "ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED";

const reasonOf = (error: unknown): string =>
  error instanceof ConstraintViolationException && error.Reason !== undefined
    ? error.Reason
    : (error as Error).name;

/** Why AWS did not even look at the request; undefined when it did, or when nobody knows. */
function reasonToPutOff(error: unknown): string | undefined {
  const { message } = error as Error;
  if (error instanceof AwsBusy) return message; // on the way to Organizations
  const reason = reasonOf(error);
  return isThrottled(error) || reason === LATER ? `${reason}: ${message}` : undefined;
}

function failed(error: unknown): never {
  const reason = reasonOf(error);
  const told = `${reason}: ${(error as Error).message}`;
  if (isRefused(error))
    throw new CreationFailed(
      `AWS refused to create the account: ${told}`,
      { reason },
      { cause: error },
    );
  throw new AwsBusy(`CreateAccount: ${told}`, { reason }, { cause: error });
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
