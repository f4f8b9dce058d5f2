import { describe, expect, test } from "vitest";
import { handedOut, type OwnerSession, sessionFor } from "../../../domain/access/hand-out.ts";
import { waysIn } from "../../../domain/access/ways-in.ts";
import type { Principal } from "../../../domain/ids.ts";
import type { Lease } from "../../../domain/lease/lease.ts";
import { HOUR, MINUTE, plus } from "../../../domain/time.ts";
import {
  ALICE,
  anActiveLease,
  aTemplate,
  LEASE_ID,
  NOW,
  requested,
} from "../../support/builders.ts";

const PREFIX = "mayfly";
const session = (lease: Lease, seconds?: number, now = NOW) =>
  sessionFor(lease, { prefix: PREFIX, ...(seconds === undefined ? {} : { seconds }) }, now);

describe("a session for the owner", () => {
  test("carries the owner's name and the lease's id, and lasts an hour", () => {
    expect(session(anActiveLease())).toEqual({
      roleArn: "arn:aws:iam::333333333333:role/mayfly-lease-holder",
      sessionName: "alice",
      sourceIdentity: "alice",
      externalId: LEASE_ID,
      seconds: HOUR,
    });
  });

  test("has no source identity where the template does without", () => {
    const lease = anActiveLease({ template: aTemplate({ sourceIdentity: false }) });
    expect(session(lease)).not.toHaveProperty("sourceIdentity");
  });

  test("is named by the session of an owner who uses a role", () => {
    const owner = "arn:aws:sts::222222222222:assumed-role/Developer/bob@example.com" as Principal;
    expect(session(anActiveLease({ owner }))).toMatchObject({ sessionName: "bob@example.com" });
  });

  test("has a name that is long enough for STS", () => {
    const owner = "arn:aws:iam::222222222222:user/x" as Principal;
    expect(session(anActiveLease({ owner }))).toMatchObject({ sessionName: "x-" });
  });

  test("stays in the partition of its owner", () => {
    const owner = "arn:aws-cn:iam::222222222222:user/alice" as Principal;
    expect(session(anActiveLease({ owner }))).toMatchObject({
      roleArn: "arn:aws-cn:iam::333333333333:role/mayfly-lease-holder",
    });
  });

  test.each([
    [15 * MINUTE, 15 * MINUTE],
    [40 * MINUTE, 40 * MINUTE],
    [HOUR, HOUR],
  ])("of %i seconds lasts as long", (wanted, seconds) => {
    expect(session(anActiveLease(), wanted)).toMatchObject({ seconds });
  });

  test.each([0, 15 * MINUTE - 1, HOUR + 1, 12 * HOUR])("of %i seconds is refused", (seconds) => {
    expect(session(anActiveLease(), seconds)).toMatchObject({
      refused: "invalid",
      field: "duration",
    });
  });

  test("does not outlast the lease", () => {
    const lease = anActiveLease({ expiresAt: plus(NOW, 30 * MINUTE) });
    expect(session(lease)).toMatchObject({ seconds: 30 * MINUTE });
  });

  test("is as short as STS can make it when the lease is almost over", () => {
    const lease = anActiveLease({ expiresAt: plus(NOW, MINUTE) });
    expect(session(lease)).toMatchObject({ seconds: 15 * MINUTE });
  });

  test("is refused at the lease's end, even before anybody has ended it", () => {
    const lease = anActiveLease();
    expect(session(lease, HOUR, lease.expiresAt)).toMatchObject({ refused: "wrong-state" });
  });

  test("is refused for a lease that is not active", () => {
    expect(session(requested().lease)).toMatchObject({
      refused: "wrong-state",
      message: expect.stringContaining("vending"),
    });
  });
});

describe("a hand-out", () => {
  const lease = anActiveLease();
  const given = {
    ...{ by: ALICE, sourceIp: "192.0.2.10", accessKeyId: "ASIAEXAMPLE" },
    session: session(lease) as OwnerSession,
    expiresAt: plus(NOW, HOUR),
  };

  test.each([
    ["credentials", "LeaseCredentialsIssued"],
    ["console", "LeaseConsoleOpened"],
  ] as const)("of %s is told as %s: who, from where, for how long", (what, type) => {
    const change = handedOut(lease, { ...given, what }, NOW);
    expect(change.lease).toEqual({ ...lease, version: lease.version + 1 });
    expect(change.events).toEqual([
      expect.objectContaining({
        ...{ type, by: ALICE, at: NOW, leaseId: LEASE_ID, accountId: lease.accountId },
        details: {
          sourceIp: "192.0.2.10",
          sessionName: "alice",
          seconds: HOUR,
          accessKeyId: "ASIAEXAMPLE",
          expiresAt: plus(NOW, HOUR),
        },
      }),
    ]);
  });
});

describe("the ways in", () => {
  test("are the role, the Switch Role link and a named profile", () => {
    const ways = waysIn(anActiveLease(), { prefix: PREFIX, region: "eu-west-1" });
    expect(ways.roleArn).toBe("arn:aws:iam::333333333333:role/mayfly-lease-holder");
    expect(new URL(ways.switchRoleUrl).searchParams.get("displayName")).toBe(`sandbox ${LEASE_ID}`);
    expect(ways.profile.name).toBe(`mayfly-${LEASE_ID}`);
    expect(ways.profile.text).toContain(`role_arn = ${ways.roleArn}\n`);
    expect(ways.profile.text).toContain("role_session_name = alice\n");
  });
});
