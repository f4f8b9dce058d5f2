import {
  type Account,
  DescribeAccountCommand,
  type OrganizationsClient,
  paginateListDelegatedAdministrators,
  paginateListTagsForResource,
} from "@aws-sdk/client-organizations";
import type { AccountId } from "../../domain/ids.ts";
import type { AccountFacts } from "../../ports/organization.ts";
import { parentOf } from "./organizations-placement.ts";
import { translated } from "./translate-failure.ts";

/** Reads what the rails look at, afresh on every call. */
export const organizationsFacts = (client: OrganizationsClient): AccountFacts => ({
  factsOf: async (accountId) => {
    const { Account: account = {} } = await translated(
      "DescribeAccount",
      client.send(new DescribeAccountCommand({ AccountId: accountId })),
    );
    return {
      accountId: account.Id as AccountId,
      name: account.Name ?? "",
      email: account.Email ?? "",
      state: stateOf(account),
      parentId: await parentOf(client, accountId),
      tags: await translated("ListTagsForResource", tagsOf(client, accountId)),
    };
  },
  isDelegatedAdministrator: (accountId) =>
    translated("ListDelegatedAdministrators", isDelegated(client, accountId)),
});

/** `State`; `Status` was announced to retire in September 2026 and only fills in where `State` is missing. */
export const stateOf = (account: Account): string => account.State ?? account.Status ?? "UNKNOWN";

export async function tagsOf(
  client: OrganizationsClient,
  accountId: AccountId,
): Promise<Record<string, string>> {
  const tags: Record<string, string> = {};
  for await (const page of paginateListTagsForResource({ client }, { ResourceId: accountId }))
    for (const { Key, Value } of page.Tags ?? []) if (Key !== undefined) tags[Key] = Value ?? "";
  return tags;
}

async function isDelegated(client: OrganizationsClient, accountId: AccountId): Promise<boolean> {
  for await (const page of paginateListDelegatedAdministrators({ client }, {}))
    if (page.DelegatedAdministrators?.some(({ Id }) => Id === accountId)) return true;
  return false;
}
