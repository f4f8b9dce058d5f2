import fc from "fast-check";
import { expect, test } from "vitest";
import { n, s } from "./sequence/call.ts";
import {
  aDatabaseOfThings,
  type Item,
  itemOf,
  latest,
  number,
  pages,
  put,
  small,
  thing,
  word,
} from "./things.ts";

const bytes = (text: string) => Buffer.from(text);

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "=": (a, b) => a === b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

test("a query in pages of any size equals sorting by number", async () => {
  const operator = fc.constantFrom(...Object.keys(COMPARE));
  await fc.assert(
    fc.asyncProperty(
      fc.array(thing, { maxLength: 30 }),
      fc.record({
        operator,
        bound: number,
        limit: fc.integer({ min: 1, max: 7 }),
        back: fc.boolean(),
      }),
      async (things, { operator: sign, bound, limit, back }) => {
        const database = await aDatabaseOfThings();
        for (const each of things) put(database, each);
        const found = pages(database, "Query", {
          KeyConditionExpression: `pk = :pk AND sk ${sign} :sk`,
          ExpressionAttributeValues: { ":pk": s("a"), ":sk": n(small(bound)) },
          ScanIndexForward: !back,
          Limit: limit,
        });
        const expected = latest(things)
          .filter(({ pk, sk }) => pk === "a" && COMPARE[sign]?.(small(sk), small(bound)))
          .map(({ sk }) => small(sk))
          .toSorted((a, b) => (back ? b - a : a - b));
        expect(found.map(({ sk }) => Number(sk?.N))).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
});

test("an index in pages of any size has the items with its keys, sorted by bytes", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(thing, { maxLength: 30 }),
      fc.integer({ min: 1, max: 7 }),
      fc.boolean(),
      async (things, limit, back) => {
        const database = await aDatabaseOfThings();
        for (const each of things) put(database, each);
        const found = pages(database, "Query", {
          IndexName: "by-word",
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": s("a") },
          ScanIndexForward: !back,
          Limit: limit,
        });
        const expected = latest(things)
          .filter(({ pk, word: text }) => pk === "a" && text !== undefined)
          .map(({ word: text = "" }) => text)
          .toSorted((a, b) => Buffer.compare(bytes(a), bytes(b)));
        expect(found.map((each) => each["word"]?.S)).toEqual(back ? expected.reverse() : expected);
      },
    ),
    { numRuns: 60 },
  );
});

test("words that begin alike are found together", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(thing, { maxLength: 30 }), word, async (things, prefix) => {
      const database = await aDatabaseOfThings();
      for (const each of things) put(database, each);
      const found = pages(database, "Query", {
        IndexName: "by-word",
        KeyConditionExpression: "pk = :pk AND begins_with(word, :w)",
        ExpressionAttributeValues: { ":pk": s("a"), ":w": s(prefix.slice(0, 1)) },
      });
      const expected = latest(things).filter(
        ({ pk, word: text }) => pk === "a" && text?.startsWith(prefix.slice(0, 1)),
      );
      expect(found).toHaveLength(expected.length);
    }),
    { numRuns: 60 },
  );
});

test("the segments of a scan together have every item once", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(thing, { maxLength: 30 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 7 }),
      async (things, TotalSegments, Limit) => {
        const database = await aDatabaseOfThings();
        for (const each of things) put(database, each);
        const segments = Array.from({ length: TotalSegments }, (_, Segment) => Segment);
        const found = segments.flatMap((Segment) =>
          pages(database, "Scan", { Segment, TotalSegments, Limit }),
        );
        const texts = (items: readonly Item[]) =>
          items.map(({ pk, sk }) => `${pk?.S} ${Number(sk?.N)}`).toSorted();
        expect(texts(found)).toEqual(texts(latest(things).map(itemOf)));
      },
    ),
    { numRuns: 60 },
  );
});
