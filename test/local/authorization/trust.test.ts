import { describe, expect, it } from "vitest";
import { trustOf, trusts } from "../../../local/authorization/trust.ts";
import type { Principal } from "../../../local/kernel/principal.ts";
import { alice, events, OTHER, OWN, policy, type Statement, worker } from "./a-request.ts";

const trusting = (Principal: unknown, more: Statement = {}) =>
  policy({ Action: "sts:AssumeRole", Principal, ...more });

function anEntry(principal: Principal, roleAccount = OWN, context = {}) {
  const roleArn = `arn:aws:iam::${roleAccount}:role/target`;
  return { principal, action: "sts:AssumeRole", roleArn, roleAccount, context };
}

describe("Trust of a role", () => {
  it.each([
    ["a user by name", { AWS: alice.arn }, alice, OWN, false],
    ["a role by name", { AWS: worker.roleArn }, worker, OWN, false],
    ["a session by name", { AWS: worker.arn }, worker, OWN, false],
    ["everybody", { AWS: "*" }, alice, OWN, false],
    ["the own account", { AWS: OWN }, alice, OWN, true],
    ["a foreign user by name", { AWS: alice.arn }, alice, OTHER, true],
    ["a foreign account", { AWS: `arn:aws:iam::${OWN}:root` }, worker, OTHER, true],
    ["a service", { Service: events.service }, events, OTHER, false],
  ])("in %s needs the caller's own policies: %s", (_whom, who, principal, account, needed) => {
    expect(trustOf(trusting(who), anEntry(principal, account))).toEqual({
      trusted: true,
      identityPolicyNeeded: needed,
    });
  });

  it.each([
    ["somebody else", trusting({ AWS: `${alice.arn}2` })],
    ["another account", trusting({ AWS: OTHER })],
    ["a service", trusting({ Service: events.service })],
    ["another action", trusting({ AWS: OWN }, { Action: "sts:TagSession" })],
    [
      "everybody but denies them",
      policy(
        { Action: "sts:AssumeRole", Principal: "*" },
        { Action: "sts:*", Principal: { AWS: alice.arn }, Effect: "Deny" },
      ),
    ],
  ])("in %s does not let a user in", (_whom, document) => {
    expect(trusts(document, anEntry(alice))).toBe(false);
  });

  it("asks for MFA where its condition does", () => {
    const Condition = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
    const document = trusting({ AWS: OWN }, { Condition });
    const enters = (context: object) => trusts(document, anEntry(alice, OWN, context));

    expect(enters({ "aws:MultiFactorAuthPresent": true })).toBe(true);
    expect(enters({ "aws:MultiFactorAuthPresent": false })).toBe(false);
    expect(enters({})).toBe(false);
  });
});
