import { describe, expect, test } from "vitest";
import { deployStack } from "../../../local/cloudformation/deploy.ts";
import { parseTemplate } from "../../../local/cloudformation/template.ts";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { ResourceContext, ResourceType, World } from "../../../local/kernel/service.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import { StillClock } from "../../support/still-clock.ts";

const aWorld = (): World => ({
  clock: new StillClock(0),
  storage: new MemoryStorage(),
  random: seeded(1),
  trace: new Trace(),
});

/** A resource type that remembers what it made. */
function boxes() {
  const made: { id: string; properties: unknown; name: string }[] = [];
  const type: ResourceType = {
    type: "Test::Box",
    properties: ["Name", "Other", "List"],
    create(properties: unknown, context: ResourceContext) {
      made.push({ id: context.logicalId, properties, name: context.physicalName(30) });
      return { ref: `box-${context.logicalId}`, attributes: { Arn: `arn:${context.logicalId}` } };
    },
  };
  return { made, types: new Map([[type.type, type]]) };
}

async function deploy(template: object, { world = aWorld(), parameters = {} } = {}) {
  const { made, types } = boxes();
  const outputs = await deployStack(
    { world, types },
    {
      name: "stack",
      template: parseTemplate(JSON.stringify(template), "stack"),
      ...{ account: "222222222222", region: "eu-west-1", parameters, tags: {} },
      asset: () => "",
    },
  );
  return { made, outputs };
}

const box = (Properties: object, more: object = {}) => ({ Type: "Test::Box", Properties, ...more });

async function resolved(value: unknown, more: object = {}): Promise<unknown> {
  const { made } = await deploy({ Resources: { A: box({}), B: box({ Name: value }) }, ...more });
  const found = made.find(({ id }) => id === "B")?.properties as { Name?: unknown };
  return found.Name;
}

describe("intrinsic functions", () => {
  test.each([
    [{ Ref: "A" }, "box-A"],
    [{ "Fn::GetAtt": ["A", "Arn"] }, "arn:A"],
    [{ Ref: "AWS::AccountId" }, "222222222222"],
    [{ "Fn::Join": ["-", ["a", { Ref: "AWS::Region" }, "b"]] }, "a-eu-west-1-b"],
    [{ "Fn::Sub": "${A}/${A.Arn}/${AWS::Partition}/${!Literal}" }, "box-A/arn:A/aws/${Literal}"],
    [{ "Fn::Sub": ["${X}!", { X: { Ref: "A" } }] }, "box-A!"],
    [{ "Fn::Select": [1, { "Fn::Split": [":", { "Fn::GetAtt": ["A", "Arn"] }] }] }, "A"],
    [{ "Fn::If": ["Yes", "so", "not so"] }, "so"],
    [{ "Fn::If": ["No", "so", "not so"] }, "not so"],
    [{ "Fn::FindInMap": ["Map", "one", "two"] }, 3],
    [["kept", { Ref: "AWS::NoValue" }], ["kept"]],
  ])("%j gives %j", async (value, expected) => {
    const more = {
      Conditions: {
        Yes: { "Fn::Equals": [{ Ref: "AWS::Partition" }, "aws"] },
        No: { "Fn::Not": [{ Condition: "Yes" }] },
      },
      Mappings: { Map: { one: { two: 3 } } },
    };
    expect(await resolved(value, more)).toEqual(expected);
  });

  test("a property that is AWS::NoValue is left out", async () => {
    const { made } = await deploy({ Resources: { A: box({ Name: { Ref: "AWS::NoValue" } }) } });
    expect(made[0]?.properties).toEqual({});
  });

  test("an unknown one is refused by name", async () => {
    await expect(resolved({ "Fn::Cidr": ["10.0.0.0/8", 1] })).rejects.toThrow("Fn::Cidr");
  });

  test("an attribute that is not emulated is refused by name", async () => {
    await expect(resolved({ "Fn::GetAtt": ["A", "Colour"] })).rejects.toThrow("Colour of A");
  });
});

describe("deploying", () => {
  test("makes a resource after those that it needs, whatever the order in the template", async () => {
    const { made } = await deploy({
      Resources: {
        C: box({ Other: { "Fn::Sub": "${B.Arn}" } }),
        B: box({ Other: { Ref: "A" } }),
        A: box({}),
        D: box({}, { DependsOn: ["C"] }),
      },
    });
    expect(made.map(({ id }) => id)).toEqual(["A", "B", "C", "D"]);
  });

  test("leaves out resources and outputs whose condition does not hold", async () => {
    const Conditions = { Never: { "Fn::Equals": ["a", "b"] } };
    const { made, outputs } = await deploy({
      Conditions,
      Resources: { A: box({}, { Condition: "Never" }), B: box({}) },
      Outputs: { X: { Value: "x", Condition: "Never" }, Y: { Value: { Ref: "B" } } },
    });
    expect(made.map(({ id }) => id)).toEqual(["B"]);
    expect(outputs).toEqual({ Y: "box-B" });
  });

  test("takes parameters, and their defaults", async () => {
    const template = {
      Parameters: { Given: { Type: "String" }, Left: { Type: "String", Default: "default" } },
      Resources: { A: box({ Name: { Ref: "Given" }, Other: { Ref: "Left" } }) },
    };
    const { made } = await deploy(template, { parameters: { Given: "given" } });
    expect(made[0]?.properties).toEqual({ Name: "given", Other: "default" });
    await expect(deploy(template)).rejects.toThrow("Parameter Given of stack stack has no value");
  });

  test("makes nothing a second time, and refuses a template that changed", async () => {
    const world = aWorld();
    const first = await deploy({ Resources: { A: box({ Name: "a" }) } }, { world });
    const second = await deploy({ Resources: { A: box({ Name: "a" }) } }, { world });
    expect([first.made.length, second.made.length]).toEqual([1, 0]);
    await expect(deploy({ Resources: { A: box({ Name: "b" }) } }, { world })).rejects.toThrow(
      "has changed since it was made",
    );
  });

  test.each([
    ["a type", { A: { Type: "AWS::Moon::Base" } }, "AWS::Moon::Base"],
    ["a property", { A: box({ Colour: "red" }) }, "the property Colour of A (Test::Box)"],
    ["a circle", { A: box({ Name: { Ref: "B" } }), B: box({ Name: { Ref: "A" } }) }, "A → B → A"],
    ["a member", { A: { ...box({}), CreationPolicy: {} } }, "CreationPolicy"],
  ])("refuses %s that it does not understand, by name", async (_, Resources, message) => {
    await expect(deploy({ Resources })).rejects.toThrow(message);
  });
});
