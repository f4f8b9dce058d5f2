import { describe, expect, test } from "vitest";
import { centerNameOf } from "../../domain/access/assignee.ts";
import { entrantOf } from "../../domain/access/entry.ts";
import { sessionFor } from "../../domain/access/hand-out.ts";
import { trustOfLease } from "../../domain/access/owner-role.ts";
import { waysIn } from "../../domain/access/ways-in.ts";
import { isRefusal } from "../../domain/failures.ts";
import type { Principal as Owner } from "../../domain/ids.ts";
import { HOUR } from "../../domain/time.ts";
import { trusts } from "../../local/authorization/trust.ts";
import type { Principal } from "../../local/kernel/principal.ts";
import { anActiveLease, aTemplate, NOW } from "../support/builders.ts";

const ACCOUNT = "222222222222";
const ROLE = "arn:aws:iam::333333333333:role/mayfly-lease-holder";
const BROKER = "arn:aws:iam::111111111111:role/mayfly-broker-api";

const session = (account: string, role: string, name: string, path = ""): Principal => ({
  ...{ kind: "role", account, roleName: role, userId: `AROAEXAMPLE:${name}` },
  arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
  roleArn: `arn:aws:iam::${account}:role/${path}${role}`,
  session: { issuedAt: 0, expiresAt: 1 },
});

const USER: Principal = {
  ...{ kind: "user", account: ACCOUNT, userId: "AIDAEXAMPLE", userName: "alice" },
  arn: `arn:aws:iam::${ACCOUNT}:user/alice`,
};
const SSO = "aws-reserved/sso.amazonaws.com/eu-west-1/";
const WHO: Readonly<Record<string, Principal>> = {
  user: USER,
  role: session(ACCOUNT, "Developer", "alice"),
  federated: session(ACCOUNT, "AWSReservedSSO_Developer_0123", "alice@example.com", SSO),
  automation: session(ACCOUNT, "pipeline", "build-42"),
};

/** What a session tells of MFA: nothing, with keys that last; only those of users ever tell that it was used. */
const MFA: Readonly<Record<string, Readonly<Record<string, boolean | number>>>> = {
  none: {},
  fresh: { "aws:MultiFactorAuthPresent": true, "aws:MultiFactorAuthAge": 60 },
  stale: { "aws:MultiFactorAuthPresent": true, "aws:MultiFactorAuthAge": 2 * HOUR },
  denied: { "aws:MultiFactorAuthPresent": false },
};

const TEMPLATES = {
  open: aTemplate({ parentPolicy: true }),
  strict: aTemplate({ parentPolicy: true, requireMfa: { maxAge: HOUR } }),
};

type Case = readonly [template: keyof typeof TEMPLATES, who: string, mfa: string];

const leaseOf = ([template, who]: Case) =>
  anActiveLease({ owner: WHO[who]?.arn as Owner, template: TEMPLATES[template] });

const trustOf = (each: Case) => {
  const Statement = trustOfLease(leaseOf(each), BROKER);
  return JSON.stringify({ Version: "2012-10-17", Statement });
};

const enters = (document: string, principal: Principal, context: object) =>
  trusts(document, {
    ...{ principal, action: "sts:AssumeRole", roleArn: ROLE, roleAccount: "333333333333" },
    context: {
      "aws:PrincipalArn": principal.kind === "role" ? principal.roleArn : principal.arn,
      "aws:userid": principal.userId,
      ...context,
    },
  });

/** Assuming the role by oneself: the command line, a profile, Switch Role. */
const assumes = (each: Case, as = WHO[each[1]]) =>
  as !== undefined && enters(trustOf(each), as, MFA[each[2]] ?? {});

/** Credentials and sign-in links by Mayfly: the API decides, and then the role's trust. */
function isHandedOut(each: Case): boolean {
  const made = sessionFor(leaseOf(each), { prefix: "mayfly" }, NOW);
  if (isRefusal(made)) return false;
  return enters(trustOf(each), session("111111111111", "mayfly-broker-api", "mayfly-api"), {
    "sts:RoleSessionName": made.sessionName,
    "sts:SourceIdentity": made.sourceIdentity,
    "sts:ExternalId": made.externalId,
  });
}

