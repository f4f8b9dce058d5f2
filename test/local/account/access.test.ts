import { describe, expect, it } from "vitest";
import {
  ADMINISTRATOR,
  accountManagement,
  MANAGEMENT,
  MEMBER,
  OUTSIDER,
  START,
} from "./an-account.ts";

const RegionName = "eu-south-1";

describe("AccountId", () => {
  it.each([MANAGEMENT, ADMINISTRATOR])("lets %s act on a member", async (caller) => {
    const { call } = accountManagement();

    await call("EnableRegion", { RegionName, AccountId: MEMBER }, caller);

    const own = await call("GetRegionOptStatus", { RegionName }, MEMBER);
    const callers = await call("GetRegionOptStatus", { RegionName }, caller);
    expect(own["RegionOptStatus"]).toBe("ENABLING");
    expect(callers["RegionOptStatus"]).toBe("DISABLED");
  });

  it("is refused to members, even for themselves", async () => {
    const { call } = accountManagement();

    const refusal = call("ListRegions", { AccountId: MEMBER }, MEMBER);

    await expect(refusal).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining("is not authorized to perform: account:ListRegions"),
    });
  });

  it("is refused for the management account", async () => {
    const { call } = accountManagement();

    const refusal = call("ListRegions", { AccountId: MANAGEMENT });

    await expect(refusal).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining("standalone context"),
    });
  });

  it("is refused for accounts outside the organization", async () => {
    const { call } = accountManagement();

    const refusal = call("ListRegions", { AccountId: OUTSIDER });

    await expect(refusal).rejects.toMatchObject({ name: "AccessDeniedException" });
  });

  it("is refused while the organization does not trust the service", async () => {
    const { call } = accountManagement({ isTrusted: false });

    const refusal = call("ListRegions", { AccountId: MEMBER });

    await expect(refusal).rejects.toMatchObject({
      message: expect.stringContaining("must first enable trusted access"),
    });
  });
});

describe("Authorization in Account Management", () => {
  it("asks for the caller's own account", () => {
    const wanted = accountManagement().authorize("EnableRegion", { RegionName }, MEMBER);

    expect(wanted).toEqual([
      {
        action: "account:EnableRegion",
        resource: `arn:aws:account::${MEMBER}:account`,
        context: { "account:TargetRegion": RegionName },
      },
    ]);
  });

  it("asks for a member in the organization", () => {
    const wanted = accountManagement().authorize("ListRegions", { AccountId: MEMBER });

    expect(wanted).toEqual([
      {
        action: "account:ListRegions",
        resource: `arn:aws:account::${MANAGEMENT}:account/o-abcdefghij/${MEMBER}`,
      },
    ]);
  });

  it("tells the type of contact", () => {
    const [wanted] = accountManagement().authorize("GetAlternateContact", {
      AlternateContactType: "BILLING",
    });

    expect(wanted?.context).toEqual({ "account:AlternateContactTypes": ["BILLING"] });
  });
});

describe("Account information", () => {
  it("has no state for accounts that are being closed", async () => {
    const { call } = accountManagement();

    const answer = await call("GetAccountInformation", { AccountId: MEMBER });

    expect(answer).toEqual({
      AccountId: MEMBER,
      AccountName: "member",
      AccountCreatedDate: new Date(START),
      AccountState: "ACTIVE",
    });
  });

  it("names the contact of the account", async () => {
    const { call } = accountManagement();

    const answer = await call("GetContactInformation", {}, MEMBER);

    expect(answer["ContactInformation"]).toMatchObject({ FullName: "member", CountryCode: "IE" });
  });

  it("is not there for accounts that nobody knows", async () => {
    const { call } = accountManagement();

    const refusal = call("GetAccountInformation", {}, OUTSIDER);

    await expect(refusal).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });
});

describe("Alternate contacts", () => {
  const contact = {
    AlternateContactType: "OPERATIONS",
    Name: "Ada",
    Title: "Engineer",
    EmailAddress: "ada@example.com",
    PhoneNumber: "+353 1 234 5678",
  };
  const { AlternateContactType } = contact;

  it("are put, replaced, told and deleted", async () => {
    const { call } = accountManagement();
    await call("PutAlternateContact", contact);
    await call("PutAlternateContact", { ...contact, Name: "Grace" });

    const told = await call("GetAlternateContact", { AlternateContactType });
    await call("DeleteAlternateContact", { AlternateContactType });

    expect(told).toEqual({ AlternateContact: { ...contact, Name: "Grace" } });
    const name = "ResourceNotFoundException";
    for (const gone of ["GetAlternateContact", "DeleteAlternateContact"]) {
      await expect(call(gone, { AlternateContactType })).rejects.toMatchObject({ name });
    }
  });

  it("are each account's own", async () => {
    const { call } = accountManagement();
    await call("PutAlternateContact", { ...contact, AccountId: MEMBER });

    const own = call("GetAlternateContact", { AlternateContactType });

    await expect(own).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    const members = await call("GetAlternateContact", { AlternateContactType }, MEMBER);
    expect(members["AlternateContact"]).toEqual(contact);
  });

  it.each([
    { AlternateContactType: "FRIENDS" },
    { Name: "" },
    { Name: "a".repeat(65) },
    { Title: "a".repeat(51) },
    { EmailAddress: "ada" },
    { EmailAddress: `${"a".repeat(250)}@example.com` },
    { PhoneNumber: "call me" },
    { PhoneNumber: "1".repeat(26) },
  ])("are refused with %j", async (wrong) => {
    const { call } = accountManagement();

    const refusal = call("PutAlternateContact", { ...contact, ...wrong });

    await expect(refusal).rejects.toMatchObject({
      name: "ValidationException",
      reason: "fieldValidationFailed",
    });
  });
});
