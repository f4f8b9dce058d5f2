import { describe, expect, it } from "vitest";
import { iamUser, rootUser } from "../../../local/identity/principals.ts";
import type { UserRecord } from "../../../local/services/iam/records.ts";
import { usersOf } from "../../../local/services/iam/tables.ts";
import { ACCOUNT, anIam, aPolicy, aRole, OTHER } from "./a-call.ts";

const aliasesOf = async (iam: ReturnType<typeof anIam>, account: string) =>
  (await iam.call("ListAccountAliases", {}, rootUser(account)))["AccountAliases"];

describe("Account aliases", () => {
  it("belong to one account in the world", async () => {
    const iam = anIam();
    await iam.call("CreateAccountAlias", { AccountAlias: "mayfly" });

    const taken = iam.call("CreateAccountAlias", { AccountAlias: "mayfly" }, rootUser(OTHER));

    await expect(taken).rejects.toThrow("The account alias mayfly already exists.");
  });

  it("take the place of the one before", async () => {
    const iam = anIam();
    await iam.call("CreateAccountAlias", { AccountAlias: "mayfly" });
    await iam.call("CreateAccountAlias", { AccountAlias: "dayfly" });

    await iam.call("CreateAccountAlias", { AccountAlias: "mayfly" }, rootUser(OTHER));

    expect(await aliasesOf(iam, ACCOUNT)).toEqual(["dayfly"]);
    expect(await aliasesOf(iam, OTHER)).toEqual(["mayfly"]);
  });

  it.each(["ab", "x".repeat(64), "Mayfly", "may--fly", "-mayfly", "mayfly-", "123456789012"])(
    "cannot be %s",
    async (AccountAlias) => {
      const made = anIam().call("CreateAccountAlias", { AccountAlias });

      await expect(made).rejects.toMatchObject({ name: "ValidationError" });
    },
  );

  it("of another account cannot be deleted", async () => {
    const iam = anIam();
    await iam.call("CreateAccountAlias", { AccountAlias: "mayfly" });

    const deleted = iam.call("DeleteAccountAlias", { AccountAlias: "mayfly" }, rootUser(OTHER));

    await expect(deleted).rejects.toMatchObject({ name: "NoSuchEntityException" });
  });
});

describe("The password policy", () => {
  it("goes back to its defaults where an update says nothing", async () => {
    const iam = anIam();
    await iam.call("UpdateAccountPasswordPolicy", { RequireSymbols: true, MaxPasswordAge: 90 });
    await iam.call("UpdateAccountPasswordPolicy", { MinimumPasswordLength: 16 });

    const answer = await iam.call("GetAccountPasswordPolicy");

    expect(answer["PasswordPolicy"]).toEqual({
      MinimumPasswordLength: 16,
      RequireSymbols: false,
      RequireNumbers: false,
      RequireUppercaseCharacters: false,
      RequireLowercaseCharacters: false,
      AllowUsersToChangePassword: false,
      ExpirePasswords: false,
    });
  });

  it("does not exist before it is set, nor after it is deleted", async () => {
    const iam = anIam();
    const read = async () => await iam.call("GetAccountPasswordPolicy");
    await expect(read()).rejects.toMatchObject({ name: "NoSuchEntityException" });
    await iam.call("UpdateAccountPasswordPolicy", {});
    await iam.call("DeleteAccountPasswordPolicy");

    await expect(read()).rejects.toThrow(
      `The Password Policy with domain name ${ACCOUNT} cannot be found.`,
    );
  });

  it.each([
    { MinimumPasswordLength: 5 },
    { MinimumPasswordLength: 129 },
    { MaxPasswordAge: 0 },
    { PasswordReusePrevention: 25 },
  ])("is refused with %o", async (input) => {
    const updated = anIam().call("UpdateAccountPasswordPolicy", input);

    await expect(updated).rejects.toMatchObject({ name: "ValidationError" });
  });

  it("holds for new passwords", async () => {
    const iam = anIam();
    await iam.call("UpdateAccountPasswordPolicy", { RequireSymbols: true });
    await iam.call("CreateUser", { UserName: "ann" });
    const ann = iamUser(usersOf(iam.world, ACCOUNT).get("ann") as UserRecord);
    const make = async (Password: string) =>
      await iam.call("CreateLoginProfile", { UserName: "ann", Password });
    await expect(make("plain1")).rejects.toThrow("at least one symbol");
    await make("plain-1");

    const change = async (OldPassword: string, NewPassword: string) =>
      await iam.call("ChangePassword", { OldPassword, NewPassword }, ann);

    await expect(change("wrong-1", "other-1")).rejects.toThrow("The old password was incorrect.");
    await expect(change("plain-1", "short")).rejects.toMatchObject({
      name: "PasswordPolicyViolationException",
    });
    await expect(change("plain-1", "other-1")).resolves.toEqual({});
  });
});

describe("The account summary", () => {
  it("counts what is there, beside what may be there", async () => {
    const iam = anIam();
    await iam.call("CreateUser", { UserName: "ann" });
    await iam.call("CreateAccessKey");

    const { SummaryMap } = await iam.call("GetAccountSummary");

    expect(SummaryMap).toMatchObject({
      Users: 1,
      UsersQuota: 5000,
      AccountAccessKeysPresent: 1,
      ServerCertificatesQuota: 20,
    });
  });
});

describe("The authorization details", () => {
  it("show who may do what, a filtered kind at a time", async () => {
    const iam = anIam();
    const policy = { PolicyName: "read", PolicyDocument: aPolicy() };
    await aRole(iam);
    await iam.call("PutRolePolicy", { RoleName: "worker", ...policy });
    await iam.call("CreateUser", { UserName: "ann" });
    await iam.call("CreatePolicy", policy);
    const Filter = ["Role", "LocalManagedPolicy"];

    const answer = await iam.call("GetAccountAuthorizationDetails", { Filter });

    expect(answer).toMatchObject({
      UserDetailList: [],
      RoleDetailList: [{ RoleName: "worker", RolePolicyList: [{ PolicyName: "read" }] }],
      Policies: [{ PolicyName: "read", PolicyVersionList: [{ IsDefaultVersion: true }] }],
      IsTruncated: false,
    });
  });

  it("come in pages across the kinds", async () => {
    const iam = anIam();
    await aRole(iam);
    await iam.call("CreateUser", { UserName: "ann" });
    const Filter = ["Role", "User"];

    const first = await iam.call("GetAccountAuthorizationDetails", { Filter, MaxItems: 1 });
    const { Marker } = first;
    const second = await iam.call("GetAccountAuthorizationDetails", { Filter, Marker });

    expect(first).toMatchObject({ RoleDetailList: [{}], UserDetailList: [], IsTruncated: true });
    expect(second).toMatchObject({ RoleDetailList: [], UserDetailList: [{ UserName: "ann" }] });
  });
});

describe("What nobody can make here", () => {
  it.each([
    ["ListOpenIDConnectProviders", { OpenIDConnectProviderList: [] }],
    ["ListSAMLProviders", { SAMLProviderList: [] }],
    ["ListSSHPublicKeys", { SSHPublicKeys: [], IsTruncated: false }],
  ])("is listed as nothing by %s", async (operation, answer) => {
    expect(await anIam().call(operation)).toEqual(answer);
  });

  it("is refused by name when it is asked for", async () => {
    const iam = anIam();

    const made = iam.call("CreateUser", { UserName: "ann", Colour: "blue" });

    await expect(made).rejects.toThrow("the parameter Colour of iam:CreateUser");
  });
});
