import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { STEPS } from "../../statemachines/definition.ts";
import { propertiesOf, resourcesOf, templateOf, vendingStack } from "./synthesis.ts";

const template = templateOf(vendingStack());
const RUNBOOKS = readFileSync(join(import.meta.dirname, "../../docs/runbooks.md"), "utf8");

const alarms = propertiesOf(template, "AWS::CloudWatch::Alarm");

describe("the dashboard", () => {
  const [properties = {}] = propertiesOf(template, "AWS::CloudWatch::Dashboard");
  const body = JSON.stringify(properties["DashboardBody"]);

  test("has a name that people find", () => {
    expect(properties["DashboardName"]).toBe("mayfly-operations");
  });

  test("shows every alarm", () => {
    const ids = Object.keys(resourcesOf(template, "AWS::CloudWatch::Alarm"));
    expect(ids.filter((id) => !body.includes(`"${id}"`))).toEqual([]);
  });

  test("shows how long every step of a vend and of a teardown takes", () => {
    const steps = [...Object.values(STEPS.vend), ...Object.values(STEPS.teardown)];
    expect(steps.filter((step) => !body.includes(`mayfly-${step}`))).toEqual([]);
  });

  test.each([
    ...["AccountsInAttention", "LeasesWaiting", "PoolLevel", "SlotsLeft", "ClosuresLeft"],
    ...["SpendOfActiveLeases", "ForecastOfActiveLeases", "BudgetOfActiveLeases"],
    ...["ExecutionsSucceeded", "ExecutionsFailed", "ExecutionTime", "ClosuresWaiting"],
  ])("shows %s", (metric) => {
    expect(body).toContain(metric);
  });
});

describe("every alarm", () => {
  test.each(alarms.map(({ AlarmName, AlarmDescription }) => [AlarmName, AlarmDescription]))(
    "%s names a runbook that there is",
    (name, description) => {
      const section = String(name).replace("mayfly-", "");
      expect(description).toContain(`Runbook: docs/runbooks.md#${section}`);
      expect(RUNBOOKS).toContain(`\n## ${section}\n`);
    },
  );
});

describe("saved queries", () => {
  const queries = propertiesOf(template, "AWS::Logs::QueryDefinition");
  const groups = propertiesOf(template, "AWS::Logs::LogGroup").map(
    ({ LogGroupName }) => LogGroupName,
  );

  test("lie in one folder, and look through logs that there are", () => {
    for (const { Name, LogGroupNames } of queries) {
      expect(Name).toMatch(/^mayfly\//);
      expect((LogGroupNames as string[]).filter((each) => !groups.includes(each))).toEqual([]);
      expect((LogGroupNames as string[]).length).toBeLessThanOrEqual(50);
    }
    expect(queries).toHaveLength(5);
  });
});

test("every function and every state machine is traced", () => {
  const modes = propertiesOf(template, "AWS::Lambda::Function").map(
    ({ TracingConfig }) => TracingConfig,
  );
  expect(new Set(modes.map((mode) => JSON.stringify(mode)))).toEqual(
    new Set(['{"Mode":"Active"}']),
  );
  for (const { TracingConfiguration } of propertiesOf(template, "AWS::StepFunctions::StateMachine"))
    expect(TracingConfiguration).toEqual({ Enabled: true });
});

test.each(["Vending"])("every resource of %s that takes tags is tagged", () => {
  const untagged = Object.entries(template.toJSON()["Resources"] as Record<string, Tagged>)
    .filter(([, { Properties: { Tags } = {} }]) => Array.isArray(Tags))
    .filter(
      ([, { Properties }]) => !JSON.stringify(Properties?.Tags).includes("mayfly:deployment"),
    );
  expect(untagged.map(([id]) => id)).toEqual([]);
});

interface Tagged {
  readonly Properties?: { readonly Tags?: unknown };
}
