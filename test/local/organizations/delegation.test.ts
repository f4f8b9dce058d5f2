import { describe, expect, it } from "vitest";
import {
  account,
  anAccount,
  anOrganization,
  MANAGEMENT,
  MINUTE,
  type Organization,
  SECOND,
  VENDING,
} from "./an-organization.ts";

const ServicePrincipal = "account.amazonaws.com";
const registration = { AccountId: VENDING, ServicePrincipal };

async function withAdministrator(): Promise<Organization> {
  const organization = anOrganization();
  await organization.call("EnableAWSServiceAccess", { ServicePrincipal });
  await organization.call("RegisterDelegatedAdministrator", registration);
  return organization;
}

describe("Delegated administrators", () => {
  it("may read what other members may not", async () => {
    const organization = await withAdministrator();
    const other = await anAccount(organization, "other");

    const accounts = await organization.list("ListAccounts", {}, VENDING);

    expect(accounts).toHaveLength(3);
    const refusal = organization.call("ListAccounts", {}, other);
    await expect(refusal).rejects.toMatchObject({ name: "AccessDeniedException" });
  });

  it.each(["CreateAccount", "MoveAccount", "CloseAccount", "TagResource", "AttachPolicy"])(
    "may not call %s",
    async (name) => {
      const { call } = await withAdministrator();

      const refusal = call(name, {}, VENDING);

      await expect(refusal).rejects.toMatchObject({ name: "AccessDeniedException" });
    },
  );

  it("are listed with their services", async () => {
    const { list } = await withAdministrator();

    const administrators = await list("ListDelegatedAdministrators", { ServicePrincipal });
    const services = await list("ListDelegatedServicesForAccount", { AccountId: VENDING });

    expect(administrators).toMatchObject([{ Id: VENDING, State: "ACTIVE", Name: "vending" }]);
    expect(administrators[0]).toHaveProperty("DelegationEnabledDate");
    expect(services).toMatchObject([{ ServicePrincipal }]);
    const none = list("ListDelegatedServicesForAccount", { AccountId: MANAGEMENT });
    await expect(none).rejects.toMatchObject({ name: "AccountNotRegisteredException" });
  });

  it("are listed once for several services", async () => {
    const { call, list } = await withAdministrator();
    const other = "config.amazonaws.com";
    await call("EnableAWSServiceAccess", { ServicePrincipal: other });
    await call("RegisterDelegatedAdministrator", { ...registration, ServicePrincipal: other });

    expect(await list("ListDelegatedAdministrators")).toHaveLength(1);
  });

  it("need the service's access to the organization", async () => {
    const { call } = anOrganization();

    const refusal = call("RegisterDelegatedAdministrator", registration);

    await expect(refusal).rejects.toMatchObject({ Reason: "SERVICE_ACCESS_NOT_ENABLED" });
  });

  it("are not registered twice, nor more than the service takes", async () => {
    const organization = await withAdministrator();
    const { call, pass } = organization;
    const AccountId = await anAccount(organization, "other");

    const twice = call("RegisterDelegatedAdministrator", registration);
    await expect(twice).rejects.toMatchObject({ name: "AccountAlreadyRegisteredException" });
    await pass(SECOND);
    const second = call("RegisterDelegatedAdministrator", { AccountId, ServicePrincipal });
    const Reason = "MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED";
    await expect(second).rejects.toMatchObject({ Reason });
  });

  it("are neither the management account nor one that is being closed", async () => {
    const organization = anOrganization();
    const { call, pass } = organization;
    const AccountId = await anAccount(organization, "other");
    await call("CloseAccount", { AccountId });
    await pass(MINUTE);

    const closing = call("RegisterDelegatedAdministrator", { AccountId, ServicePrincipal });
    const suspended = "CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR";
    await expect(closing).rejects.toMatchObject({ Reason: suspended });
    const management = { AccountId: MANAGEMENT, ServicePrincipal };
    const own = call("RegisterDelegatedAdministrator", management);
    const master = "CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR";
    await expect(own).rejects.toMatchObject({ Reason: master });
    expect((await account(organization, AccountId))["State"]).toBe("PENDING_CLOSURE");
  });

  it("are none any more when they are deregistered", async () => {
    const { call, list } = await withAdministrator();

    await call("DeregisterDelegatedAdministrator", registration);

    expect(await list("ListDelegatedAdministrators")).toEqual([]);
    const again = call("DeregisterDelegatedAdministrator", registration);
    await expect(again).rejects.toMatchObject({ name: "AccountNotRegisteredException" });
    const reading = call("ListAccounts", {}, VENDING);
    await expect(reading).rejects.toMatchObject({ name: "AccessDeniedException" });
  });

  it("go when the service loses its access", async () => {
    const { call, list } = await withAdministrator();

    await call("DisableAWSServiceAccess", { ServicePrincipal });

    expect(await list("ListDelegatedAdministrators")).toEqual([]);
    expect(await list("ListAWSServiceAccessForOrganization")).toEqual([]);
  });
});

