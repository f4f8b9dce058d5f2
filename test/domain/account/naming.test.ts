import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accountEmail, accountName, flawOf, keyInName } from "../../../domain/account/naming.ts";
import type { AccountKey } from "../../../domain/ids.ts";

const RULES = { prefix: "mayfly", emailPattern: "aws+{key}@example.com" };
const key = fc.stringMatching(/^[a-z0-9]{10}$/).map((text) => text as AccountKey);

describe("names and e-mails of accounts", () => {
  test("are different for different keys, and the key is found in the name again", () => {
    fc.assert(
      fc.property(key, key, (one, other) => {
        expect(keyInName(RULES, accountName(RULES, one))).toBe(one);
        expect(accountEmail(RULES, one) === accountEmail(RULES, other)).toBe(one === other);
      }),
    );
  });

  test("a name that is not of our making holds no key", () => {
    for (const name of [
      "mayfly",
      "mayfly-",
      "mayfly-short",
      "other-0123456789",
      "mayfly-0123456789x",
    ])
      expect(keyInName(RULES, name)).toBeUndefined();
  });

  test.each(["", "Mayfly", "9lives", "a".repeat(21), "with space", "under_score"])(
    "the prefix %j is refused",
    (prefix) => {
      expect(flawOf({ ...RULES, prefix })).toMatchObject({ field: "prefix" });
    },
  );

  test.each([
    "aws@example.com",
    "{key}{key}@example.com",
    "{key}@example",
    "{key}@-example.com",
    "{key}@exam_ple.com",
    "a b{key}@example.com",
    "a,{key}@example.com",
    `${"x".repeat(60)}{key}@example.com`,
    "{key}",
  ])("the e-mail pattern %j is refused", (emailPattern) => {
    expect(flawOf({ ...RULES, emailPattern })).toMatchObject({ field: "emailPattern" });
  });

  test("good rules have no flaw", () => {
    expect(flawOf(RULES)).toBeUndefined();
  });
});
