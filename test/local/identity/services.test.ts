import { describe, expect, it } from "vitest";
import type { ServicePrincipal } from "../../../local/kernel/principal.ts";
import { ACCOUNT, aTrust, OTHER } from "../iam/a-call.ts";
import { aCloud, aService, roleArn } from "./a-cloud.ts";

describe("AWS services", () => {
  it("enter roles that trust them", () => {
    const cloud = aCloud();
    const trust = aTrust({ Service: "lambda.amazonaws.com" });
    cloud.role("worker", { AssumeRolePolicyDocument: trust });
    const assume = (service: ServicePrincipal) =>
      cloud.identity.assumeAsService(roleArn("worker"), service, "session");

    const { credentials, principal } = assume(aService("lambda"));

    expect(cloud.identity.knownKey(credentials.accessKeyId)).toMatchObject({ principal });
    expect(() => assume(aService("events"))).toThrow(
      "User: events.amazonaws.com is not authorized to perform: sts:AssumeRole",
    );
  });

  it("enter roles for the sake of whom the trust policy names only", () => {
    const cloud = aCloud();
    const Condition = { StringEquals: { "aws:SourceAccount": ACCOUNT } };
    const trust = aTrust({ Service: "scheduler.amazonaws.com" }, { Condition });
    cloud.role("worker", { AssumeRolePolicyDocument: trust });
    const assume = (sourceAccount: string) => () =>
      cloud.identity.assumeAsService(
        roleArn("worker"),
        aService("scheduler", { sourceAccount }),
        "session",
      );

    expect(assume(OTHER)).toThrow("not authorized");
    expect(assume(ACCOUNT)).not.toThrow();
  });

  it("find no role that does not exist", () => {
    const assume = () =>
      aCloud().identity.assumeAsService(roleArn("none"), aService("lambda"), "session");

    expect(assume).toThrow(`sts:AssumeRole on resource: ${roleArn("none")}`);
  });
});
