import { describe, expect, test } from "vitest";
import { brokerTrust, trustOf } from "../../../domain/access/owner-role.ts";
import type { LeaseId, Principal } from "../../../domain/ids.ts";

const trust = (arn: string) => trustOf(arn as Principal);

describe("the owner's role", () => {
  test("trusts a user by name", () => {
    const arn = "arn:aws:iam::222222222222:user/team/alice";
    expect(trust(arn)).toEqual({
      Effect: "Allow",
      Principal: { AWS: arn },
      Action: "sts:AssumeRole",
    });
  });

  test("trusts a role's session by role and session name, so that others of the role stay out", () => {
    const role = "arn:aws:iam::222222222222:role";
    const session = "arn:aws:sts::222222222222:assumed-role/Developer/alice@example.com";
    expect(trust(session)).toMatchObject({
      Principal: { AWS: "arn:aws:iam::222222222222:root" },
      Condition: {
        ArnLike: { "aws:PrincipalArn": [`${role}/Developer`, `${role}/*/Developer`] },
        StringLike: { "aws:userid": "*:alice@example.com" },
      },
    });
  });

  test.each([
    "arn:aws:iam::222222222222:root",
    "arn:aws:sts::222222222222:federated-user/bob",
    "arn:aws:sts::222222222222:assumed-role/Developer/*",
    "arn:aws:iam::222222222222:role/Developer",
    "arn:aws:iam::2222:user/alice",
  ])("trusts nobody like %s", (arn) => {
    expect(trust(arn)).toBeUndefined();
  });
});

describe("Mayfly's broker", () => {
  const brokerRoleArn = "arn:aws:iam::111111111111:role/mayfly-broker-api";
  const leaseId = "l-0123456789abcdef" as LeaseId;
  const owner = "arn:aws:iam::222222222222:user/alice" as Principal;

  test("is trusted for this lease only, and under the owner's name only", () => {
    const Principal = { AWS: brokerRoleArn };
    expect(brokerTrust({ brokerRoleArn, leaseId, owner, sourceIdentity: true })).toEqual([
      {
        ...{ Effect: "Allow", Principal, Action: "sts:AssumeRole" },
        Condition: {
          StringEquals: {
            "sts:ExternalId": leaseId,
            "sts:RoleSessionName": "alice",
            "sts:SourceIdentity": "alice",
          },
        },
      },
      {
        ...{ Effect: "Allow", Principal, Action: "sts:SetSourceIdentity" },
        Condition: { StringEquals: { "sts:SourceIdentity": "alice" } },
      },
    ]);
  });

  test("need not bring a source identity where the template does without", () => {
    const trust = brokerTrust({ brokerRoleArn, leaseId, owner, sourceIdentity: false });
    expect(trust).toEqual([
      {
        ...{ Effect: "Allow", Principal: { AWS: brokerRoleArn }, Action: "sts:AssumeRole" },
        Condition: { StringEquals: { "sts:ExternalId": leaseId, "sts:RoleSessionName": "alice" } },
      },
    ]);
  });
});
