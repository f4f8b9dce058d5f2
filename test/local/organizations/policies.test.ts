import { describe, expect, it } from "vitest";
import { policiesOf } from "../../../local/services/organizations/records.ts";
import { aPolicy, DENIAL, FULL_ACCESS, Type } from "./a-policy.ts";
import { anOrganization, VENDING } from "./an-organization.ts";

describe("CreatePolicy", () => {
  it("keeps the document to the character", async () => {
    const organization = anOrganization();
    const Content = DENIAL.replaceAll(":", " : ");
    const PolicyId = await aPolicy(organization, "spaced", {
      Content: Content.replace("s3 : *", "s3:*"),
    });

    const { Policy } = await organization.call("DescribePolicy", { PolicyId });

    expect(Policy).toMatchObject({
      Content: Content.replace("s3 : *", "s3:*"),
      PolicySummary: { Name: "spaced", Type, AwsManaged: false },
    });
  });

  const statement = (changes: object) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Action: "s3:*", Resource: "*", ...changes }],
    });

  it.each([
    ["no JSON", "{"],
    ["no statement", '{"Version":"2012-10-17"}'],
    ["an unknown element", statement({ Actions: "*" })],
    ["an unknown effect", statement({ Effect: "Forbid" })],
    ["no action", statement({ Action: undefined })],
    ["no resource", statement({ Resource: undefined })],
    ["a principal", statement({ Principal: "*" })],
    [
      "an allowance of less than everything",
      statement({ Effect: "Allow", Resource: "arn:aws:s3:::a" }),
    ],
    ["an unknown operator", statement({ Condition: { StringIs: { "aws:PrincipalArn": "*" } } })],
  ])("refuses a document with %s", async (_what, Content) => {
    const refusal = aPolicy(anOrganization(), "wrong", { Content });

    await expect(refusal).rejects.toMatchObject({ name: "MalformedPolicyDocumentException" });
  });

  it("refuses documents of more than 10,240 characters, white space included", async () => {
    const organization = anOrganization();
    await aPolicy(organization, "just fits", { Content: DENIAL.padEnd(10_240) });

    const refusal = aPolicy(organization, "too long", { Content: DENIAL.padEnd(10_241) });

    const Reason = "POLICY_CONTENT_LIMIT_EXCEEDED";
    await expect(refusal).rejects.toMatchObject({ name: "ConstraintViolationException", Reason });
  });

  it("refuses a name that is taken", async () => {
    const organization = anOrganization();
    await aPolicy(organization, "same");

    const refusal = aPolicy(organization, "same");

    await expect(refusal).rejects.toMatchObject({ name: "DuplicatePolicyException" });
  });

  it.each([
    [{ Name: "" }, "MIN_LENGTH_EXCEEDED"],
    [{ Name: "a".repeat(129) }, "MAX_LENGTH_EXCEEDED"],
    [{ Description: "a".repeat(513) }, "MAX_LENGTH_EXCEEDED"],
    [{ Content: "" }, "MIN_LENGTH_EXCEEDED"],
    [{ Type: "LAW" }, "INVALID_ENUM_POLICY_TYPE"],
  ])("refuses %j", async (wrong, Reason) => {
    const refusal = aPolicy(anOrganization(), "blue", wrong);

    await expect(refusal).rejects.toMatchObject({ name: "InvalidInputException", Reason });
  });

  it("refuses the types that are not emulated by name", async () => {
    const refusal = aPolicy(anOrganization(), "blue", { Type: "TAG_POLICY" });

    const message = expect.stringContaining("TAG_POLICY");
    await expect(refusal).rejects.toMatchObject({ name: "NotEmulated", message });
  });

  it("stops at ten thousand policies", async () => {
    const organization = anOrganization();
    const blue = policiesOf(organization.world).get(await aPolicy(organization, "blue"));
    if (!blue) throw new Error("There is no policy to multiply.");
    for (let n = 1; n < 10_000; n += 1) {
      const id = `p-${String(n).padStart(8, "0")}`;
      policiesOf(organization.world).set(id, { ...blue, id, name: id });
    }

    const refusal = aPolicy(organization, "one more");

    await expect(refusal).rejects.toMatchObject({ Reason: "POLICY_NUMBER_LIMIT_EXCEEDED" });
  });
});

describe("Policies", () => {
  it("are changed in what is given", async () => {
    const organization = anOrganization();
    const { call } = organization;
    const PolicyId = await aPolicy(organization, "before", { Description: "kept" });
    await aPolicy(organization, "taken");

    const { Policy } = await call("UpdatePolicy", { PolicyId, Name: "after" });

    expect(Policy).toMatchObject({
      Content: DENIAL,
      PolicySummary: { Name: "after", Description: "kept" },
    });
    const doubled = call("UpdatePolicy", { PolicyId, Name: "taken" });
    await expect(doubled).rejects.toMatchObject({ name: "DuplicatePolicyException" });
    const broken = call("UpdatePolicy", { PolicyId, Content: "{}" });
    await expect(broken).rejects.toMatchObject({ name: "MalformedPolicyDocumentException" });
  });

  it("are deleted when they are attached to nothing", async () => {
    const organization = anOrganization();
    const { call } = organization;
    const PolicyId = await aPolicy(organization, "blue");
    await call("AttachPolicy", { PolicyId, TargetId: VENDING });

    const inUse = call("DeletePolicy", { PolicyId });
    await expect(inUse).rejects.toMatchObject({ name: "PolicyInUseException" });
    await call("DetachPolicy", { PolicyId, TargetId: VENDING });
    await call("DeletePolicy", { PolicyId });

    const gone = call("DescribePolicy", { PolicyId });
    await expect(gone).rejects.toMatchObject({ name: "PolicyNotFoundException" });
  });

  it("of AWS are left as they are", async () => {
    const { call } = anOrganization();
    const Reason = "IMMUTABLE_POLICY";

    const update = call("UpdatePolicy", { PolicyId: FULL_ACCESS, Content: DENIAL });
    await expect(update).rejects.toMatchObject({ Reason });
    const removal = call("DeletePolicy", { PolicyId: FULL_ACCESS });
    await expect(removal).rejects.toMatchObject({ Reason });
    const tagging = call("TagResource", { ResourceId: FULL_ACCESS, Tags: [] });
    await expect(tagging).rejects.toMatchObject({ Reason });
  });
});
