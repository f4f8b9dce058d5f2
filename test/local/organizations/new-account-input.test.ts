import { describe, expect, it } from "vitest";
import { anAccount, anOrganization, MINUTE } from "./an-organization.ts";

describe("E-mail addresses of accounts", () => {
  it("are taken by one account only, whatever their case", async () => {
    const organization = anOrganization();
    await anAccount(organization, "blue");

    const id = await organization.request("other", { Email: "BLUE@example.com" });
    await organization.pass(3 * MINUTE);

    const status = await organization.statusOf(id);
    expect(status).toMatchObject({ State: "FAILED", FailureReason: "EMAIL_ALREADY_EXISTS" });
    expect(status).not.toHaveProperty("AccountId");
  });

  it("fail a second request while the first is in progress", async () => {
    const { request, statusOf, pass } = anOrganization();
    const first = await request("blue");

    const second = await request("blue");
    await pass(3 * MINUTE);

    const reasons = [await statusOf(first), await statusOf(second)];
    expect(reasons).toMatchObject([
      { State: "SUCCEEDED" },
      { State: "FAILED", FailureReason: "CONCURRENT_ACCOUNT_MODIFICATION" },
    ]);
  });

  it("of the management account are taken too", async () => {
    const { request, statusOf, pass } = anOrganization();

    const id = await request("blue", { Email: "management@example.com" });
    await pass(3 * MINUTE);

    expect(await statusOf(id)).toMatchObject({ FailureReason: "EMAIL_ALREADY_EXISTS" });
  });

  it.each(["a+b@example.com", "a.b-c_d!#$^{}~@x-1.example.co", "a@b.cd"])(
    "may be like %s",
    async (Email) => {
      const { request, statusOf, pass } = anOrganization();

      const id = await request("blue", { Email });
      await pass(3 * MINUTE);

      expect(await statusOf(id)).toMatchObject({ State: "SUCCEEDED" });
    },
  );

  it.each([
    ["a@b.c", "MIN_LENGTH_EXCEEDED"],
    [`${"a".repeat(53)}@example.com`, "MAX_LENGTH_EXCEEDED"],
    ["blue.example.com", "INVALID_PATTERN"],
    ["a@b@example.com", "INVALID_PATTERN"],
    ["@example.com", "INVALID_PATTERN"],
    ["a b@example.com", "INVALID_PATTERN"],
    ["a\tb@example.com", "INVALID_PATTERN"],
    [".blue@example.com", "INVALID_PATTERN"],
    ["blü@example.com", "INVALID_PATTERN"],
    ["blue@exämple.com", "INVALID_PATTERN"],
    ["blue@example", "INVALID_PATTERN"],
    ["blue@-example.com", "INVALID_PATTERN"],
    ["blue@example.com-", "INVALID_PATTERN"],
    ["blue@.example.com", "INVALID_PATTERN"],
    ["blue@example.com.", "INVALID_PATTERN"],
    ["blue@exam_ple.com", "INVALID_PATTERN"],
    ...Array.from(`"'()[]:;,\\|%&`, (c) => [`bl${c}ue@example.com`, "INVALID_PATTERN"]),
  ])("may not be like %s", async (Email, Reason) => {
    const { request } = anOrganization();

    const refusal = request("blue", { Email });

    await expect(refusal).rejects.toMatchObject({ name: "InvalidInputException", Reason });
  });
});

describe("What is asked of a new account", () => {
  it.each([
    [{ AccountName: "" }, "MIN_LENGTH_EXCEEDED"],
    [{ AccountName: "a".repeat(51) }, "MAX_LENGTH_EXCEEDED"],
    [{ AccountName: "blü" }, "INVALID_PATTERN"],
    [{ AccountName: "a\nb" }, "INVALID_PATTERN"],
    [{ AccountName: "<script>alert(1)</script>" }, "INVALID_PATTERN"],
    [{ AccountName: "javascript:alert(1)" }, "INVALID_PATTERN"],
    [{ RoleName: "my role" }, "INVALID_PATTERN"],
    [{ RoleName: "a".repeat(65) }, "MAX_LENGTH_EXCEEDED"],
    [{ RoleName: "AWSServiceRoleForMe" }, "INVALID_ROLE_NAME"],
    [{ IamUserAccessToBilling: "MAYBE" }, "INVALID_ENUM"],
    [{ Tags: [{ Key: "aws:mine", Value: "" }] }, "INVALID_SYSTEM_TAGS_PARAMETER"],
    [{ Tags: [{ Key: "", Value: "" }] }, "MIN_LENGTH_EXCEEDED"],
    [{ Tags: [{ Key: "a".repeat(129), Value: "" }] }, "MAX_LENGTH_EXCEEDED"],
    [{ Tags: [{ Key: "a", Value: "b".repeat(257) }] }, "MAX_LENGTH_EXCEEDED"],
    [
      {
        Tags: [
          { Key: "a", Value: "1" },
          { Key: "a", Value: "2" },
        ],
      },
      "DUPLICATE_TAG_KEY",
    ],
  ])("is refused when it is %j", async (wrong, Reason) => {
    const { request, list, pass } = anOrganization();

    const refusal = request("blue", wrong);

    await expect(refusal).rejects.toMatchObject({ name: "InvalidInputException", Reason });
    await pass(MINUTE);
    expect(await list("ListCreateAccountStatus")).toEqual([]);
  });

  it("is refused with more than 50 tags", async () => {
    const { request } = anOrganization();
    const Tags = Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: "" }));

    const refusal = request("blue", { Tags });

    await expect(refusal).rejects.toMatchObject({
      name: "ConstraintViolationException",
      Reason: "MAX_TAG_LIMIT_EXCEEDED",
    });
  });
});
