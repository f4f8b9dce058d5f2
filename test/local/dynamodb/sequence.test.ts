import { expect, test } from "vitest";
import { aDatabase } from "./a-database.ts";
import { sequence } from "./sequence.ts";

/** Names that DynamoDB's model or every service knows. */
const KNOWN =
  /^(?:ValidationException|Resource\w+Exception|Conditional\w+|Transaction\w+|Idempot\w+)$/;

test("every call of the judge's sequence is answered, or refused as DynamoDB refuses", async () => {
  const database = aDatabase();
  const strange: string[] = [];
  for (const [name, input] of sequence) {
    try {
      database.call(name, input);
    } catch (error) {
      if (!KNOWN.test((error as Error).name)) strange.push(`${name}: ${String(error)}`);
    }
    if (name.endsWith("Table")) await database.settle();
  }
  expect(strange).toEqual([]);
});
