import { describe, expect, it } from "vitest";
import { seeded } from "../../../local/kernel/random.ts";
import { StateFailure } from "../../../local/services/step-functions/asl/failure.ts";
import {
  fillTemplate,
  problemOfTemplate,
} from "../../../local/services/step-functions/asl/template.ts";

const INPUT = { n: 5, s: "a-b,c", o: { x: 1 }, l: [1, 2, 2, { y: 3 }], json: '{"z":4}' };

function value(expression: string): unknown {
  const sight = { input: INPUT, context: { Execution: { Name: "run" } }, random: seeded(1) };
  return (fillTemplate({ "v.$": expression }, sight) as { v: unknown }).v;
}

describe("An intrinsic function", () => {
  it.each<[string, unknown]>([
    ["States.Format('{} and {}', $.n, 'x')", "5 and x"],
    ["States.Format('\\{\\} it\\'s {}', $.o)", `{} it's {"x":1}`],
    ["States.Format('{}', States.MathAdd($.n, 1))", "6"],
    ["States.Format('{}', null)", "null"],
    ["States.Format('{}', $$.Execution.Name)", "run"],
    ["States.StringToJson($.json)", { z: 4 }],
    ["States.JsonToString($.o)", '{"x":1}'],
    ["States.Array(1, 'two', true, null, $.o)", [1, "two", true, null, { x: 1 }]],
    ["States.Array()", []],
    ["States.ArrayPartition($.l, 3)", [[1, 2, 2], [{ y: 3 }]]],
    ["States.ArrayContains($.l, 2)", true],
    ["States.ArrayContains($.l, $.l[3])", true],
    ["States.ArrayContains($.l, 9)", false],
    ["States.ArrayRange(1, 9, 3)", [1, 4, 7]],
    ["States.ArrayRange(3, 1, -1)", [3, 2, 1]],
    ["States.ArrayGetItem($.l, 1)", 2],
    ["States.ArrayLength($.l)", 4],
    ["States.ArrayUnique($.l)", [1, 2, { y: 3 }]],
    ["States.Base64Encode('hello')", "aGVsbG8="],
    ["States.Base64Decode('aGVsbG8=')", "hello"],
    ["States.Hash('hello', 'SHA-1')", "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"],
    ["States.JsonMerge($.o, States.StringToJson($.json), false)", { x: 1, z: 4 }],
    ["States.MathAdd($.n, -7)", -2],
    ["States.StringSplit($.s, '-,')", ["a", "b", "c"]],
  ])("computes %s", (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });

  it("takes chance from the seed", () => {
    expect(value("States.UUID()")).toBe(value("States.UUID()"));
    expect(value("States.UUID()")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/u);
    expect(value("States.MathRandom(1, 3)")).toBeOneOf([1, 2]);
  });

  it.each([
    "States.Format('{} {}', 1)",
    "States.StringToJson('{')",
    "States.ArrayPartition($.l, 0)",
    "States.ArrayRange(0, 5000, 1)",
    "States.ArrayRange(0, 5, 0)",
    "States.ArrayGetItem($.l, 9)",
    "States.ArrayLength('x')",
    "States.Hash('x', 'CRC')",
    "States.JsonMerge($.o, $.o, true)",
    "States.MathAdd('1', 2)",
    "States.MathAdd(1)",
    "States.MathRandom(3, 3)",
  ])("fails for %s", (expression) => {
    expect(() => value(expression)).toThrow(StateFailure);
    expect(() => value(expression)).toThrow("States.IntrinsicFailure");
  });
});

describe("A payload template", () => {
  it.each<[unknown, boolean]>([
    [{ "a.$": "$.x" }, true],
    [{ "a.$": "$$.Execution.Id", b: { "c.$": "States.UUID()" } }, true],
    [{ a: "not a path" }, true],
    [{ "a.$": "x" }, false],
    [{ "a.$": 5 }, false],
    [{ a: [{ "b.$": "$..x" }] }, false],
    [{ "a.$": "$.x[?(@.y)]" }, false],
    [{ "a.$": "States.Gone(1)" }, false],
    [{ "a.$": "States.Format('{}'" }, false],
    [{ "a.$": "States.UUID() $.x" }, false],
  ])("is checked beforehand: %j", (template, isRight) => {
    expect(problemOfTemplate(template as never) === undefined).toBe(isRight);
  });
});
