import { engineOf } from "../data/engine.ts";
import { constraint, notFound, tableNotFound } from "../errors.ts";
import { type Site, type TableRecord, tableArn, tablesIn } from "./records.ts";
import { isGone, tableStatus } from "./table-states.ts";

const ARN = /^arn:aws:dynamodb:([a-z0-9-]+):(\d{12}):table\/([a-zA-Z0-9_.-]{3,255})$/;

/** Where a table is that a caller names by its name or its ARN. */
export interface TableAddress {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

/** Reads a TableName, which may be an ARN. Errors: ValidationException. */
export function addressOf(site: Site, given: string | undefined): TableAddress {
  const [, region, account, name] = ARN.exec(given ?? "") ?? [];
  if (region !== undefined && account !== undefined && name !== undefined) {
    return { region, account, name };
  }
  checkName(given);
  return { account: site.account, region: site.region, name: given };
}

const SHORTEST_NAME = 3;
const LONGEST_NAME = 255;
const CHARACTERS = /^[a-zA-Z0-9_.-]+$/;

/** Errors: ValidationException for what cannot be the name of a table or index; `at` is its path. */
export function checkName(name: string | undefined, at = "tableName"): asserts name is string {
  if (name === undefined) throw constraint(undefined, at, "Member must not be null");
  const rule = "Member must have length";
  if (!CHARACTERS.test(name)) {
    const pattern = "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+";
    throw constraint(name, at, name === "" ? `${rule} greater than or equal to 1` : pattern);
  }
  if (name.length < SHORTEST_NAME) {
    throw constraint(name, at, `${rule} greater than or equal to ${SHORTEST_NAME}`);
  }
  if (name.length <= LONGEST_NAME) return;
  throw constraint(name, at, `${rule} less than or equal to ${LONGEST_NAME}`);
}

/** The ARN of a table that need not exist, for authorization; what is no name stays as it is. */
export function wantedArn(site: Site, given: string | undefined): string {
  const name = given ?? "";
  return ARN.test(name) ? name : tableArn(site, name);
}

/** The account of a table by its ARN, for authorization. */
export const ownerOf = (site: Site, given: string | undefined): string =>
  ARN.exec(given ?? "")?.[2] ?? site.account;

/** The record of a table, forgetting one that is gone. */
export function lookUp(site: Site, { account, region, name }: TableAddress) {
  const tables = tablesIn({ world: site.world, account, region });
  const found = tables.get(name);
  if (!found || !isGone(found, site.world.clock.now())) return found;
  engineOf(site.world).drop(found);
  tables.delete(name);
  return undefined;
}

/** A table for reading and writing items. Errors: ResourceNotFoundException until it is active. */
export function tableForItems(site: Site, given: string | undefined): TableRecord {
  const table = lookUp(site, addressOf(site, given));
  if (!table) throw tableNotFound();
  const status = tableStatus(table, site.world.clock.now());
  // A table that is being deleted still answers, says the Developer Guide; one being created does not.
  if (status === "CREATING") throw tableNotFound();
  return table;
}

/** A table for describing and changing it. Errors: ResourceNotFoundException. */
export function tableToManage(site: Site, given: string | undefined): TableRecord {
  const address = addressOf(site, given);
  const table = lookUp(site, address);
  if (table) return table;
  throw notFound(`Requested resource not found: Table: ${address.name} not found`);
}

/** Every table of an account and Region that is not gone, by name. */
export function allTables(site: Site): readonly TableRecord[] {
  const { account, region } = site;
  return [...tablesIn(site).keys()]
    .toSorted()
    .flatMap((name) => lookUp(site, { account, region, name }) ?? []);
}
