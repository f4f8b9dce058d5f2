import { describe, expect, it } from "vitest";
import { serviceControlPolicies } from "../../../local/services/organizations/service-control-policies.ts";
import { aPolicy, DENIAL, FULL_ACCESS, Type } from "./a-policy.ts";
import {
  anAccount,
  anOrganization,
  aUnit,
  MANAGEMENT,
  type Organization,
  ROOT,
  SECOND,
  VENDING,
} from "./an-organization.ts";

/** The names of the policies that bind an account, level by level. */
function levels({ world }: Organization, account = VENDING) {
  return serviceControlPolicies(world, account).map((level) => level.map(({ name }) => name));
}

const FULL_ACCESS_ARN = "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess";

describe("Service control policies", () => {
  it("allow everything at every level from the start", async () => {
    const organization = anOrganization();
    const unit = await aUnit(organization, "blue");
    const fresh = await anAccount(organization, "fresh");
    await organization.call("MoveAccount", {
      AccountId: fresh,
      SourceParentId: ROOT,
      DestinationParentId: unit,
    });

    expect(levels(organization, fresh)).toEqual([
      [FULL_ACCESS_ARN],
      [FULL_ACCESS_ARN],
      [FULL_ACCESS_ARN],
    ]);
  });

  it("bind an account by what is attached on the way from the root to it", async () => {
    const organization = anOrganization();
    const { call, world } = organization;
    const unit = await aUnit(organization, "blue");
    const other = await aUnit(organization, "other");
    const ids = [await aPolicy(organization, "for-root"), await aPolicy(organization, "for-unit")];
    await call("AttachPolicy", { PolicyId: ids[0], TargetId: ROOT });
    await call("AttachPolicy", { PolicyId: ids[1], TargetId: unit });
    const parents = { SourceParentId: ROOT, DestinationParentId: unit };
    await call("MoveAccount", { AccountId: VENDING, ...parents });

    const inside = levels(organization);
    const document = serviceControlPolicies(world, VENDING)[1]?.[1]?.document;
    const away = { SourceParentId: unit, DestinationParentId: other };
    await call("MoveAccount", { AccountId: VENDING, ...away });

    const [root, inUnit] = ids.map((id): unknown =>
      expect.stringMatching(`^arn:.*:${MANAGEMENT}:policy/o-.*/${id}$`),
    );
    const expected = [[FULL_ACCESS_ARN, root], [FULL_ACCESS_ARN, inUnit], [FULL_ACCESS_ARN]];
    expect(inside).toEqual(expected);
    expect(document).toBe(DENIAL);
    expect(levels(organization)).toEqual([expected[0], [FULL_ACCESS_ARN], [FULL_ACCESS_ARN]]);
  });

  it("bind neither the management account nor accounts outside", () => {
    const organization = anOrganization();

    expect(levels(organization, MANAGEMENT)).toEqual([]);
    expect(levels(organization, "999999999999")).toEqual([]);
  });
});

