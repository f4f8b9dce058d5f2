import type { Account } from "@aws-sdk/client-organizations";
import type { World } from "../../kernel/service.ts";
import { accountArn } from "./arns.ts";
import { organizationOf } from "./organization.ts";
import type { AccountRecord } from "./records.ts";
import { pathOf } from "./tree.ts";

/** An account as AWS tells it since September 2026: with `State`, and without `Status`. */
export function accountAnswer(world: World, account: AccountRecord): Account {
  return {
    Id: account.id,
    Arn: accountArn(organizationOf(world), account.id),
    Email: account.email,
    Name: account.name,
    State: account.state,
    Paths: [pathOf(world, account.id)],
    JoinedMethod: account.joinedMethod,
    JoinedTimestamp: new Date(account.joinedAt),
  };
}
