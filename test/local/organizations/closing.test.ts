import { beforeEach, describe, expect, it } from "vitest";
import { isUsable, orgContext } from "../../../local/services/organizations/org-context.ts";
import { changeSettings } from "../../../local/services/organizations/settings.ts";
import {
  account,
  anAccount,
  anOrganization,
  DAY,
  HOUR,
  MANAGEMENT,
  MINUTE,
  type Organization,
  SECOND,
} from "./an-organization.ts";

/** Makes accounts one after the other. */
async function accounts(organization: Organization, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await anAccount(organization, `number${n}`));
  return ids;
}

describe("CloseAccount", () => {
  let organization: Organization;
  let AccountId: string;
  beforeEach(async () => {
    organization = anOrganization();
    AccountId = await anAccount(organization, "blue");
  });
  const stateNow = async () => (await account(organization, AccountId))["State"];

  it("leaves the account pending and usable at first", async () => {
    const answer = await organization.call("CloseAccount", { AccountId });

    expect(answer).toEqual({});
    expect(await stateNow()).toBe("PENDING_CLOSURE");
    expect(isUsable(organization.world, AccountId)).toBe(true);
  });

  it("closes the account within hours, which ends its credentials", async () => {
    await organization.call("CloseAccount", { AccountId });

    await organization.pass(MINUTE);
    const soon = await stateNow();
    await organization.pass(4 * HOUR);

    expect([soon, await stateNow()]).toEqual(["PENDING_CLOSURE", "CLOSED"]);
    expect(isUsable(organization.world, AccountId)).toBe(false);
  });

  it("keeps the account's slot for ninety days, and then lets it go", async () => {
    await organization.call("CloseAccount", { AccountId });

    await organization.pass(90 * DAY);
    const before = await stateNow();
    await organization.pass(4 * DAY);

    expect(before).toBe("CLOSED");
    await expect(stateNow()).rejects.toMatchObject({ name: "AccountNotFoundException" });
    expect(await organization.list("ListAccounts")).toHaveLength(2);
    expect(isUsable(organization.world, AccountId)).toBe(false);
    expect(orgContext(organization.world, AccountId)).toBeUndefined();
  });

  it("never gives the e-mail address free", async () => {
    await organization.call("CloseAccount", { AccountId });
    await organization.pass(200 * DAY);

    const request = await organization.request("blue");
    await organization.pass(3 * MINUTE);

    const status = await organization.statusOf(request);
    expect(status).toMatchObject({ FailureReason: "EMAIL_ALREADY_EXISTS" });
  });

  it("conflicts with a closure in progress", async () => {
    await organization.call("CloseAccount", { AccountId });
    await organization.pass(20 * SECOND);

    const again = organization.call("CloseAccount", { AccountId });

    await expect(again).rejects.toMatchObject({ name: "ConflictException" });
  });

  it("refuses an account that is closed already", async () => {
    await organization.call("CloseAccount", { AccountId });
    await organization.pass(4 * HOUR);

    const again = organization.call("CloseAccount", { AccountId });

    await expect(again).rejects.toMatchObject({ name: "AccountAlreadyClosedException" });
  });

  it("refuses the management account", async () => {
    const refusal = organization.call("CloseAccount", { AccountId: MANAGEMENT });

    const Reason = "CANNOT_CLOSE_MANAGEMENT_ACCOUNT";
    await expect(refusal).rejects.toMatchObject({ name: "ConstraintViolationException", Reason });
  });

  it("refuses accounts that are not there and what is no account", async () => {
    const unknown = organization.call("CloseAccount", { AccountId: "999999999999" });
    await expect(unknown).rejects.toMatchObject({ name: "AccountNotFoundException" });
    await organization.pass(20 * SECOND);

    const nonsense = organization.call("CloseAccount", { AccountId: "blue" });
    await expect(nonsense).rejects.toMatchObject({ Reason: "INVALID_PATTERN" });
  });

  it("is refused to members, even for themselves", async () => {
    const refusal = organization.call("CloseAccount", { AccountId }, AccountId);

    await expect(refusal).rejects.toMatchObject({ name: "AccessDeniedException" });
  });
});

