import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkEntrant,
  entrantOf,
  entryPolicies,
  entryPolicyName,
} from "../../../domain/access/entry.ts";
import type { AccountId, Principal } from "../../../domain/ids.ts";
import { ALICE, aTemplate } from "../../support/builders.ts";

const roleArn = fc
  .integer({ min: 100_000_000_000, max: 999_999_999_999 })
  .map((account) => `arn:aws:iam::${account}:role/mayfly-lease-holder`);
const roles = fc.array(roleArn, { maxLength: 400 });
const rolesIn = (all: readonly string[]) =>
  entryPolicies(all).flatMap(({ Statement: [{ Resource }] }) => Resource);

describe("the policies of an owner", () => {
  test("allow to enter each role once, and nothing else", () => {
    fc.assert(
      fc.property(roles, (all) => {
        expect(rolesIn(all)).toEqual([...new Set(all)].toSorted());
      }),
    );
  });

  test("fit into IAM's limit, however many there are", () => {
    fc.assert(
      fc.property(roles, (all) => {
        for (const policy of entryPolicies(all))
          expect(JSON.stringify(policy).length).toBeLessThanOrEqual(6_144);
      }),
    );
  });

  test("are the same whatever the order", () => {
    fc.assert(
      fc.property(roles, (all) => {
        expect(entryPolicies(all.toReversed())).toEqual(entryPolicies(all));
      }),
    );
  });

  test("are as few as fit", () => {
    const many = Array.from(
      { length: 112 },
      (_, index) => `arn:aws:iam::${100_000_000_000 + index}:role/mayfly-lease-holder`,
    );
    expect(entryPolicies(many)).toHaveLength(1);
    expect(entryPolicies(many.concat(many.map((each) => `${each}s`)))).toHaveLength(3);
    expect(entryPolicies([])).toEqual([]);
  });

  test("have names that IAM takes, for the longest names of users too", () => {
    expect(entryPolicyName("mayfly", "u".repeat(64), 10)).toMatch(/^[\w+=,.@-]{1,128}$/);
  });
});

describe("who gets a policy", () => {
  const generous = aTemplate({ parentPolicy: true });
  const session = "arn:aws:sts::222222222222:assumed-role/pipeline/build-42" as Principal;
  const PARENT = "222222222222" as AccountId;

  test.each<[string, Principal, string | undefined]>([
    ["a user", ALICE, "alice"],
    ["a user with a path", "arn:aws:iam::222222222222:user/team/a/bob" as Principal, "bob"],
    ["nobody who comes as a session of a role", session, undefined],
  ])("%s", (_, owner, name) => {
    expect(entrantOf({ owner, template: generous })).toBe(name);
  });

  test("nobody where the template does not say so", () => {
    expect(entrantOf({ owner: ALICE, template: aTemplate() })).toBeUndefined();
  });

  test("users of another account are refused, because Mayfly cannot change them", () => {
    const elsewhere = "arn:aws:iam::444444444444:user/eve" as Principal;
    expect(checkEntrant(elsewhere, generous, PARENT)).toMatchObject({
      refused: "not-allowed",
      message: expect.stringContaining("user/eve is not there"),
    });
    for (const owner of [ALICE, session])
      expect(checkEntrant(owner, generous, PARENT)).toBeUndefined();
    expect(checkEntrant(elsewhere, aTemplate(), PARENT)).toBeUndefined();
  });
});
