import {
  CloseAccountCommand,
  ConstraintViolationException,
  DescribeAccountCommand,
  type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { AwsBusy, ClosingQuotaUsedUp } from "../../domain/failures.ts";
import type { AccountId } from "../../domain/ids.ts";
import type { Closure } from "../../ports/organization.ts";
import { stateOf } from "./organizations-facts.ts";
import { isNamed, translated } from "./translate-failure.ts";

/** Closes accounts and watches them being closed. */
export const organizationsClosure = (client: OrganizationsClient): Closure => ({
  close: async (accountId) => {
    await translated(
      "CloseAccount",
      client.send(new CloseAccountCommand({ AccountId: accountId })),
    ).catch(asClosingFailure);
  },
  stateOf: async (accountId) => (await stateIn(client, accountId)) ?? "CLOSED",
  hasLeft: async (accountId) => (await stateIn(client, accountId)) === undefined,
});

/** Two answers mean that closing was asked for before: which of them AWS gives while pending is open (facts 8.5). */
const ASKED_BEFORE = ["AccountAlreadyClosedException", "ConflictException"];

function asClosingFailure(error: unknown): void {
  if (isNamed(error, ...ASKED_BEFORE)) return;
  if (!(error instanceof ConstraintViolationException)) throw error;
  if (error.Reason === "CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED")
    throw new AwsBusy(`CloseAccount: ${error.message}`, { reason: error.Reason }, { cause: error });
  if (error.Reason === "CLOSE_ACCOUNT_QUOTA_EXCEEDED")
    throw new ClosingQuotaUsedUp(
      `CloseAccount: ${error.message}`,
      { reason: error.Reason },
      { cause: error },
    );
  throw error;
}

/** Undefined for an account that is not in the organization: 90 days after its closing it leaves for good. */
async function stateIn(
  client: OrganizationsClient,
  accountId: AccountId,
): Promise<string | undefined> {
  const command = new DescribeAccountCommand({ AccountId: accountId });
  try {
    const { Account: account } = await translated("DescribeAccount", client.send(command));
    return stateOf(account ?? {});
  } catch (error) {
    if (isNamed(error, "AccountNotFoundException")) return undefined;
    throw error;
  }
}
