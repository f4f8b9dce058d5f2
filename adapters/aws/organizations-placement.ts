import {
  MoveAccountCommand,
  type OrganizationsClient,
  paginateListParents,
} from "@aws-sdk/client-organizations";
import type { AccountId } from "../../domain/ids.ts";
import type { Placement } from "../../ports/organization.ts";
import { isNamed, translated } from "./translate-failure.ts";

/** Moves accounts between organizational units. */
export const organizationsPlacement = (client: OrganizationsClient): Placement => ({
  place: async (accountId, unitId) => {
    const parent = await parentOf(client, accountId);
    if (parent === unitId) return;
    const command = new MoveAccountCommand({
      AccountId: accountId,
      SourceParentId: parent,
      DestinationParentId: unitId,
    });
    await translated("MoveAccount", client.send(command)).catch((error: unknown) => {
      if (!isNamed(error, "DuplicateAccountException")) throw error; // it is there already
    });
  },
});

/** The id of the unit or root that the account is in. Pages may be empty and not the last (facts 1.1). */
export async function parentOf(client: OrganizationsClient, accountId: AccountId): Promise<string> {
  const id = await translated("ListParents", firstParent(client, accountId));
  if (id === undefined) throw new Error(`Organizations names no parent of account ${accountId}.`);
  return id;
}

async function firstParent(
  client: OrganizationsClient,
  accountId: AccountId,
): Promise<string | undefined> {
  for await (const page of paginateListParents({ client }, { ChildId: accountId })) {
    const id = page.Parents?.[0]?.Id;
    if (id !== undefined) return id;
  }
  return undefined;
}
