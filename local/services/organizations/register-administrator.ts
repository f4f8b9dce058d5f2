import {
  AccountAlreadyRegisteredException,
  AccountNotRegisteredException,
  type DeregisterDelegatedAdministratorCommandInput,
  type RegisterDelegatedAdministratorCommandInput,
} from "@aws-sdk/client-organizations";
import type { World } from "../../kernel/service.ts";
import { findAccount } from "./accounts.ts";
import { violation } from "./failures.ts";
import { organizationOperation } from "./operation.ts";
import { organizationOf } from "./organization.ts";
import { type AccountRecord, delegationsOf, serviceAccessOf } from "./records.ts";
import { checkService, SERVICES, serviceContext } from "./service-access.ts";

const keyOf = (accountId: string, principal: string) => `${accountId} ${principal}`;

/** Throws unless the account can administer anything. */
function checkAdministrator(world: World, { id, state }: AccountRecord): void {
  if (id === organizationOf(world).managementAccountId) {
    throw violation("CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR");
  }
  if (state !== "ACTIVE") {
    throw violation("CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR");
  }
}

function checkRoomFor(world: World, principal: string): void {
  if (!serviceAccessOf(world).has(principal)) throw violation("SERVICE_ACCESS_NOT_ENABLED");
  const others = [...delegationsOf(world).values()].filter(
    ({ servicePrincipal }) => servicePrincipal === principal,
  );
  if (others.length >= (SERVICES[principal]?.administrators ?? 0)) {
    throw violation("MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED");
  }
}

const register = organizationOperation<RegisterDelegatedAdministratorCommandInput, object>({
  name: "RegisterDelegatedAdministrator",
  members: ["AccountId", "ServicePrincipal"],
  access: "management",
  touches: ({ AccountId }) => [AccountId],
  context: ({ ServicePrincipal }) => serviceContext(ServicePrincipal),
  run({ AccountId = "", ServicePrincipal }, { world }) {
    const servicePrincipal = checkService(ServicePrincipal);
    const account = findAccount(world, AccountId);
    checkAdministrator(world, account);
    const key = keyOf(account.id, servicePrincipal);
    if (delegationsOf(world).has(key)) {
      const message =
        "The provided account is already a delegated administrator for your organization.";
      throw new AccountAlreadyRegisteredException({ message, $metadata: {} });
    }
    checkRoomFor(world, servicePrincipal);
    const since = world.clock.now();
    delegationsOf(world).set(key, { accountId: account.id, servicePrincipal, since });
    return {};
  },
});

const deregister = organizationOperation<DeregisterDelegatedAdministratorCommandInput, object>({
  name: "DeregisterDelegatedAdministrator",
  members: ["AccountId", "ServicePrincipal"],
  access: "management",
  touches: ({ AccountId }) => [AccountId],
  context: ({ ServicePrincipal }) => serviceContext(ServicePrincipal),
  run({ AccountId = "", ServicePrincipal }, { world }) {
    const key = keyOf(findAccount(world, AccountId).id, checkService(ServicePrincipal));
    if (delegationsOf(world).delete(key)) return {};
    const message =
      "The provided account is not a registered delegated administrator for your organization.";
    throw new AccountNotRegisteredException({ message, $metadata: {} });
  },
});

export const registrationOperations = {
  RegisterDelegatedAdministrator: register,
  DeregisterDelegatedAdministrator: deregister,
};
