import { describe, expect, test } from "vitest";
import { type AwsProfile, awsProfile } from "../../../domain/access/aws-profile.ts";

const profile = (more: Partial<AwsProfile> = {}) =>
  awsProfile({
    name: "mayfly-l-0123456789abcdef",
    roleArn: "arn:aws:iam::333333333333:role/mayfly-lease-holder",
    sessionName: "alice",
    region: "eu-west-1",
    duration: 3_600,
    source: { kind: "profile", name: "work" },
    ...more,
  });

describe("a profile", () => {
  test("enters the role with another profile's credentials", () => {
    expect(profile()).toBe(`[profile mayfly-l-0123456789abcdef]
role_arn = arn:aws:iam::333333333333:role/mayfly-lease-holder
source_profile = work
role_session_name = alice
duration_seconds = 3600
region = eu-west-1
output = json
`);
  });

  test("asks for a code where MFA is required", () => {
    const mfaSerial = "arn:aws:iam::222222222222:mfa/alice";
    expect(profile({ source: { kind: "profile", name: "work", mfaSerial } })).toContain(
      `mfa_serial = ${mfaSerial}\n`,
    );
  });

  test("gets credentials from a command, and then names no role of its own", () => {
    expect(profile({ source: { kind: "process", command: "get-credentials l-1" } })).toBe(
      `[profile mayfly-l-0123456789abcdef]
credential_process = get-credentials l-1
region = eu-west-1
output = json
`,
    );
  });

  test.each(["default", "", "two words", "a]\n[profile b"])("is never called '%s'", (name) => {
    expect(() => profile({ name })).toThrow(/cannot be the name/);
  });
});
