import { describe, expect, it } from "vitest";
import {
  changeSettings,
  failNextCreation,
} from "../../../local/services/organizations/settings.ts";
import { anAccount, anOrganization, MINUTE, SECOND } from "./an-organization.ts";

describe("Quotas of creation", () => {
  it("allow five in progress at a time", async () => {
    const { request, list, pass } = anOrganization({ seed: 7 });
    const keepAsking = async () => {
      for (let n = 10; n < 22; n += 1) {
        await request(`n${n}`);
        await pass(10 * SECOND);
      }
    };

    await expect(keepAsking()).rejects.toMatchObject({
      name: "ConstraintViolationException",
      Reason: "ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED",
    });
    expect(await list("ListCreateAccountStatus", { States: ["IN_PROGRESS"] })).toHaveLength(5);
  });

  it("refuse an account when the organization is full", async () => {
    const { request } = anOrganization({ accountLimit: 2 });

    const refusal = request("blue");

    await expect(refusal).rejects.toMatchObject({
      name: "ConstraintViolationException",
      Reason: "ACCOUNT_NUMBER_LIMIT_EXCEEDED",
    });
  });

  it("fail what would fill the organization over its limit while in progress", async () => {
    const { request, statusOf, pass } = anOrganization({ accountLimit: 3 });
    const ids = [await request("blue"), await request("green")];

    await pass(3 * MINUTE);

    const statuses = await Promise.all(ids.map(statusOf));
    const outcomes = statuses.map(({ State, FailureReason }) => FailureReason ?? State).sort();
    expect(outcomes).toEqual(["ACCOUNT_LIMIT_EXCEEDED", "SUCCEEDED"]);
  });

  it("are ten accounts unless raised", async () => {
    const organization = anOrganization({ accountLimit: 10 });
    for (let n = 3; n <= 10; n += 1) await anAccount(organization, `n${n}`);

    await expect(organization.request("eleventh")).rejects.toMatchObject({
      Reason: "ACCOUNT_NUMBER_LIMIT_EXCEEDED",
    });
    changeSettings(organization.world, { accountLimit: 11 });

    expect(await anAccount(organization, "eleventh")).toMatch(/^\d{12}$/);
  });
});

describe("Failures of creation on demand", () => {
  it.each([
    "ACCOUNT_LIMIT_EXCEEDED",
    "CONCURRENT_ACCOUNT_MODIFICATION",
    "EMAIL_ALREADY_EXISTS",
    "FAILED_BUSINESS_VALIDATION",
    "GOVCLOUD_ACCOUNT_ALREADY_EXISTS",
    "INTERNAL_FAILURE",
    "INVALID_ADDRESS",
    "INVALID_EMAIL",
    "INVALID_IDENTITY_FOR_BUSINESS_VALIDATION",
    "INVALID_PAYMENT_INSTRUMENT",
    "MISSING_BUSINESS_VALIDATION",
    "MISSING_PAYMENT_INSTRUMENT",
    "PENDING_BUSINESS_VALIDATION",
    "UNKNOWN_BUSINESS_VALIDATION",
    "UPDATE_EXISTING_RESOURCE_POLICY_WITH_TAGS_NOT_SUPPORTED",
  ] as const)("include %s", async (reason) => {
    const { world, request, statusOf, pass, list } = anOrganization();
    failNextCreation(world, reason);

    const id = await request("blue");
    const before = await statusOf(id);
    await pass(3 * MINUTE);

    expect(before).not.toHaveProperty("FailureReason");
    expect(await statusOf(id)).toMatchObject({ State: "FAILED", FailureReason: reason });
    expect(await list("ListAccounts")).toHaveLength(2);
  });

  it("strike once each, in order, and leave the e-mail address free", async () => {
    const { world, request, statusOf, pass } = anOrganization();
    failNextCreation(world, "INTERNAL_FAILURE");
    failNextCreation(world, "INVALID_ADDRESS");
    const reasons: unknown[] = [];

    for (let n = 0; n < 3; n += 1) {
      const id = await request("blue");
      await pass(3 * MINUTE);
      reasons.push((await statusOf(id))["FailureReason"]);
    }

    expect(reasons).toEqual(["INTERNAL_FAILURE", "INVALID_ADDRESS", undefined]);
  });

  it("spare requests that are refused at once", async () => {
    const { world, request, statusOf, pass } = anOrganization();
    failNextCreation(world, "INTERNAL_FAILURE");

    await expect(request("blue", { Email: "nonsense" })).rejects.toThrow();
    const id = await request("blue");
    await pass(3 * MINUTE);

    expect(await statusOf(id)).toMatchObject({ FailureReason: "INTERNAL_FAILURE" });
  });
});