/** Assuming the role with nothing but the policy that Mayfly attaches: users have one, and the trust decides. */
const entersByPolicy = (each: Case) => entrantOf(leaseOf(each)) !== undefined && assumes(each);

/** An assignment of IAM Identity Center, which asks for MFA by its own rules when people sign in to it. */
const isAssigned = (each: Case) => centerNameOf(leaseOf(each).owner) !== undefined;

describe("who gets in by which way", () => {
  test.each<[...Case, assumes: boolean, api: boolean, policy: boolean, center: boolean]>([
    ["open", "user", "none", true, true, true, true],
    ["open", "user", "fresh", true, true, true, true],
    ["open", "user", "denied", true, true, true, true],
    // Only users get a policy: roles bring their own permission to assume.
    ["open", "role", "none", true, true, false, false],
    ["open", "role", "denied", true, true, false, false],
    ["open", "federated", "none", true, true, false, true],
    ["open", "federated", "denied", true, true, false, true],
    // Whoever enters a role chooses its session name, so it tells nobody of IAM Identity Center.
    ["open", "automation", "none", true, true, false, false],
    ["open", "automation", "denied", true, true, false, false],
    ["strict", "user", "none", false, false, false, true],
    ["strict", "user", "denied", false, false, false, true],
    ["strict", "user", "stale", false, false, false, true],
    // A request to the API does not tell of MFA, so not even then.
    ["strict", "user", "fresh", true, false, true, true],
    // Sessions of roles never tell: they must not be locked out.
    ["strict", "role", "none", true, true, false, false],
    ["strict", "role", "denied", true, true, false, false],
    ["strict", "federated", "none", true, true, false, true],
    ["strict", "federated", "denied", true, true, false, true],
    ["strict", "automation", "none", true, true, false, false],
    ["strict", "automation", "denied", true, true, false, false],
  ])(
    "%s template, %s, MFA %s: assumes %s, is handed out %s, by policy %s, by IAM Identity Center %s",
    (...row) => {
      const [template, who, mfa, ...expected] = row;
      const each: Case = [template, who, mfa];
      const found = [assumes(each), isHandedOut(each), entersByPolicy(each), isAssigned(each)];
      expect(found).toEqual(expected);
    },
  );

  test.each(Object.keys(WHO))("nobody else gets in by the role of a lease of the %s", (who) => {
    const strangers = Object.entries(WHO).filter(([name]) => name !== who);
    for (const [name, stranger] of strangers)
      expect(assumes(["open", who, "fresh"], stranger), name).toBe(false);
    const other = session(ACCOUNT, "Developer", "bob");
    expect(assumes(["open", who, "fresh"], other)).toBe(false);
  });
});

describe("a template that requires MFA", () => {
  test("says in the profile with which device, for users", () => {
    const { profile } = waysIn(leaseOf(["strict", "user", "none"]), {
      ...{ prefix: "mayfly", region: "eu-west-1" },
    });
    expect(profile.text).toContain(`mfa_serial = arn:aws:iam::${ACCOUNT}:mfa/alice\n`);
  });

  test("asks no device of sessions of roles", () => {
    const { profile } = waysIn(leaseOf(["strict", "role", "none"]), {
      ...{ prefix: "mayfly", region: "eu-west-1" },
    });
    expect(profile.text).not.toContain("mfa_serial");
  });

  test("tells a user who asks for credentials what to do instead", () => {
    expect(
      sessionFor(leaseOf(["strict", "user", "fresh"]), { prefix: "mayfly" }, NOW),
    ).toMatchObject({
      refused: "not-allowed",
      message: expect.stringContaining(`assume ${ROLE} yourself`),
    });
  });
});
