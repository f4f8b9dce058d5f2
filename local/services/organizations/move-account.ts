import {
  DestinationParentNotFoundException,
  DuplicateAccountException,
  type MoveAccountCommandInput,
  SourceParentNotFoundException,
} from "@aws-sdk/client-organizations";
import type { World } from "../../kernel/service.ts";
import { findAccount } from "./accounts.ts";
import { invalidInput } from "./failures.ts";
import { organizationOperation } from "./operation.ts";
import { checkParentId } from "./parents.ts";
import { accountsOf } from "./records.ts";
import { isParent } from "./tree.ts";

/** Units repeat the id of their root, so a foreign one can be told by its own id. */
const rootOf = (id: string) => id.split("-")[1];

function checkParents(world: World, source: string, destination: string): void {
  for (const id of [source, destination]) checkParentId(id);
  if (rootOf(source) !== rootOf(destination)) {
    throw invalidInput("MOVING_ACCOUNT_BETWEEN_DIFFERENT_ROOTS");
  }
  if (!isParent(world, destination)) {
    const message = "You specified a destination parent that doesn't exist.";
    throw new DestinationParentNotFoundException({ message, $metadata: {} });
  }
}

/**
 * Puts an account from one root or unit into another, with effect at once. It is authorized on all
 * three: the account, where it is and where it goes (Service Authorization Reference, MoveAccount).
 */
export const moveAccount = organizationOperation<MoveAccountCommandInput, object>({
  name: "MoveAccount",
  members: ["AccountId", "SourceParentId", "DestinationParentId"],
  access: "management",
  touches: ({ AccountId, SourceParentId, DestinationParentId }) => [
    AccountId,
    SourceParentId,
    DestinationParentId,
  ],
  run({ AccountId = "", SourceParentId = "", DestinationParentId = "" }, { world }) {
    const account = findAccount(world, AccountId);
    checkParents(world, SourceParentId, DestinationParentId);
    if (account.parentId === DestinationParentId) {
      const message = "That account is already present in the specified destination.";
      throw new DuplicateAccountException({ message, $metadata: {} });
    }
    if (account.parentId !== SourceParentId) {
      const message = "You specified a source parent that doesn't exist.";
      throw new SourceParentNotFoundException({ message, $metadata: {} });
    }
    accountsOf(world).set(account.id, { ...account, parentId: DestinationParentId });
    return {};
  },
});
