import type {
  DescribeAccountCommandInput,
  DescribeAccountCommandOutput,
  ListAccountsCommandInput,
  ListAccountsCommandOutput,
  ListAccountsForParentCommandInput,
  ListAccountsForParentCommandOutput,
} from "@aws-sdk/client-organizations";
import type { World } from "../../kernel/service.ts";
import { accountAnswer } from "./account-answer.ts";
import { accountNotFound, invalidInput } from "./failures.ts";
import { type Answer, organizationOperation } from "./operation.ts";
import { pageOf } from "./page.ts";
import { checkParent } from "./parents.ts";
import { type AccountRecord, accountsOf } from "./records.ts";
import { PATTERNS } from "./tree.ts";

/** The account with this id. Throws InvalidInputException and AccountNotFoundException. */
export function findAccount(world: World, id: string): AccountRecord {
  if (!PATTERNS.account.test(id)) throw invalidInput("INVALID_PATTERN");
  const found = accountsOf(world).get(id);
  if (!found) throw accountNotFound();
  return found;
}

/** The accounts that listings show by now: new ones appear in them with some delay. */
export function listedAccounts(world: World): AccountRecord[] {
  const now = world.clock.now();
  return [...accountsOf(world).values()].filter(({ listedFrom }) => listedFrom <= now);
}

const asItem = (world: World) => (account: AccountRecord) => ({
  key: account.id,
  item: accountAnswer(world, account),
});

const describeAccount = organizationOperation<
  DescribeAccountCommandInput,
  Answer<DescribeAccountCommandOutput>
>({
  name: "DescribeAccount",
  members: ["AccountId"],
  access: "read",
  touches: ({ AccountId }) => [AccountId],
  run: ({ AccountId = "" }, { world }) => ({
    Account: accountAnswer(world, findAccount(world, AccountId)),
  }),
});

const listAccounts = organizationOperation<
  ListAccountsCommandInput,
  Answer<ListAccountsCommandOutput>
>({
  name: "ListAccounts",
  members: ["MaxResults", "NextToken"],
  access: "read",
  run(input, { world }) {
    const { items, next } = pageOf(world, listedAccounts(world).map(asItem(world)), input);
    return { Accounts: items, ...next };
  },
});

const listAccountsForParent = organizationOperation<
  ListAccountsForParentCommandInput,
  Answer<ListAccountsForParentCommandOutput>
>({
  name: "ListAccountsForParent",
  members: ["ParentId", "MaxResults", "NextToken"],
  access: "read",
  touches: ({ ParentId }) => [ParentId],
  run({ ParentId, ...asked }, { world }) {
    const parent = checkParent(world, ParentId);
    const children = listedAccounts(world).filter(({ parentId }) => parentId === parent);
    const { items, next } = pageOf(world, children.map(asItem(world)), asked);
    return { Accounts: items, ...next };
  },
});

export const accountOperations = {
  DescribeAccount: describeAccount,
  ListAccounts: listAccounts,
  ListAccountsForParent: listAccountsForParent,
};