describe("Quotas of closing", () => {
  it("allow three closures in progress", async () => {
    // None is closed before two minutes have passed.
    const organization = anOrganization();
    const [last = "", ...ids] = await accounts(organization, 4);
    for (const AccountId of ids) {
      await organization.call("CloseAccount", { AccountId });
      await organization.pass(20 * SECOND);
    }

    const refusal = organization.call("CloseAccount", { AccountId: last });
    const Reason = "CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED";
    await expect(refusal).rejects.toMatchObject({ name: "ConstraintViolationException", Reason });

    await organization.pass(4 * HOUR);
    await organization.call("CloseAccount", { AccountId: last });
    expect((await account(organization, last))["State"]).toBe("PENDING_CLOSURE");
  });

  it("count over a rolling window of thirty days", async () => {
    const organization = anOrganization();
    const [first = "", second = "", third = ""] = await accounts(organization, 3);
    changeSettings(organization.world, { closureQuota: 2 });
    await organization.call("CloseAccount", { AccountId: first });
    await organization.pass(10 * DAY);
    await organization.call("CloseAccount", { AccountId: second });
    await organization.pass(20 * DAY - MINUTE);

    const refusal = organization.call("CloseAccount", { AccountId: third });
    const Reason = "CLOSE_ACCOUNT_QUOTA_EXCEEDED";
    await expect(refusal).rejects.toMatchObject({ name: "ConstraintViolationException", Reason });

    await organization.pass(2 * MINUTE);
    await organization.call("CloseAccount", { AccountId: third });
    expect((await account(organization, third))["State"]).toBe("PENDING_CLOSURE");
  });

  it("grow to a fifth of the members in large organizations", async () => {
    const organization = anOrganization();
    changeSettings(organization.world, { closureQuota: 1 });
    const ids = await accounts(organization, 14); // with the vending account, 15 members

    for (const AccountId of ids.slice(0, 3)) {
      await organization.call("CloseAccount", { AccountId });
      await organization.pass(4 * HOUR);
    }

    const refusal = organization.call("CloseAccount", { AccountId: ids[3] });
    await expect(refusal).rejects.toMatchObject({ Reason: "CLOSE_ACCOUNT_QUOTA_EXCEEDED" });
  });

  it("are 250 in thirty days in an organization of any size", async () => {
    const organization = anOrganization({ accountLimit: 300 });
    const ids = await accounts(organization, 251);
    const last = ids.pop();
    for (const AccountId of ids) {
      await organization.call("CloseAccount", { AccountId });
      await organization.pass(2 * HOUR);
    }

    const refusal = organization.call("CloseAccount", { AccountId: last });

    await expect(refusal).rejects.toMatchObject({ Reason: "CLOSE_ACCOUNT_QUOTA_EXCEEDED" });
  });
});

describe("Leaving the organization", () => {
  const Reason = "MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED";

  it("is refused to accounts that cannot stand alone", async () => {
    const organization = anOrganization();
    const AccountId = await anAccount(organization, "blue");
    await organization.pass(4 * DAY);

    const removal = organization.call("RemoveAccountFromOrganization", { AccountId });
    const leaving = organization.call("LeaveOrganization", {}, AccountId);

    await expect(removal).rejects.toMatchObject({ name: "ConstraintViolationException", Reason });
    await expect(leaving).rejects.toMatchObject({ name: "ConstraintViolationException", Reason });
  });

  it("is refused in the first four days", async () => {
    const organization = anOrganization();
    const AccountId = await anAccount(organization, "blue");

    const removal = organization.call("RemoveAccountFromOrganization", { AccountId });

    await expect(removal).rejects.toMatchObject({ Reason: "WAIT_PERIOD_ACTIVE" });
  });

  it("is refused to delegated administrators", async () => {
    const { call } = anOrganization();
    const ServicePrincipal = "account.amazonaws.com";
    await call("EnableAWSServiceAccess", { ServicePrincipal });
    const AccountId = "222222222222";
    await call("RegisterDelegatedAdministrator", { AccountId, ServicePrincipal });

    const removal = call("RemoveAccountFromOrganization", { AccountId });

    const reason = "CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG";
    await expect(removal).rejects.toMatchObject({ Reason: reason });
  });

  it("is refused to the management account", async () => {
    const { call } = anOrganization();

    const name = "MasterCannotLeaveOrganizationException";
    await expect(call("LeaveOrganization")).rejects.toMatchObject({ name });
    const removal = call("RemoveAccountFromOrganization", { AccountId: MANAGEMENT });
    await expect(removal).rejects.toMatchObject({ name });
  });
});
