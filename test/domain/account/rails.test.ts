import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brokenRail, RAILS, type RailFacts } from "../../../domain/account/rails.ts";
import type { AccountId } from "../../../domain/ids.ts";
import { aNukingAccount, NOW } from "../../support/builders.ts";
import { facts, ofOrganization, WRONG } from "../../support/wrong-accounts.ts";

/** No two neighbours of its digits are alike: swapped, they are another number. */
const NUMBER = "302645731928" as AccountId;

describe("the rails", () => {
  test.each(["nuke", "close"] as const)("let us %s an account on which every one holds", (deed) => {
    expect(brokenRail(deed, facts())).toBeUndefined();
  });

  test.each(WRONG)("keep us from nuking and from closing %s", (_, wrong) => {
    expect(brokenRail("nuke", { ...facts(), ...wrong })).toEqual(expect.any(String));
    expect(brokenRail("close", { ...facts(), ...wrong })).toEqual(expect.any(String));
  });

  test.each(RAILS.map((rail, index) => [index + 1, rail] as const))(
    "number %i is the only one that stands between us and some wrong account",
    (_, rail) => {
      const unclean = [["not clean", { account: aNukingAccount() }]] as const;
      const caught = [...WRONG, ...unclean].filter(([, wrong]) => {
        const bad = { ...facts(), ...wrong };
        const others = RAILS.filter((other) => other !== rail);
        return rail(bad, "close") !== undefined && others.every((each) => !each(bad, "close"));
      });
      expect(caught.map(([name]) => name)).not.toEqual([]);
    },
  );

  const swapped = (id: string, at: number) =>
    `${id.slice(0, at)}${id[at + 1]}${id[at]}${id.slice(at + 2)}`;
  const mistyped = (id: string, at: number, digit: string) =>
    `${id.slice(0, at)}${digit}${id.slice(at + 1)}`;
  const place = fc.integer({ min: 0, max: 10 });
  const anotherId = fc
    .oneof(
      fc.tuple(fc.constant(NUMBER), place).map(([id, at]) => swapped(id, at)),
      fc
        .tuple(place, fc.integer({ min: 0, max: 9 }))
        .map(([at, digit]) => mistyped(NUMBER, at, String(digit))),
      fc.stringMatching(/^\d{12}$/),
    )
    .filter((id) => id !== NUMBER);
  const deed = fc.constantFrom("nuke" as const, "close" as const);
  const ours = aNukingAccount({ accountId: NUMBER, cleanSince: NOW });
  const right = { ...facts(), account: ours, ...ofOrganization({ accountId: NUMBER }) };

  test("keep us from every other account whose number looks like that of ours, or like none", () => {
    expect(brokenRail("nuke", right)).toBeUndefined();
    fc.assert(
      fc.property(deed, anotherId, (what, id) => {
        const wrong = { ...right, ...ofOrganization({ accountId: id as AccountId }) };
        expect(brokenRail(what, wrong)).toEqual(expect.any(String));
      }),
    );
  });

  test("keep us from accounts that are wrong in any number of ways at once", () => {
    fc.assert(
      fc.property(deed, fc.subarray([...WRONG], { minLength: 1 }), (what, wrongs) => {
        const wrong = Object.assign({}, facts(), ...wrongs.map(([, each]) => each)) as RailFacts;
        expect(brokenRail(what, wrong)).toEqual(expect.any(String));
      }),
    );
  });

  test("keep us from names and e-mails that resemble ours in other letters, or have more of them", () => {
    const lookalike = fc.constantFrom("name" as const, "email" as const).chain((field) => {
      const real = right.organization[field];
      return fc
        .oneof(
          fc.constant(real.toUpperCase()),
          fc.string({ minLength: 1, maxLength: 3 }).map((more) => `${real}${more}`),
          fc.string({ minLength: 1, maxLength: 3 }).map((more) => `${more}${real}`),
          fc.constant(real.replace("a", "\u0430")),
        )
        .map((text) => ({ [field]: text }));
    });
    fc.assert(
      fc.property(deed, lookalike, (what, more) => {
        const wrong = { ...right, organization: { ...right.organization, ...more } };
        expect(brokenRail(what, wrong)).toEqual(expect.any(String));
      }),
    );
  });

  test("keep us from closing an account that was not found clean", () => {
    expect(brokenRail("close", { ...facts(), account: aNukingAccount() })).toContain("clean");
  });

  test("let us repeat the closing of an account that is closing already, but not its nuke", () => {
    const closing = { ...facts(), ...ofOrganization({ state: "PENDING_CLOSURE" }) };
    expect(brokenRail("close", closing)).toBeUndefined();
    expect(brokenRail("nuke", closing)).toContain("PENDING_CLOSURE");
  });
});
