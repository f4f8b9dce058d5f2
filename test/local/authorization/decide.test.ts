import { describe, expect, it } from "vitest";
import { decided, everything, outcome, policy } from "./a-request.ts";
import { DECISIONS } from "./decisions.ts";

const DENY = policy({ ...everything, Effect: "Deny" });

describe.each(DECISIONS)("%s", (_group, rows) => {
  it.each(rows)("%s", (_title, request, policies, expected) => {
    expect(outcome(request, policies)).toBe(expected);
  });
});

describe("A refusal", () => {
  it("reads as AWS writes it", () => {
    const request = { action: "organizations:CreateAccount", resource: "*" };

    expect(decided(request, {})).toMatchObject({
      message:
        "User: arn:aws:iam::111111111111:user/team/alice is not authorized to perform: organizations:CreateAccount on resource: * because no identity-based policy allows the organizations:CreateAccount action",
    });
  });

  it("names the policy that denies to those who look for it", () => {
    expect(decided({}, { identity: DENY })).toMatchObject({ deniedBy: "policy" });
  });
});
