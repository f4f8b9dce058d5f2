import { describe, expect, test } from "vitest";
import { type Estate, examine } from "../../cli/doctor/findings.ts";
import { aMachine, anApi } from "./support/a-machine.ts";

const QUOTAS = {
  organizations: [{ code: "L-1", name: "Default maximum number of accounts", value: 100 }],
  codebuild: [
    { code: "L-2", name: "Concurrently running builds for ARM/Small environment", value: 5 },
  ],
  lambda: [{ code: "L-3", name: "Concurrent executions", value: 1_000 }],
};

const anEstate = (more: Partial<Estate> = {}): Estate => ({
  region: "eu-west-1",
  account: () => Promise.resolve("111111111111"),
  organization: () => Promise.resolve(ORGANIZATION),
  rootFeatures: () => Promise.resolve(["RootCredentialsManagement", "RootSessions"]),
  bootstrap: () => Promise.resolve("UPDATE_COMPLETE"),
  quotas: (service) => Promise.resolve(QUOTAS[service as keyof typeof QUOTAS]),
  ...more,
});

const ORGANIZATION = {
  ...{ managementAccountId: "111111111111", featureSet: "ALL", rootId: "r-ab12" },
  policyTypes: ["SERVICE_CONTROL_POLICY"],
};

const organization = (more: object) => ({
  organization: () => Promise.resolve({ ...ORGANIZATION, ...more }),
});

describe("the examination before a deployment", () => {
  test("finds nothing where all is as it must be", async () => {
    const findings = await examine(anEstate());
    expect(findings.filter(({ state }) => state !== "good")).toEqual([]);
    expect(findings).toHaveLength(9);
  });

  test.each<[string, string, string, Partial<Estate>]>([
    [
      "features",
      "bad",
      "enable-all-features",
      organization({ featureSet: "CONSOLIDATED_BILLING" }),
    ],
    [
      "guard rails",
      "bad",
      "enable-policy-type --root-id r-ab12",
      organization({ policyTypes: [] }),
    ],
    ["root access", "doubtful", "enable-organizations-root", { rootFeatures: async () => [] }],
    [
      "bootstrap",
      "bad",
      "cdk bootstrap aws://111111111111/eu-west-1",
      { bootstrap: async () => undefined },
    ],
    ["bootstrap", "bad", "cdk bootstrap", { bootstrap: async () => "UPDATE_ROLLBACK_COMPLETE" }],
  ])(
    "of %s says that they are %s, and the command that mends it",
    async (what, state, mend, more) => {
      const found = (await examine(anEstate(more))).find((each) => each.what === what);
      expect(found).toMatchObject({ state, mend: expect.stringContaining(mend) });
    },
  );

  test("says that a member of the organization is not its management account", async () => {
    const findings = await examine(anEstate(organization({ managementAccountId: "999999999999" })));
    const found = findings.find(({ what }) => what === "organization");
    expect(found).toMatchObject({
      state: "doubtful",
      says: expect.stringContaining("999999999999"),
    });
  });

  test.each([
    ["accounts", "organizations", "us-east-1", "L-1", 50],
    ["builds", "codebuild", "eu-west-1", "L-2", 3],
    ["functions", "lambda", "eu-west-1", "L-3", 100],
  ])("asks for more %s where AWS allows few", async (what, service, region, code, wanted) => {
    const quotas: Estate["quotas"] = async (name) =>
      QUOTAS[name as keyof typeof QUOTAS].map((each) => ({ ...each, value: 1 }));
    const found = (await examine(anEstate({ quotas }))).find((each) => each.what === what);
    expect(found?.mend).toBe(
      `aws service-quotas request-service-quota-increase --region ${region} --service-code ${service} --quota-code ${code} --desired-value ${wanted}`,
    );
  });

  test("goes on where it may not look", async () => {
    const denied = Object.assign(new Error("You don't have permissions"), {
      name: "AccessDeniedException",
    });
    const findings = await examine(anEstate({ organization: () => Promise.reject(denied) }));
    expect(findings.find(({ what }) => what === "organization")).toEqual({
      ...{ what: "organization", state: "unknown" },
      says: "could not be looked at: AccessDeniedException: You don't have permissions",
    });
    expect(findings.filter(({ state }) => state === "good")).toHaveLength(6);
  });
});

