import {
  AccountNotRegisteredException,
  type DelegatedAdministrator,
  type ListDelegatedAdministratorsCommandInput,
  type ListDelegatedAdministratorsCommandOutput,
  type ListDelegatedServicesForAccountCommandInput,
  type ListDelegatedServicesForAccountCommandOutput,
} from "@aws-sdk/client-organizations";
import type { World } from "../../kernel/service.ts";
import { accountAnswer } from "./account-answer.ts";
import { findAccount } from "./accounts.ts";
import { type Answer, organizationOperation } from "./operation.ts";
import { pageOf } from "./page.ts";
import { type DelegationRecord, delegationsOf } from "./records.ts";
import { checkService, serviceContext } from "./service-access.ts";

/** The registrations for one service, or all. */
function delegationsFor(world: World, principal: string | undefined): readonly DelegationRecord[] {
  const all = [...delegationsOf(world).values()];
  if (principal === undefined) return all;
  const service = checkService(principal);
  return all.filter(({ servicePrincipal }) => servicePrincipal === service);
}

function administratorAnswer(world: World, { accountId, since }: DelegationRecord) {
  const { Paths: _paths, ...account } = accountAnswer(world, findAccount(world, accountId));
  const answer: DelegatedAdministrator = { ...account, DelegationEnabledDate: new Date(since) };
  return answer;
}

const listAdministrators = organizationOperation<
  ListDelegatedAdministratorsCommandInput,
  Answer<ListDelegatedAdministratorsCommandOutput>
>({
  name: "ListDelegatedAdministrators",
  members: ["ServicePrincipal", "MaxResults", "NextToken"],
  access: "read",
  context: ({ ServicePrincipal }) => serviceContext(ServicePrincipal),
  run({ ServicePrincipal, ...asked }, { world }) {
    const first = new Map<string, DelegationRecord>();
    for (const each of delegationsFor(world, ServicePrincipal)) {
      if (!first.has(each.accountId)) first.set(each.accountId, each);
    }
    const administrators = [...first].map(([key, delegation]) => ({
      key,
      item: administratorAnswer(world, delegation),
    }));
    const { items, next } = pageOf(world, administrators, asked);
    return { DelegatedAdministrators: items, ...next };
  },
});

const listServices = organizationOperation<
  ListDelegatedServicesForAccountCommandInput,
  Answer<ListDelegatedServicesForAccountCommandOutput>
>({
  name: "ListDelegatedServicesForAccount",
  members: ["AccountId", "MaxResults", "NextToken"],
  access: "read",
  touches: ({ AccountId }) => [AccountId],
  run({ AccountId = "", ...asked }, { world }) {
    const { id } = findAccount(world, AccountId);
    const own = delegationsFor(world, undefined).filter(({ accountId }) => accountId === id);
    if (own.length === 0) {
      const message =
        "The provided account is not a registered delegated administrator for your organization.";
      throw new AccountNotRegisteredException({ message, $metadata: {} });
    }
    const services = own.map(({ servicePrincipal, since }) => ({
      key: servicePrincipal,
      item: { ServicePrincipal: servicePrincipal, DelegationEnabledDate: new Date(since) },
    }));
    const { items, next } = pageOf(world, services, asked);
    return { DelegatedServices: items, ...next };
  },
});

export const delegationOperations = {
  ListDelegatedAdministrators: listAdministrators,
  ListDelegatedServicesForAccount: listServices,
};
