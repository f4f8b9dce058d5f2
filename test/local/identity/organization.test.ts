import { describe, expect, it } from "vitest";
import { ACCOUNT, OTHER } from "../iam/a-call.ts";
import { aCloud } from "./a-cloud.ts";

describe("The organization", () => {
  it("shows in the context of its members' requests", () => {
    const membership = {
      organizationId: "o-1",
      managementAccount: ACCOUNT,
      path: "o-1/r-1/ou-1-a/",
    };
    const cloud = aCloud({
      membershipOf: (account) => (account === OTHER ? membership : undefined),
    });

    const contexts = [cloud.contextOf(cloud.root(OTHER)), cloud.contextOf(cloud.root())];

    expect(contexts[0]).toMatchObject({
      "aws:PrincipalOrgID": "o-1",
      "aws:PrincipalOrgPaths": ["o-1/r-1/ou-1-a/"],
    });
    expect(contexts[1]).not.toHaveProperty("aws:PrincipalOrgID");
  });
});
