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

/** With it, templates may name people that AWS does not know. */
const PROVIDER = {
  identityProvider: { issuer: "https://id.example.com", audience: ["mayfly"] },
};
const GROUP_ID = "1234567890-00000000-0000-4000-8000-000000000004";

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
    ["templates.0.freezeBefore", "P20D", "is more than half of duration.longest"],
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
    ["templates.0.identityCenter", { ...CENTER, ensures: ["sleep"] }, "ensures"],
    ["sweep.every", "P1D", "is not PT1M to PT6H"],
    ["sweep.every", "PT0M", "is not an ISO 8601 duration"],
    ["alarms.email", "platform", "email"],
  ])("with a wrong %s is refused, and the error says why", (field, value, complaint) => {
    const check = () => checkConfiguration(withMember(field, value));
    expect(check).toThrow(new RegExp(`^The configuration is not valid:\\n {2}${field}`, "m"));
    expect(check).toThrow(complaint);
  });

  test.each<[field: string, more: object, complaint: string]>([
    ["users", { users: [] }, "names nobody"],
    ["users.0", { users: ["everybody"] }, "group:"],
    ["longestExtension", { longestExtension: "P1D", extensions: 0 }, "extensions is 0"],
    ["latestEnd", { latestEnd: "tomorrow" }, "is not an ISO 8601 moment"],
    ["approval.above", { approval: { above: {} } }, ""],
    ["approval.above.duration", { approval: { above: { duration: "P30D" } } }, "nothing would"],
    ["approval.above.budget", { approval: { above: { budget: 200 } } }, "nothing would ever need"],
    ["approvers", { approvers: { patience: "P1D" } }, "approval is none"],
    [
      "approvers.approvers",
      { approval: "always", approvers: { approvers: [] } },
      "names nobody, and approval is asked for",
    ],
    [
      "approvers.substitutes",
      { approval: "always", approvers: { substitutesAfter: "P1D" } },
      "who comes in?",
    ],
    [
      "approvers.substitutesAfter",
      { approval: "always", approvers: { substitutes: ["group:deputies"], patience: "PT8H" } },
      "is not before the request lapses",
    ],
    [
      "approvers.reminders",
      { approval: "always", approvers: { reminders: ["P3D"] } },
      "has one after the request lapses",
    ],
    ["leasesAtOnce", { leasesAtOnce: 3, leasesInAll: 2 }, "is more than leasesInAll"],
    ["leasesInAll", { leasesInAll: 0 }, ""],
    ["budget.limit", { budget: { default: 50, limit: 99.5 } }, ""],
    ["budget.default", { budget: { default: -5, limit: 100 } }, ""],
    ["budget.default", { budget: { default: "50 EUR", limit: 100 } }, ""],
    ["workingHours.to", { workingHours: { from: "17:00", to: "09:00" } }, "is not later than from"],
    ["workingHours.from", { workingHours: { from: "9am", to: "17:00" } }, "is not a time of day"],
    ["workingHours.days", { workingHours: { days: [], from: "09:00", to: "17:00" } }, ""],
    [
      "workingHours.timeZone",
      { workingHours: { from: "09:00", to: "17:00", timeZone: "Middle/Earth" } },
      "is not the name of a time zone",
    ],
    ["regions", { regions: [] }, "names no Region"],
    ["coolDown", { coolDown: "an hour" }, "is not an ISO 8601 duration"],
  ])("whose template has a %s that cannot be is refused", (field, more, complaint) => {
    const check = () => checkConfiguration(withMember("templates", template(more)));
    expect(check).toThrow(new RegExp(`^ {2}templates\\.0\\.${field}`, "m"));
    expect(check).toThrow(complaint);
  });

  test("with a member that nobody knows is refused", () => {
    expect(() => checkConfiguration({ ...INPUT, zones: [] })).toThrow("zones");
  });

  test("whose template is for a Region that the deployment closes is refused", () => {
    const input = withMember(
      "templates",
      template({ regions: ["eu-west-1", "us-east-1"] }),
    ) as object;
    expect(() => checkConfiguration({ ...input, regions: ["eu-west-1"] })).toThrow(
      "templates.0.regions: names us-east-1, where the deployment's regions let nobody work",
    );
    expect(() =>
      checkConfiguration({ ...input, regions: ["us-east-1", "eu-west-1"] }),
    ).not.toThrow();
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

describe("a template whose ways in contradict each other", () => {
  const PEOPLE = ["person:*", "group:developers"];
  const PIPELINES = ["arn:aws:sts::222222222222:assumed-role/pipeline/*"];
  const identityCenter = CENTER;

  test.each<[more: object, path: string, complaint: string]>([
    [{ requireMfa: {}, identityCenter }, "identityCenter.ensures", 'lacks "mfa"'],
    [
      { requireMfa: {}, identityCenter: { ...CENTER, ensures: ["boundary"] } },
      "identityCenter.ensures",
      'lacks "mfa"',
    ],
    [
      { requireMfa: { maxAge: "PT1H" }, identityCenter: { ...CENTER, ensures: ["mfa"] } },
      "requireMfa.maxAge",
      "cannot bind identityCenter",
    ],
    [{ requireMfa: { maxAge: "P2D" } }, "requireMfa.maxAge", "is longer than PT36H"],
    [{ requireMfa: {}, users: PEOPLE }, "requireMfa", "is of no use"],
    [{ requireMfa: {}, users: PIPELINES }, "requireMfa", "is of no use"],
    [{ parentPolicy: true, users: PIPELINES }, "parentPolicy", "is of no use"],
    [{ identityCenter, users: PEOPLE }, "identityCenter.assignTo", "finds nobody"],
    [{ identityCenter, users: PIPELINES }, "identityCenter.assignTo", "finds nobody"],
    [
      { ...{ baseline: "bounded", identityCenter }, permissionsBoundary: { policy: "boundary" } },
      "identityCenter.ensures",
      'lacks "boundary"',
    ],
  ])("is refused, with the path: %o", (more, path, complaint) => {
    const check = () => checkConfiguration({ ...INPUT, ...PROVIDER, templates: template(more) });
    expect(check).toThrow(`templates.0.${path}: `);
    expect(check).toThrow(complaint);
  });

  test.each<[more: object]>([
    [{ requireMfa: {}, identityCenter: { ...CENTER, ensures: ["mfa"] } }],
    [{ requireMfa: { maxAge: "PT36H" }, users: ["arn:aws:iam::222222222222:user/*"] }],
    [{ requireMfa: {}, parentPolicy: true, users: [...PEOPLE, "arn:aws:iam::*:*"] }],
    [{ identityCenter, users: ["arn:aws:sts::222222222222:assumed-role/AWSReservedSSO_*"] }],
    [{ identityCenter: { ...CENTER, assignTo: { group: GROUP_ID } }, users: PEOPLE }],
    [
      {
        ...{ baseline: "bounded", permissionsBoundary: { policy: "boundary" } },
        identityCenter: { ...CENTER, ensures: ["boundary"] },
      },
    ],
  ])("is not one whose ways go together: %o", (more) => {
    const check = () => checkConfiguration({ ...INPUT, ...PROVIDER, templates: template(more) });
    expect(check).not.toThrow();
  });
});