describe("Attachments", () => {
  it("are ten to a target at most", async () => {
    const organization = anOrganization();
    const attach = async (n: number) => {
      const PolicyId = await aPolicy(organization, `p${n}`);
      await organization.call("AttachPolicy", { PolicyId, TargetId: VENDING });
    };
    for (let n = 2; n <= 10; n += 1) await attach(n);

    const refusal = attach(11);

    const Reason = "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED";
    await expect(refusal).rejects.toMatchObject({ name: "ConstraintViolationException", Reason });
  });

  it("are at least one", async () => {
    const { call } = anOrganization();

    const refusal = call("DetachPolicy", { PolicyId: FULL_ACCESS, TargetId: VENDING });

    const Reason = "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED";
    await expect(refusal).rejects.toMatchObject({ name: "ConstraintViolationException", Reason });
  });

  it("are made once, and undone once", async () => {
    const organization = anOrganization();
    const { call, pass } = organization;
    const PolicyId = await aPolicy(organization, "blue");
    const pair = { PolicyId, TargetId: VENDING };
    await call("AttachPolicy", pair);

    const twice = call("AttachPolicy", pair);
    await expect(twice).rejects.toMatchObject({ name: "DuplicatePolicyAttachmentException" });
    await call("DetachPolicy", pair);
    await pass(SECOND);

    const again = call("DetachPolicy", pair);
    await expect(again).rejects.toMatchObject({ name: "PolicyNotAttachedException" });
  });

  it("are listed from both sides", async () => {
    const organization = anOrganization();
    const { call, list } = organization;
    const PolicyId = await aPolicy(organization, "blue");
    await call("AttachPolicy", { PolicyId, TargetId: VENDING });
    await call("AttachPolicy", { PolicyId, TargetId: ROOT });

    const policies = await list("ListPoliciesForTarget", { TargetId: VENDING, Filter: Type });
    const targets = await list("ListTargetsForPolicy", { PolicyId });

    const names = policies.map(({ Name }) => Name).sort();
    expect(names).toEqual(["FullAWSAccess", "blue"]);
    expect(targets).toMatchObject([
      { TargetId: VENDING, Type: "ACCOUNT", Name: "vending" },
      { TargetId: ROOT, Type: "ROOT", Name: "Root" },
    ]);
  });

  it("refuse targets and policies that are not there", async () => {
    const { call, pass } = anOrganization();
    const attach = async (PolicyId: string, TargetId: string) => {
      await pass(SECOND);
      return await call("AttachPolicy", { PolicyId, TargetId });
    };

    const noTarget = attach(FULL_ACCESS, "999999999999");
    await expect(noTarget).rejects.toMatchObject({ name: "TargetNotFoundException" });
    const noPolicy = attach("p-00000000", ROOT);
    await expect(noPolicy).rejects.toMatchObject({ name: "PolicyNotFoundException" });
    const nonsense = attach(FULL_ACCESS, "blue");
    await expect(nonsense).rejects.toMatchObject({ Reason: "INVALID_PATTERN_TARGET_ID" });
    const nothing = attach("blue", ROOT);
    await expect(nothing).rejects.toMatchObject({ Reason: "INVALID_SYNTAX_POLICY_ID" });
  });
});

describe("The policy type", () => {
  const asked = { RootId: ROOT, PolicyType: Type };

  it("detaches everything when it is disabled", async () => {
    const organization = anOrganization();
    const { call, list, pass } = organization;
    const PolicyId = await aPolicy(organization, "blue");
    await call("AttachPolicy", { PolicyId, TargetId: ROOT });

    await call("DisablePolicyType", asked);
    await pass(SECOND);

    expect(levels(organization)).toEqual([]);
    expect(await list("ListTargetsForPolicy", { PolicyId })).toEqual([]);
    expect(await list("ListRoots")).toMatchObject([{ PolicyTypes: [] }]);
    const attaching = call("AttachPolicy", { PolicyId, TargetId: ROOT });
    await expect(attaching).rejects.toMatchObject({ name: "PolicyTypeNotEnabledException" });
    const again = call("DisablePolicyType", asked);
    await expect(again).rejects.toMatchObject({ name: "PolicyTypeNotEnabledException" });
  });

  it("comes back with FullAWSAccess alone", async () => {
    const organization = anOrganization();
    const { call, pass } = organization;
    const PolicyId = await aPolicy(organization, "blue");
    await call("AttachPolicy", { PolicyId, TargetId: ROOT });
    await call("DisablePolicyType", asked);

    await call("EnablePolicyType", asked);
    await pass(SECOND);

    expect(levels(organization)).toEqual([[FULL_ACCESS_ARN], [FULL_ACCESS_ARN]]);
    const again = call("EnablePolicyType", asked);
    await expect(again).rejects.toMatchObject({ name: "PolicyTypeAlreadyEnabledException" });
  });

  it("is refused for a root that is not there", async () => {
    const { call } = anOrganization();

    const refusal = call("EnablePolicyType", { ...asked, RootId: "r-zzzz" });

    await expect(refusal).rejects.toMatchObject({ name: "RootNotFoundException" });
  });
});
