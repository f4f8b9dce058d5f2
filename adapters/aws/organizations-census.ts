import { setTimeout } from "node:timers/promises";
import {
  type Account,
  type OrganizationsClient,
  paginateListAccounts,
} from "@aws-sdk/client-organizations";
import type { Listed } from "../../domain/account/census.ts";
import type { AccountId } from "../../domain/ids.ts";
import type { Census } from "../../ports/organization.ts";
import { stateOf, tagsOf } from "./organizations-facts.ts";
import { translated } from "./translate-failure.ts";

/** ListAccounts is allowed 8 times a second to the whole organization (facts 1.9): others need it too. */
const BETWEEN_PAGES_MS = 250;

/** Lists every account of the organization, at a pace that leaves room for others. */
export const organizationsCensus = (client: OrganizationsClient): Census => ({
  accounts: () => translated("ListAccounts", everyAccount(client)),
  tagsOf: (accountId) => translated("ListTagsForResource", tagsOf(client, accountId)),
});

async function everyAccount(client: OrganizationsClient): Promise<readonly Listed[]> {
  const listed: Listed[] = [];
  let pages = 0;
  for await (const page of paginateListAccounts({ client }, {})) {
    listed.push(...(page.Accounts ?? []).map(listedOf));
    pages += 1;
    if (page.NextToken !== undefined && pages > 1) await setTimeout(BETWEEN_PAGES_MS);
  }
  return listed;
}

function listedOf(account: Account): Listed {
  const parentId = parentIn(account);
  return {
    ...{ accountId: account.Id as AccountId, name: account.Name ?? "", email: account.Email ?? "" },
    state: stateOf(account),
    ...(parentId === undefined ? {} : { parentId }),
  };
}

/** `o-…/r-…/ou-…/123456789012/`: the last but one is where it lies (facts 1.5). */
const parentIn = ({ Paths }: Account): string | undefined =>
  Paths?.[0]
    ?.split("/")
    .filter((part) => part !== "")
    .at(-2);
