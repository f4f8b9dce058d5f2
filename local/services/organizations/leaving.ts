import {
  type LeaveOrganizationCommandInput,
  MasterCannotLeaveOrganizationException,
  type RemoveAccountFromOrganizationCommandInput,
} from "@aws-sdk/client-organizations";
import type { World } from "../../kernel/service.ts";
import { findAccount } from "./accounts.ts";
import { violation } from "./failures.ts";
import { LEAVING_AGE_MS } from "./limits.ts";
import { organizationOperation } from "./operation.ts";
import { organizationOf } from "./organization.ts";
import { delegationsOf } from "./records.ts";

/**
 * Refuses that an account leaves. Every account here was made by the organization and has no payment
 * method of its own, without which none can stand alone: so none ever leaves but by being closed.
 */
function refuseLeaving(world: World, id: string): never {
  const { joinedAt } = findAccount(world, id);
  if (id === organizationOf(world).managementAccountId) {
    const message = "You can't remove a management account from an organization.";
    throw new MasterCannotLeaveOrganizationException({ message, $metadata: {} });
  }
  if ([...delegationsOf(world).values()].some(({ accountId }) => accountId === id)) {
    throw violation("CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG");
  }
  if (world.clock.now() - joinedAt < LEAVING_AGE_MS) throw violation("WAIT_PERIOD_ACTIVE");
  throw violation("MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED");
}

const remove = organizationOperation<RemoveAccountFromOrganizationCommandInput, never>({
  name: "RemoveAccountFromOrganization",
  members: ["AccountId"],
  access: "management",
  touches: ({ AccountId }) => [AccountId],
  run: ({ AccountId = "" }, { world }) => refuseLeaving(world, AccountId),
});

const leave = organizationOperation<LeaveOrganizationCommandInput, never>({
  name: "LeaveOrganization",
  members: [],
  access: "member",
  run: (_input, { world, account }) => refuseLeaving(world, account),
});

export const leavingOperations = {
  RemoveAccountFromOrganization: remove,
  LeaveOrganization: leave,
};
