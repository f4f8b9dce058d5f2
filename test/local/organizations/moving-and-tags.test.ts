import { describe, expect, it } from "vitest";
import {
  anAccount,
  anOrganization,
  aUnit,
  move,
  ROOT,
  SECOND,
  VENDING,
} from "./an-organization.ts";

describe("MoveAccount", () => {
  it("refuses to move an account to where it is", async () => {
    const organization = anOrganization();

    const refusal = move(organization, ROOT, ROOT);

    await expect(refusal).rejects.toMatchObject({ name: "DuplicateAccountException" });
  });

  it("refuses a source in which the account is not", async () => {
    const organization = anOrganization();
    const [from, to] = [await aUnit(organization, "a"), await aUnit(organization, "b")];

    const refusal = move(organization, from, to);

    await expect(refusal).rejects.toMatchObject({ name: "SourceParentNotFoundException" });
  });

  it("refuses a destination that is not there", async () => {
    const refusal = move(anOrganization(), ROOT, "ou-ab12-00000000");

    await expect(refusal).rejects.toMatchObject({ name: "DestinationParentNotFoundException" });
  });

  it("refuses a destination under another root", async () => {
    const refusal = move(anOrganization(), ROOT, "ou-zzzz-00000000");

    const Reason = "MOVING_ACCOUNT_BETWEEN_DIFFERENT_ROOTS";
    await expect(refusal).rejects.toMatchObject({ name: "InvalidInputException", Reason });
  });

  it("refuses accounts that are not there", async () => {
    const { call } = anOrganization();
    const parents = { SourceParentId: ROOT, DestinationParentId: ROOT };

    const refusal = call("MoveAccount", { AccountId: "999999999999", ...parents });

    await expect(refusal).rejects.toMatchObject({ name: "AccountNotFoundException" });
  });

  it("moves accounts that are being closed", async () => {
    const organization = anOrganization();
    const unit = await aUnit(organization, "closed");
    const AccountId = await anAccount(organization, "blue");
    await organization.call("CloseAccount", { AccountId });

    await organization.call("MoveAccount", {
      AccountId,
      SourceParentId: ROOT,
      DestinationParentId: unit,
    });

    const parents = await organization.list("ListParents", { ChildId: AccountId });
    expect(parents).toEqual([{ Id: unit, Type: "ORGANIZATIONAL_UNIT" }]);
  });
});

describe("Tags", () => {
  it.each(["account", "unit", "root"] as const)("are put on and taken off a %s", async (kind) => {
    const organization = anOrganization();
    const { call, list } = organization;
    const ids = { account: VENDING, root: ROOT, unit: await aUnit(organization, "blue") };
    const ResourceId = ids[kind];
    const Tags = [
      { Key: "a", Value: "1" },
      { Key: "b", Value: "2" },
    ];

    await call("TagResource", { ResourceId, Tags });
    await call("TagResource", { ResourceId, Tags: [{ Key: "b", Value: "3" }] });
    await call("UntagResource", { ResourceId, TagKeys: ["a", "absent"] });

    expect(await list("ListTagsForResource", { ResourceId })).toEqual([{ Key: "b", Value: "3" }]);
  });

  it("are fifty at most, those that were there included", async () => {
    const { call, list, pass } = anOrganization();
    const tags = (count: number, prefix: string) =>
      Array.from({ length: count }, (_, n) => ({ Key: `${prefix}${n}`, Value: "" }));
    await call("TagResource", { ResourceId: VENDING, Tags: tags(49, "a") });

    const refusal = call("TagResource", { ResourceId: VENDING, Tags: tags(2, "b") });

    await expect(refusal).rejects.toMatchObject({ Reason: "MAX_TAG_LIMIT_EXCEEDED" });
    await call("TagResource", { ResourceId: VENDING, Tags: tags(1, "b") });
    await pass(SECOND);
    expect(await list("ListTagsForResource", { ResourceId: VENDING })).toHaveLength(50);
  });

  it("are refused for what is not there", async () => {
    const { call } = anOrganization();

    const refusal = call("TagResource", { ResourceId: "999999999999", Tags: [] });
    await expect(refusal).rejects.toMatchObject({ name: "TargetNotFoundException" });
    const nonsense = call("ListTagsForResource", { ResourceId: "blue" });
    await expect(nonsense).rejects.toMatchObject({ Reason: "INVALID_PATTERN" });
  });
});
