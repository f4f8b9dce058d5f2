import { describe, expect, it } from "vitest";
import { failNextCreation } from "../../../local/services/organizations/settings.ts";
import {
  account,
  anAccount,
  anOrganization,
  HOUR,
  MANAGEMENT,
  MINUTE,
  ROOT,
  SECOND,
} from "./an-organization.ts";

describe("CreateAccount", () => {
  it("answers a request in progress, without an account", async () => {
    const { request, statusOf } = anOrganization();

    const status = await statusOf(await request("blue"));

    expect(status).toMatchObject({ AccountName: "blue", State: "IN_PROGRESS" });
    expect(status["Id"]).toMatch(/^car-[a-z0-9]{8,32}$/);
    expect(status).not.toHaveProperty("AccountId");
    expect(status).not.toHaveProperty("CompletedTimestamp");
    expect(status).not.toHaveProperty("Email");
  });

  it("makes an active account in the root, with State and without Status", async () => {
    const organization = anOrganization();

    const id = await anAccount(organization, "blue", { Tags: [{ Key: "team", Value: "a" }] });

    const made = await account(organization, id);
    const o = organization.authorize("DescribeAccount", { AccountId: id })[0]?.resource;
    expect(made).toMatchObject({
      Id: id,
      Arn: o,
      Email: "blue@example.com",
      Name: "blue",
      State: "ACTIVE",
      JoinedMethod: "CREATED",
    });
    expect(made["Paths"]).toEqual([expect.stringMatching(`^o-[a-z0-9]{10}/${ROOT}/${id}/$`)]);
    expect(made).not.toHaveProperty("Status");
    const tags = await organization.list("ListTagsForResource", { ResourceId: id });
    expect(tags).toEqual([{ Key: "team", Value: "a" }]);
  });

  it("takes from seconds to two and a half minutes", async () => {
    const durations: number[] = [];

    for (let seed = 0; seed < 40; seed += 1) {
      const { request, statusOf, pass } = anOrganization({ seed });
      const id = await request("blue");
      await pass(3 * MINUTE);
      const { RequestedTimestamp, CompletedTimestamp } = await statusOf(id);
      durations.push(Number(CompletedTimestamp) - Number(RequestedTimestamp));
    }

    expect(Math.min(...durations)).toBeGreaterThanOrEqual(3 * SECOND);
    expect(Math.min(...durations)).toBeLessThan(30 * SECOND);
    expect(Math.max(...durations)).toBeLessThanOrEqual(150 * SECOND);
    expect(Math.max(...durations)).toBeGreaterThan(2 * MINUTE);
  });

  it("makes the access role some time after the account", async () => {
    const { request, statusOf, pass, roles, world } = anOrganization();
    const id = await request("blue", { RoleName: "Entrance" });
    const succeeded = async () => (await statusOf(id))["State"] === "SUCCEEDED";

    await world.clock.run({ until: world.clock.now() + HOUR, done: succeeded });
    expect(roles).toEqual([]);
    await pass(4 * MINUTE);

    const { AccountId } = await statusOf(id);
    const role = { account: AccountId, roleName: "Entrance", managementAccount: MANAGEMENT };
    expect(roles).toEqual([role]);
  });

  it("names the role OrganizationAccountAccessRole unless told", async () => {
    const organization = anOrganization();

    await anAccount(organization, "blue");

    expect(organization.roles[0]?.roleName).toBe("OrganizationAccountAccessRole");
  });

  it("refuses calls of members", async () => {
    const { call } = anOrganization();
    const input = { AccountName: "blue", Email: "blue@example.com" };

    const refusal = call("CreateAccount", input, "222222222222");

    await expect(refusal).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: "You don't have permissions to access this resource.",
    });
  });

  it("refuses calls from outside the organization", async () => {
    const { call } = anOrganization();

    const refusal = call("CreateAccount", { AccountName: "a", Email: "a@b.cd" }, "999999999999");

    await expect(refusal).rejects.toMatchObject({ name: "AWSOrganizationsNotInUseException" });
  });
});

describe("Statuses of creation", () => {
  it("are not there for unknown requests", async () => {
    const { call } = anOrganization();
    const CreateAccountRequestId = "car-00000000";

    const refusal = call("DescribeCreateAccountStatus", { CreateAccountRequestId });

    const name = "CreateAccountStatusNotFoundException";
    await expect(refusal).rejects.toMatchObject({ name });
  });

  it("are refused for what is no request", async () => {
    const { call } = anOrganization();

    const refusal = call("DescribeCreateAccountStatus", { CreateAccountRequestId: "blue" });

    await expect(refusal).rejects.toMatchObject({ Reason: "INVALID_PATTERN" });
  });

  it("are listed by state, some seconds late", async () => {
    const { world, request, list, pass } = anOrganization();
    failNextCreation(world, "INTERNAL_FAILURE");
    await request("red");
    await request("blue");
    const atOnce = await list("ListCreateAccountStatus");
    await pass(3 * MINUTE);

    const failed = await list("ListCreateAccountStatus", { States: ["FAILED"] });

    expect(atOnce.length).toBeLessThan(2);
    expect(failed).toMatchObject([{ AccountName: "red" }]);
    expect(await list("ListCreateAccountStatus")).toHaveLength(2);
    const wrong = list("ListCreateAccountStatus", { States: ["DONE"] });
    await expect(wrong).rejects.toMatchObject({ Reason: "INVALID_ENUM" });
  });
});