describe("Service access", () => {
  it("is listed, and stays as it was when it is enabled again", async () => {
    const { call, list, pass } = anOrganization();
    await call("EnableAWSServiceAccess", { ServicePrincipal });
    const before = await list("ListAWSServiceAccessForOrganization");
    await pass(MINUTE);

    await call("EnableAWSServiceAccess", { ServicePrincipal });

    expect(before).toMatchObject([{ ServicePrincipal }]);
    expect(await list("ListAWSServiceAccessForOrganization")).toEqual(before);
  });

  it("is refused to services that do not work with Organizations", async () => {
    const { call } = anOrganization();

    const refusal = call("EnableAWSServiceAccess", { ServicePrincipal: "mine.example.com" });

    await expect(refusal).rejects.toMatchObject({ Reason: "UNRECOGNIZED_SERVICE_PRINCIPAL" });
  });
});

describe("The resource policy", () => {
  const document = (changes: object = {}) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Principal: { AWS: VENDING },
        Action: ["organizations:TagResource"],
        Resource: "*",
        ...changes,
      },
    });

  it("makes calls of members cross-account, by its leave", async () => {
    const { call, authorize } = anOrganization();
    const Content = document();
    await call("PutResourcePolicy", { Content });

    const wanted = authorize("TagResource", { ResourceId: VENDING, Tags: [] }, VENDING);
    const own = authorize("TagResource", { ResourceId: VENDING, Tags: [] });
    const creation = authorize("CreateAccount", {}, VENDING);

    const across = { resourceAccount: MANAGEMENT, resourcePolicy: Content };
    expect(wanted).toMatchObject([{ action: "organizations:TagResource", ...across }]);
    for (const [each] of [own, creation]) expect(each).not.toHaveProperty("resourcePolicy");
  });

  it("lets those through whom it admits, to what can be delegated", async () => {
    const { call } = anOrganization();
    await call("PutResourcePolicy", { Content: document() });
    const Tags = [{ Key: "team", Value: "blue" }];

    const tagging = call("TagResource", { ResourceId: VENDING, Tags }, VENDING);
    const moving = call("MoveAccount", {}, VENDING);

    await expect(tagging).resolves.toEqual({});
    await expect(moving).rejects.toMatchObject({ name: "AccessDeniedException" });
  });

  it("is replaced, told and taken away", async () => {
    const { call } = anOrganization();
    await call("PutResourcePolicy", { Content: document() });
    const Content = document({ Action: "organizations:List*" });

    const replaced = await call("PutResourcePolicy", { Content });

    expect(await call("DescribeResourcePolicy")).toEqual(replaced);
    expect(replaced["ResourcePolicy"]).toMatchObject({ Content });
    await call("DeleteResourcePolicy");
    const name = "ResourcePolicyNotFoundException";
    await expect(call("DescribeResourcePolicy")).rejects.toMatchObject({ name });
  });

  it.each([
    ["", "MIN_LENGTH_EXCEEDED"],
    ["{", "INVALID_RESOURCE_POLICY_JSON"],
    [document().padEnd(40_001), "MAX_LENGTH_EXCEEDED"],
    [document({ Principal: undefined }), "UNSUPPORTED_ACTION_IN_RESOURCE_POLICY"],
    [document({ Action: undefined, NotAction: "s3:*" }), "UNSUPPORTED_ACTION_IN_RESOURCE_POLICY"],
    [document({ Resource: undefined, NotResource: "a" }), "UNSUPPORTED_ACTION_IN_RESOURCE_POLICY"],
  ])("is refused when it is %s", async (Content, Reason) => {
    const { call } = anOrganization();

    await expect(call("PutResourcePolicy", { Content })).rejects.toMatchObject({ Reason });
  });
});
