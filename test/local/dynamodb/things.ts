import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { aDatabase, type Database } from "./a-database.ts";
import { n, s } from "./sequence/call.ts";

export type Item = Record<string, AttributeValue>;

const key = (AttributeName: string, KeyType: string) => ({ AttributeName, KeyType });
const attribute = (AttributeName: string, AttributeType: string) => ({
  AttributeName,
  AttributeType,
});

/** A table `things` with a key of text and number, and an index of the words in `word`. */
export async function aDatabaseOfThings(): Promise<Database> {
  const database = aDatabase();
  database.call("CreateTable", {
    TableName: "things",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [attribute("pk", "S"), attribute("sk", "N"), attribute("word", "S")],
    KeySchema: [key("pk", "HASH"), key("sk", "RANGE")],
    GlobalSecondaryIndexes: [
      {
        IndexName: "by-word",
        KeySchema: [key("pk", "HASH"), key("word", "RANGE")],
        Projection: { ProjectionType: "ALL" },
      },
    ],
  });
  await database.settle();
  return database;
}

export const word = fc.string({ unit: "binary", minLength: 1, maxLength: 3 });
export const number = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e20, max: 1e20 }),
);
export const thing = fc.record(
  { pk: fc.constantFrom("a", "b"), sk: number, word },
  { requiredKeys: ["pk", "sk"] },
);
export type Thing = { readonly pk: string; readonly sk: number; readonly word?: string };

// Zero has no sign, and numbers smaller than 1e-130 are none.
export const small = (value: number) => (Math.abs(value) < 1e-100 ? 0 : value);
export const itemOf = ({ pk, sk, word: text }: Thing): Item => ({
  pk: s(pk),
  sk: n(small(sk)),
  ...(text !== undefined && { word: s(text) }),
});
export const put = (database: Database, each: Thing) =>
  database.call("PutItem", { TableName: "things", Item: itemOf(each) });

/** The things that are left when each replaces those before it with the same key. */
export const latest = (things: readonly Thing[]): readonly Thing[] => [
  ...new Map(things.map((each) => [`${each.pk} ${small(each.sk)}`, each])).values(),
];

/** Every page of a query or scan. */
export function pages(database: Database, operation: string, input: object): readonly Item[] {
  const items: Item[] = [];
  let start: object | undefined;
  do {
    const more = start && { ExclusiveStartKey: start };
    const page = database.call(operation, { TableName: "things", ...input, ...more });
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}
