import type {
  CreateAccountAliasCommandInput,
  DeleteAccountAliasCommandInput,
  ListAccountAliasesCommandInput,
  ListAccountAliasesCommandOutput,
} from "@aws-sdk/client-iam";
import type { World } from "../../kernel/service.ts";
import { alreadyExists, constraintError, noSuchEntity, validationError } from "./errors.ts";
import { type Answer, iamOperation } from "./operation.ts";
import { PAGE_MEMBERS, pageOf } from "./paging.ts";
import { aliasesOf } from "./tables.ts";

const ALIAS = /^[a-z0-9]([a-z0-9]|-(?!-))*[a-z0-9]$/;

function checkAlias(alias: string): void {
  if (alias.length < 3) {
    const constraint = "Member must have length greater than or equal to 3";
    throw constraintError("accountAlias", alias, constraint);
  }
  if (alias.length > 63) {
    const constraint = "Member must have length less than or equal to 63";
    throw constraintError("accountAlias", alias, constraint);
  }
  if (!ALIAS.test(alias)) {
    const constraint = `Member must satisfy regular expression pattern: ${ALIAS.source}`;
    throw constraintError("accountAlias", alias, constraint);
  }
  if (/^\d{12}$/.test(alias)) {
    throw validationError("The account alias must not be a 12-digit number.");
  }
}

/** The alias of an account, which has one at most. */
function aliasOf(world: World, account: string): string | undefined {
  for (const [alias, owner] of aliasesOf(world).entries()) if (owner === account) return alias;
  return undefined;
}

/** Aliases are unique in the world; a new one takes the place of the account's old one. */
const create = iamOperation<CreateAccountAliasCommandInput, object>({
  name: "CreateAccountAlias",
  members: ["AccountAlias"],
  run({ AccountAlias: alias = "" }, { world, account }) {
    checkAlias(alias);
    if (aliasesOf(world).has(alias)) {
      throw alreadyExists(`The account alias ${alias} already exists.`);
    }
    const former = aliasOf(world, account);
    if (former !== undefined) aliasesOf(world).delete(former);
    aliasesOf(world).set(alias, account);
    return {};
  },
});

const list = iamOperation<ListAccountAliasesCommandInput, Answer<ListAccountAliasesCommandOutput>>({
  name: "ListAccountAliases",
  members: [...PAGE_MEMBERS],
  run(input, { world, account }) {
    const alias = aliasOf(world, account);
    const { items, more } = pageOf(alias === undefined ? [] : [alias], (each) => each, input);
    return { AccountAliases: [...items], ...more };
  },
});

const remove = iamOperation<DeleteAccountAliasCommandInput, object>({
  name: "DeleteAccountAlias",
  members: ["AccountAlias"],
  run({ AccountAlias: alias = "" }, { world, account }) {
    checkAlias(alias);
    if (aliasesOf(world).get(alias) !== account) {
      throw noSuchEntity(`The account alias ${alias} cannot be found.`);
    }
    aliasesOf(world).delete(alias);
    return {};
  },
});

export const aliasOperations = {
  CreateAccountAlias: create,
  ListAccountAliases: list,
  DeleteAccountAlias: remove,
};
