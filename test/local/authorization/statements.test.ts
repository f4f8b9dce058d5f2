import { describe, expect, it } from "vitest";
import type { ContextValue } from "../../../local/authorization/access-request.ts";
import { policyOf } from "../../../local/authorization/policy.ts";
import { alice, everything, OTHER, outcome, policy, type Statement, worker } from "./a-request.ts";
import { CONDITIONS } from "./conditions.ts";

const allowed = (statement: Statement, request = {}) =>
  outcome(request, { identity: policy({ ...everything, ...statement }) }) === "allowed";

describe("Actions", () => {
  it.each([
    ["s3:GetObject", true],
    ["S3:getobject", true],
    ["s3:*", true],
    ["s3:Get?bject", true],
    ["s3:G*t", true],
    ["*", true],
    ["s3:GetObjec", false],
    ["s3:GetObject?", false],
    ["s3.GetObject", false],
    ["sqs:*", false],
  ])("%s matches s3:GetObject: %s", (Action, expected) => {
    expect(allowed({ Action })).toBe(expected);
  });

  it("are all but those that NotAction names", () => {
    const { Action: _all, ...rest } = everything;
    const but = (NotAction: unknown) =>
      outcome({}, { identity: policy({ ...rest, NotAction }) }) === "allowed";

    expect([but("sqs:*"), but(["sqs:*", "s3:Get*"])]).toEqual([true, false]);
  });
});

describe("Resources", () => {
  it.each([
    ["arn:aws:s3:::box/key", true],
    ["arn:aws:s3:::box/*", true],
    ["arn:aws:s3:::box/k?y", true],
    ["arn:aws:s3:::*", true],
    ["arn:aws:s3:*:*:box/*", true],
    ["*", true],
    ["arn:aws:s3:::box", false],
    ["arn:aws:s3:::BOX/key", false],
    ["arn:aws:sqs:*:*:*", false],
    ["arn:aws:s3:::${aws:username}/key", false],
  ])("%s matches arn:aws:s3:::box/key: %s", (Resource, expected) => {
    expect(allowed({ Resource })).toBe(expected);
  });

  it("are filled from the request where they have variables", () => {
    const statement = { Resource: "arn:aws:s3:::home/${aws:username}/*" };
    const read = (user: string, context: Record<string, ContextValue>) =>
      allowed(statement, { resource: `arn:aws:s3:::home/${user}/note`, context });

    expect(read("alice", { "AWS:UserName": "alice" })).toBe(true);
    expect(read("bob", { "aws:username": "alice" })).toBe(false);
    expect(read("alice", {})).toBe(false);
  });

  it("do not take a wildcard from a variable's value", () => {
    const statement = { Resource: "arn:aws:s3:::home/${aws:username}/*" };
    const request = { resource: "arn:aws:s3:::home/bob/note", context: { "aws:username": "*" } };

    expect(allowed(statement, request)).toBe(false);
  });

  it("are all but those that NotResource names", () => {
    const { Resource: _all, ...rest } = everything;
    const but = (NotResource: unknown) =>
      outcome({}, { identity: policy({ ...rest, NotResource }) }) === "allowed";

    expect([but("arn:aws:s3:::other/*"), but(["arn:aws:s3:::box/*"])]).toEqual([true, false]);
    expect(but("arn:aws:s3:::${aws:username}/*")).toBe(false);
  });
});

describe("Conditions", () => {
  it.each(CONDITIONS)("%s %s %j against %j: %s", (operator, key, expected, actual, holds) => {
    const context: Record<string, ContextValue> = actual === undefined ? {} : { K: actual };

    expect(allowed({ Condition: { [operator]: { [key]: expected } } }, { context })).toBe(holds);
  });

  it("must all hold", () => {
    const Condition = { StringEquals: { a: "1", b: "2" }, Bool: { c: "true" } };
    const holds = (context: object) => allowed({ Condition }, { context });

    expect(holds({ a: "1", b: "2", c: true })).toBe(true);
    expect(holds({ a: "1", b: "3", c: true })).toBe(false);
    expect(holds({ a: "1", b: "2", c: false })).toBe(false);
  });

  it("compare with variables, also with what stands in for them", () => {
    const owns = { StringEquals: { "aws:ResourceTag/owner": "${aws:username, 'nobody'}" } };
    const holds = (context: object) => allowed({ Condition: owns }, { context });

    expect(holds({ "aws:ResourceTag/owner": "alice", "aws:username": "alice" })).toBe(true);
    expect(holds({ "aws:ResourceTag/owner": "alice", "aws:username": "bob" })).toBe(false);
    expect(holds({ "aws:ResourceTag/owner": "nobody" })).toBe(true);
  });
});

describe("NotPrincipal", () => {
  const denyAllBut = (...AWS: string[]) => ({
    resourcePolicy: policy({ ...everything, Effect: "Deny", NotPrincipal: { AWS } }),
  });
  const identity = policy(everything);

  it("exempts a user who is named with their account", () => {
    expect(outcome(denyAllBut(alice.arn, alice.account), { identity })).toBe("allowed");
    expect(outcome(denyAllBut(alice.arn), { identity })).toContain("explicit deny");
    expect(outcome(denyAllBut(alice.arn, OTHER), { identity })).toContain("explicit deny");
  });

  it("exempts a session that is named with its role and account", () => {
    const ask = (...exempt: string[]) =>
      outcome({ principal: worker, ...denyAllBut(...exempt) }, { identity });

    expect(ask(worker.arn, worker.roleArn, worker.account)).toBe("allowed");
    expect(ask(worker.roleArn, worker.account)).toContain("explicit deny");
  });
});

describe("A policy document", () => {
  const only = (statement: object, more = {}) =>
    JSON.stringify({ Version: "2012-10-17", Statement: statement, ...more });
  const allow = { Effect: "Allow", Action: "*", Resource: "*" };

  it("may have one statement without a list", () => {
    expect(policyOf(only(allow)).statements).toHaveLength(1);
  });

  it("knows no variables in the old version", () => {
    const text = only({ ...allow, Resource: "${aws:username}" }, { Version: "2008-10-17" });

    expect(outcome({ resource: "${aws:username}" }, { identity: text })).toBe("allowed");
  });

  it.each([
    ["no JSON", "{"],
    ["no object", "[]"],
    ["an unknown version", only(allow, { Version: "2026-01-01" })],
    ["no statement", JSON.stringify({ Version: "2012-10-17" })],
    ["an unknown element", only({ ...allow, Reason: "because" })],
    ["an unknown effect", only({ ...allow, Effect: "allow" })],
    ["no action", only({ Effect: "Allow", Resource: "*" })],
    ["both Action and NotAction", only({ ...allow, NotAction: "*" })],
    ["both Resource and NotResource", only({ ...allow, NotResource: "*" })],
    ["an empty list", only({ ...allow, Action: [] })],
    ["an unknown condition operator", only({ ...allow, Condition: { StringEqual: { a: "b" } } })],
    ["a wildcard in a principal", only({ ...allow, Principal: { AWS: "arn:aws:iam::*:role/x" } })],
    ["a principal that is a name", only({ ...allow, Principal: { AWS: "alice" } })],
    ["a principal of no kind", only({ ...allow, Principal: { Team: "x" } })],
  ])("is malformed with %s", (_what, text) => {
    expect(() => policyOf(text)).toThrow(expect.objectContaining({ name: "MalformedPolicy" }));
  });
});
