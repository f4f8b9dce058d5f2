import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { checkBaseline } from "../../infra/baseline/check.ts";
import { baselineDocument } from "../../infra/baseline/schema.ts";
import { baselines } from "../../infra/baselines.ts";
import { aBaseline } from "../support/a-baseline.ts";

/** The document with the member at a path replaced; removed when the value is undefined. */
function withMember(path: string, value: unknown): unknown {
  const copy = structuredClone(aBaseline()) as unknown as Record<string, unknown>;
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  const parent = steps.reduce((at, step) => at[step] as Record<string, unknown>, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

const check = (document: unknown) => () => checkBaseline("sample.json", document);
const ROLE = "roles.0";
const DOCUMENT = "policies.0.document";
const STATEMENT = `${DOCUMENT}.Statement.0`;
const TRUST = `${ROLE}.trust.Statement.0`;
const [role] = aBaseline().roles;
const [policy] = aBaseline().policies;

describe("a baseline document", () => {
  test("may have something of everything", () => {
    expect(check(aBaseline())()).toEqual(aBaseline());
  });

  test("needs a name and a description; everything else has a default", () => {
    expect(check({ name: "bare", description: "Nothing." })()).toEqual({
      ...{ name: "bare", description: "Nothing.", names: { prefix: "", suffix: "" }, tags: {} },
      ...{ policies: [], roles: [], contacts: {}, blockPublicS3: false, regions: [] },
    });
  });

  test.each<[path: string, value: unknown, complaint: string]>([
    ["colour", "red", "colour"],
    ["name", "Full", "lowercase letters"],
    ["description", "", "description"],
    ["names.prefix", "two words", "letters, digits"],
    ["tags.mayfly:managed-by", "me", "is a key of AWS's or of Mayfly's own"],
    ["tags.AWS:x", "me", "is a key of AWS's"],
    ["passwordPolicy.MinimumPasswordLength", 5, "6"],
    ["passwordPolicy.MaxPasswordAge", 2_000, "1095"],
    ["policies.0.name", "a/b", "letters, digits"],
    ["policies", [policy, { ...policy, name: "LOOK" }], "is the name of another one"],
    [`${DOCUMENT}.Version`, "2008-10-17", "2012-10-17"],
    [`${DOCUMENT}.Statement`, [], ">=1"],
    [`${STATEMENT}.Effect`, "Maybe", "Allow"],
    [`${STATEMENT}.Principal`, "*", "Principal"],
    [`${STATEMENT}.NotAction`, "s3:*", "either Action or NotAction"],
    [`${STATEMENT}.Resource`, undefined, "either Resource or NotResource"],
    [`${STATEMENT}.Sid`, "no spaces please", "letters and digits only"],
    [`${STATEMENT}.Condition`, { "string equals": {} }, "is not an operator"],
    [`${STATEMENT}.Action`, "x".repeat(6_200), "is longer than 6144 characters"],
    [`${ROLE}.name`, "x".repeat(50), "is longer than 64 characters"],
    ["roles", [role, role], "is the name of another one"],
    [`${ROLE}.trust`, undefined, "trust"],
    [`${TRUST}.Principal`, "*", "Principal"],
    [`${TRUST}.Principal`, {}, "names nobody"],
    [`${TRUST}.Principal.AWS`, "111111111111", "is not the ARN of a principal"],
    [`${TRUST}.Principal.AWS`, "*", "is not the ARN of a principal"],
    [`${TRUST}.Principal.Service`, "ec2", "is not the name of an AWS service"],
    [`${TRUST}.Action`, "iam:PassRole", "sts:AssumeRole"],
    [`${TRUST}.Resource`, "*", "Resource"],
    [`${TRUST}.Condition`, { StringEquals: { a: "x".repeat(2_048) } }, "longer than 2048"],
    [`${ROLE}.managedPolicies`, ["ReadOnlyAccess"], "managedPolicies"],
    [`${ROLE}.managedPolicies.0`, { arn: "arn:aws:iam::1:policy/x" }, "managedPolicies"],
    [`${ROLE}.managedPolicies.1.policy`, "stare", "names the policy stare"],
    [`${ROLE}.managedPolicies`, Array(21).fill({ policy: "look" }), "more than 20"],
    [`${ROLE}.permissionsBoundary`, { policy: "stare" }, "names the policy stare"],
    [`${ROLE}.longestSession`, 60, "3600"],
    [`${ROLE}.longestSession`, 50_000, "43200"],
    ["contacts.LEGAL", {}, "LEGAL"],
    ["contacts.SECURITY.phone", "ring me", "is not a telephone number"],
    ["regions.0.names", ["Ireland"], "is not the name of an AWS Region"],
    ["regions.0.names", ["eu-west-1", "eu-west-1"], "has eu-west-1 more than once"],
    ["regions.0.defaultVpc", "hide", "keep"],
    ["trail", "account", "trails of the account's own are not supported yet"],
    ["blockPublicS3", "yes", "boolean"],
  ])("with a wrong %s is refused, and the error says where and why", (path, value, complaint) => {
    const checking = check(withMember(path, value));
    const [member = ""] = path.split(".");
    expect(checking).toThrow(/^The baseline sample\.json is not valid:\n/);
    expect(checking).toThrow(complaint);
    expect(checking).toThrow(new RegExp(`\n {2}.*${member}`));
  });

  test("has inline policies of a role within IAM's limit in all", () => {
    const large = (Action: string) => ({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: Action.repeat(5_200), Resource: "*" }],
    });
    const inline = { one: large("a"), two: large("b") };
    expect(check(withMember(`${ROLE}.inlinePolicies`, inline))).toThrow("longer than 10240");
  });

  test("never makes the lease holder's role", () => {
    const document = {
      ...aBaseline({ names: { prefix: "lease-", suffix: "" } }),
      roles: [{ ...role, name: "holder" }],
    };
    expect(check(document)).toThrow("roles.0.name: is the name of the lease holder's role");
  });
});

describe("the baselines of the repository", () => {
  test("are valid, and each has a name of its own", () => {
    const names = baselines.map(({ name }) => name);
    expect(names).toContain("standard");
    expect(new Set(names).size).toBe(names.length);
  });

  test("have a schema for editors that says what is checked", () => {
    const file = join(import.meta.dirname, "../../infra/baselines/baseline.schema.json");
    const schema = z.toJSONSchema(baselineDocument, { io: "input", unrepresentable: "any" });
    // To renew it: write this value into the file.
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(JSON.stringify(schema)));
  });
});
