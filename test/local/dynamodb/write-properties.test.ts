import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { expect, test } from "vitest";
import { refusal } from "./a-database.ts";
import { n, s } from "./sequence/call.ts";
import { aDatabaseOfThings, type Item, itemOf, pages, put } from "./things.ts";

const NAMES = ["a", "b", "c"] as const;
type Name = (typeof NAMES)[number];
type Plain = Partial<Record<Name, number>>;
const name = fc.constantFrom(...NAMES);
const plainItem = fc.record({ a: fc.nat(9), b: fc.nat(9), c: fc.nat(9) }, { requiredKeys: [] });
const clause = fc.record({
  kind: fc.constantFrom("SET", "SUM", "DEFAULT", "REMOVE", "ADD"),
  to: name,
  from: name,
  value: fc.nat(9),
});
type Clause = typeof clause extends fc.Arbitrary<infer C> ? C : never;

/** What a clause makes of an attribute, by the item before all clauses; NaN when it cannot be. */
function meant({ kind, to, from, value }: Clause, before: Plain): number | undefined {
  if (kind === "SET") return value;
  if (kind === "REMOVE") return undefined;
  if (kind === "ADD") return (before[to] ?? 0) + value;
  if (kind === "DEFAULT") return before[from] ?? value;
  return (before[from] ?? Number.NaN) + value;
}

function written({ kind, to, from }: Clause, at: number): string {
  if (kind === "SUM") return `${to} = ${from} + :v${at}`;
  if (kind === "DEFAULT") return `${to} = if_not_exists(${from}, :v${at})`;
  if (kind === "SET") return `${to} = :v${at}`;
  return kind === "ADD" ? `${to} :v${at}` : to;
}

function expressionOf(clauses: readonly Clause[]): string {
  const section = (kinds: readonly string[], word: string) => {
    const parts = clauses.flatMap((each, at) =>
      kinds.includes(each.kind) ? written(each, at) : [],
    );
    return parts.length === 0 ? "" : `${word} ${parts.join(", ")} `;
  };
  return (
    section(["SET", "SUM", "DEFAULT"], "SET") +
    section(["REMOVE"], "REMOVE") +
    section(["ADD"], "ADD")
  );
}

test("an update equals a plain reading of its clauses, or changes nothing", async () => {
  const database = await aDatabaseOfThings();
  const Key = { pk: s("u"), sk: n(0) };
  const values = (plain: Plain): Item =>
    Object.fromEntries(
      Object.entries<number | undefined>(plain).flatMap(([each, value]) =>
        value === undefined ? [] : [[each, n(value)]],
      ),
    );
  fc.assert(
    fc.property(
      plainItem,
      fc.uniqueArray(clause, { selector: ({ to }) => to, minLength: 1, maxLength: 3 }),
      (before: Plain, clauses) => {
        database.call("PutItem", { TableName: "things", Item: { ...Key, ...values(before) } });
        const used = clauses.flatMap(({ kind, value }, at): [string, AttributeValue][] =>
          kind === "REMOVE" ? [] : [[`:v${at}`, n(value)]],
        );
        const update = () =>
          database.call("UpdateItem", {
            TableName: "things",
            Key,
            UpdateExpression: expressionOf(clauses),
            ...(used.length > 0 && { ExpressionAttributeValues: Object.fromEntries(used) }),
          });
        const results = clauses.map((each): [Name, number | undefined] => [
          each.to,
          meant(each, before),
        ]);
        const isPossible = !results.some(([, result]) => Number.isNaN(result));
        expect(refusal(update)).toContain(isPossible ? "nothing" : "does not exist in the item");
        const after = isPossible ? { ...before, ...Object.fromEntries(results) } : before;
        const found = database.call("GetItem", { TableName: "things", Key });
        expect(found.Item).toEqual({ ...Key, ...values(after) });
      },
    ),
    { numRuns: 300 },
  );
});

test("a transaction does everything, or nothing at all", async () => {
  const action = fc.record({
    kind: fc.constantFrom("Put", "Delete", "ConditionCheck"),
    at: fc.nat(4),
    wantsOne: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(4)),
      fc.array(fc.uniqueArray(action, { selector: ({ at }) => at, minLength: 1 }), {
        maxLength: 5,
      }),
      async (present, transactions) => {
        const database = await aDatabaseOfThings();
        const model = new Set(present);
        for (const sk of present) put(database, { pk: "t", sk });
        for (const actions of transactions) {
          const isFine = actions.every(({ at, wantsOne }) => model.has(at) === wantsOne);
          const TransactItems = actions.map(({ kind, at, wantsOne }) => {
            const subject = { [kind === "Put" ? "Item" : "Key"]: itemOf({ pk: "t", sk: at }) };
            const condition = wantsOne ? "attribute_exists(pk)" : "attribute_not_exists(pk)";
            const sent = { TableName: "things", ...subject, ConditionExpression: condition };
            return { [kind]: sent };
          });
          const failed = refusal(() => database.call("TransactWriteItems", { TransactItems }));
          expect(failed === "nothing").toBe(isFine);
          if (!isFine) continue;
          for (const { kind, at } of actions) {
            if (kind === "Put") model.add(at);
            if (kind === "Delete") model.delete(at);
          }
        }
        const left = pages(database, "Scan", {}).map(({ sk }) => Number(sk?.N));
        expect(new Set(left)).toEqual(model);
      },
    ),
    { numRuns: 60 },
  );
});