describe("the examination of the command itself", () => {
  test("passes where the API answers", async () => {
    const { fetch } = anApi({ "GET /v1/lease-templates": { items: [] } });
    const { code, out } = await aMachine({ fetch }).run("doctor");
    expect([code, out.match(/^✓/gm)?.length]).toEqual([0, 3]);
  });

  test("stops at what is in the way", async () => {
    const credentials = () => Promise.reject(new Error("Could not load credentials"));
    const { code, out } = await aMachine({ credentials }).run("doctor");
    expect([code, out]).toEqual([1, expect.stringContaining("✗ credentials: Could not load")]);
    expect(out).not.toContain("API");
  });
});

describe("the examination of the app in Slack", () => {
  const SCOPES = "chat:write,commands,im:write,users:read,users:read.email";
  const run = (answer: object, scopes = SCOPES) => {
    const asked: Request[] = [];
    const fetch = (url: URL | Request | string, init?: RequestInit) => {
      asked.push(new Request(url, init));
      return Promise.resolve(Response.json(answer, { headers: { "x-oauth-scopes": scopes } }));
    };
    const machine = aMachine({ fetch, env: { SLACK_BOT_TOKEN: "xoxb-1" } });
    return { asked, outcome: machine.run("doctor --slack") };
  };
  const OK = { ok: true, user: "mayfly", team: "Acme", team_id: "T012AB3CD" };

  test("finds nothing where the token is good and the scopes are those of the manifest", async () => {
    const { asked, outcome } = run(OK);
    const { code, out } = await outcome;
    expect([code, out.match(/✓/g)]).toEqual([0, ["✓", "✓", "✓"]]);
    expect(out).toContain("T012AB3CD");
    expect(out).not.toContain("xoxb-1");
    expect(asked[0]?.url).toBe("https://slack.com/api/auth.test");
    expect(asked[0]?.headers.get("authorization")).toBe("Bearer xoxb-1");
  });

  test.each<[string, object, string, string, number]>([
    ["a scope that is missing", OK, "chat:write,commands", "lacks im:write, users:read", 1],
    [
      "a scope that is not needed",
      OK,
      `${SCOPES},files:read`,
      "more than Mayfly needs: files:read",
      0,
    ],
    [
      "a token that Slack does not take",
      { ok: false, error: "invalid_auth" },
      "",
      "invalid_auth",
      1,
    ],
    ["an answer that is not Slack's", { hello: 1 }, "", "no JSON of Slack's", 1],
  ])("tells %s", async (_, answer, scopes, words, code) => {
    const outcome = await run(answer, scopes).outcome;
    expect(outcome).toMatchObject({ code, out: expect.stringContaining(words) });
  });

  test.each([
    ["may be written in", { ok: true, scheduled_message_id: "Q1" }, "may write in C1", 0],
    ["the app is not in", { ok: false, error: "not_in_channel" }, "/invite @Mayfly", 1],
  ])("looks whether a channel %s, and leaves nothing there", async (_, answer, words, code) => {
    const asked: string[] = [];
    const fetch = (url: URL | Request | string) => {
      const method = String(url).split("/").at(-1) ?? "";
      asked.push(method);
      const said = method === "chat.scheduleMessage" ? answer : OK;
      return Promise.resolve(Response.json(said, { headers: { "x-oauth-scopes": SCOPES } }));
    };
    const machine = aMachine({ fetch, env: { SLACK_BOT_TOKEN: "xoxb-1" } });
    const outcome = await machine.run("doctor --slack --channel C1");
    expect(outcome).toMatchObject({ code, out: expect.stringContaining(words) });
    expect(asked.includes("chat.deleteScheduledMessage")).toBe(code === 0);
  });

  test("wants the token in the environment", async () => {
    expect(await aMachine().run("doctor --slack")).toMatchObject({
      ...{ code: 2, err: expect.stringContaining("SLACK_BOT_TOKEN") },
    });
  });
});
