import { describe, expect, it } from "vitest";
import { ACCOUNT, anIam, aPolicy, aRole } from "./a-call.ts";

const BLUE = { Key: "team", Value: "blue" };

async function everything() {
  const iam = anIam();
  await aRole(iam, "worker", { Tags: [BLUE] });
  await iam.call("CreateUser", { UserName: "ann", Tags: [BLUE] });
  const PolicyDocument = aPolicy();
  await iam.call("CreatePolicy", { PolicyName: "read", PolicyDocument, Tags: [BLUE] });
  await iam.call("CreateInstanceProfile", { InstanceProfileName: "machine", Tags: [BLUE] });
  await iam.call("CreateVirtualMFADevice", { VirtualMFADeviceName: "phone", Tags: [BLUE] });
  return iam;
}

const KINDS = [
  ["Role", { RoleName: "worker" }],
  ["User", { UserName: "ann" }],
  ["Policy", { PolicyArn: `arn:aws:iam::${ACCOUNT}:policy/read` }],
  ["InstanceProfile", { InstanceProfileName: "machine" }],
  ["MFADevice", { SerialNumber: `arn:aws:iam::${ACCOUNT}:mfa/phone` }],
] as const;

describe("Tags", () => {
  it.each(KINDS)("of a %s are set, changed and removed", async (noun, named) => {
    const iam = await everything();
    const Tags = [
      { Key: "Team", Value: "red" },
      { Key: "mood", Value: "good" },
    ];
    await iam.call(`Tag${noun}`, { ...named, Tags });
    await iam.call(`Untag${noun}`, { ...named, TagKeys: ["mood", "none"] });

    const answer = await iam.call(`List${noun}Tags`, named);

    expect(answer["Tags"]).toEqual([{ Key: "Team", Value: "red" }]);
  });

  it.each([
    [[{ Key: "aws:x", Value: "" }], "reserved for system use"],
    [[BLUE, { Key: "TEAM", Value: "red" }], "Duplicate tag keys found"],
    [[{ Key: "", Value: "" }], "tags.member.key"],
    [[{ Key: "x", Value: "v".repeat(257) }], "tags.member.value"],
    [Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: "" })), "TagsPerResource: 50"],
  ])("are refused when they are %j", async (Tags, message) => {
    const made = aRole(anIam(), "worker", { Tags });

    await expect(made).rejects.toThrow(message);
  });
});
