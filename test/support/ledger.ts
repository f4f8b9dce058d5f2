import type { AttributeValue, ListTablesOutput, ScanOutput } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Account } from "../../domain/account/account.ts";
import type { Lease } from "../../domain/lease/lease.ts";
import { asRoot } from "./as-root.ts";
import type { TestCloud } from "./cloud.ts";

type Item = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };

/** Every item of the ledger's table: equal before and after means that nothing at all was written. */
export async function everythingIn(cloud: TestCloud): Promise<readonly Item[]> {
  const table = await tableOf(cloud);
  const items: Item[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const input = { TableName: table, ...(start && { ExclusiveStartKey: start }) };
    const page = await asRoot<ScanOutput>(cloud, { service: "dynamodb", operation: "Scan", input });
    items.push(...(page.Items ?? []).map((item) => unmarshall(item) as Item));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}

async function tableOf(cloud: TestCloud): Promise<string> {
  const listing = { service: "dynamodb", operation: "ListTables" };
  const { TableNames: [name] = [] } = await asRoot<ListTablesOutput>(cloud, listing);
  if (name === undefined) throw new Error("There is no ledger.");
  return name;
}

const recordsOf = async <T>(cloud: TestCloud, kind: "ACCOUNT" | "LEASE"): Promise<readonly T[]> =>
  (await everythingIn(cloud))
    .filter(({ pk, sk }) => pk.startsWith(`${kind}#`) && sk === "RECORD")
    .map(({ record }) => record as T);

/** Every account that the ledger knows. */
export const accountsIn = (cloud: TestCloud) => recordsOf<Account>(cloud, "ACCOUNT");

/** Every lease that the ledger knows, whoever owns it. */
export const leasesIn = (cloud: TestCloud) => recordsOf<Lease>(cloud, "LEASE");

/** The account of a lease. Throws when the ledger does not have it. */
export async function accountOf(cloud: TestCloud, leaseId: string): Promise<Account> {
  const lease = (await leasesIn(cloud)).find(({ id }) => id === leaseId);
  const key = lease !== undefined && "accountKey" in lease ? lease.accountKey : undefined;
  const account = (await accountsIn(cloud)).find((each) => each.key === key);
  if (account === undefined) throw new Error(`The ledger has no account of lease ${leaseId}.`);
  return account;
}
