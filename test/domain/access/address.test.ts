import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emailOf, principalOf } from "../../../domain/access/address.ts";
import type { Principal } from "../../../domain/ids.ts";

const rules = {
  principal: "arn:aws:sts::222222222222:assumed-role/Developer/{email}",
  exceptions: {
    "ops@example.com": "arn:aws:sts::222222222222:assumed-role/Developer/alice@example.com",
  },
};

describe("an address", () => {
  test("is a principal by the pattern, in lowercase", () => {
    expect(principalOf("Bob@Example.com", rules)).toBe(
      "arn:aws:sts::222222222222:assumed-role/Developer/bob@example.com",
    );
  });

  test("is another principal by exception, which nobody else becomes by the pattern", () => {
    expect(principalOf("ops@example.com", rules)).toBe(rules.exceptions["ops@example.com"]);
    expect(principalOf("alice@example.com", rules)).toBeUndefined();
  });

  test.each([
    "",
    "a b@example.com",
    "x/../y@example.com",
    "$&@example.com",
    `${"x".repeat(70)}@e.com`,
  ])("%j cannot be part of a principal", (email) => {
    expect(principalOf(email, rules)).toBeUndefined();
  });

  test("is found from the principal that it became, and from no other", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const principal = principalOf(email, rules);
        if (principal !== undefined) expect(emailOf(principal, rules)).toBe(email.toLowerCase());
      }),
    );
    expect(emailOf("arn:aws:iam::222222222222:user/bob" as Principal, rules)).toBeUndefined();
    expect(
      emailOf(`${rules.principal.replace("{email}", "alice@example.com")}` as Principal, rules),
    ).toBe("ops@example.com");
  });
});
