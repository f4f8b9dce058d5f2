import {
  ListParentsCommand,
  MoveAccountCommand,
  type OrganizationsClient,
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

/** The id of the unit or root that the account is in. */
export async function parentOf(client: OrganizationsClient, accountId: AccountId): Promise<string> {
  const answer = await translated(
    "ListParents",
    client.send(new ListParentsCommand({ ChildId: accountId })),
  );
  const id = answer.Parents?.[0]?.Id;
  if (id === undefined) throw new Error(`Organizations names no parent of account ${accountId}.`);
  return id;
}
