import { describe, expect, test } from "vitest";
import { checkConfiguration, readConfiguration } from "../../infra/configuration.ts";
import { CENTER } from "../support/every-way.ts";
import { INPUT } from "./sample-configuration.ts";

/** The configuration with the member at a path replaced. */
function withMember(path: string, value: unknown): unknown {
  const copy = structuredClone(INPUT) as unknown as Record<string, unknown>;
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  const parent = steps.reduce((at, step) => at[step] as Record<string, unknown>, copy);
  parent[last] = value;
  return copy;
}

const template = (more: object) => [{ ...INPUT.templates[0], ...more }];

describe("a configuration", () => {
  test("is the example when there is none of one's own", async () => {
    const { templates } = await readConfiguration();
    expect(templates.map(({ name }) => name)).toEqual(["sandbox", "workshop", "experiment"]);
  });

  test("gets its defaults", () => {
    expect(checkConfiguration(INPUT)).toMatchObject({
      prefix: "mayfly",
      organization: { accessRoleName: "OrganizationAccountAccessRole" },
      nuke: { passes: 5 },
      templates: [{ approval: "none", disposition: "close", baseline: "standard" }],
    });
  });

  test.each<[field: string, value: unknown, complaint: string]>([
    ["prefix", "Mayfly", "lowercase letters"],
    ["region", "Ireland", "is not the name of an AWS Region"],
    ["organization.managementAccountId", "1111", "12 digits"],
    ["organization.rootId", "ou-ab12-11111111", "is not the id of an organization's root"],
    ["organization.accessRoleName", "a role", "is not the name of a role"],
    ["accounts.emailPattern", "aws@example.com", "must contain {key} exactly once"],
    ["accounts.denylist", ["everybody"], "12 digits"],
    ["people.administrators", [], "accounts in attention would have no keeper"],
    ["people.approvers", ["alice"], "is not the ARN of an IAM principal"],
    ["templates", [], "nobody could request an account"],
    ["templates", [...template({}), ...template({})], "two lease templates of one name"],
    ["templates.0.name", "Sand box", "lowercase letters, digits and dashes"],
    ["templates.0.duration.longest", "3 days", "is not an ISO 8601 duration"],
    ["templates.0.duration.default", "P60D", "is longer than duration.longest"],
    ["templates.0.budget.default", 500, "is over budget.limit"],
    ["templates.0.accessPolicies", ["Administrator"], "is not the ARN of a managed policy"],
    ["templates.0.baseline", "none", "standard"],
    [
      "templates.0.identityCenter",
      { ...CENTER, instanceArn: "arn:aws:sso:::instance/mine" },
      "is not the ARN of an instance",
    ],
    [
      "templates.0.identityCenter",
      { ...CENTER, permissionSetArn: CENTER.permissionSetArn.replace("/ssoins-0", "/ssoins-1") },
      "belongs to another instance",
    ],
    [
      "templates.0.identityCenter",
      { ...CENTER, assignTo: { group: "developers" } },
      "is not the id of a group",
    ],
    [
      "templates.0.identityCenter",
      { ...CENTER, portal: "http://example.com" },
      "is not an https address",
    ],
    ["nuke.engine.location", "ftp://engine", "is not an s3:// or https:// address"],
    ["nuke.engine.sha256", "0", "is not a SHA-256"],
    ["sweep.every", "P1D", "is not PT1M to PT6H"],
    ["sweep.every", "PT0M", "is not an ISO 8601 duration"],
    ["alarms.email", "platform", "email"],
  ])("with a wrong %s is refused, and the error says why", (field, value, complaint) => {
    const check = () => checkConfiguration(withMember(field, value));
    expect(check).toThrow(new RegExp(`^The configuration is not valid:\\n {2}${field}`, "m"));
    expect(check).toThrow(complaint);
  });

  test("with a member that nobody knows is refused", () => {
    expect(() => checkConfiguration({ ...INPUT, regions: [] })).toThrow("regions");
  });

  test("names every wrong member at once", () => {
    const check = () =>
      checkConfiguration({
        ...(withMember("region", "Ireland") as object),
        prefix: "X",
        alarms: 1,
      });
    expect(check).toThrow(/region[\s\S]*alarms/);
  });
});
