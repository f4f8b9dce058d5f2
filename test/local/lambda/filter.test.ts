import { describe, expect, it } from "vitest";
import { passes } from "../../../local/services/lambda/streams/filter.ts";

const EVENT = {
  eventName: "INSERT",
  dynamodb: { NewImage: { kind: { S: "LeaseEnded" }, tags: { SS: ["a", "b"] } }, SizeBytes: 120 },
};

describe("filter criteria", () => {
  it.each([
    ["nothing", [], true],
    ["an empty pattern", [{}], true],
    ["one of several values", [{ eventName: ["MODIFY", "INSERT"] }], true],
    ["another value", [{ eventName: ["REMOVE"] }], false],
    ["one pattern of two", [{ eventName: ["REMOVE"] }, { eventName: ["INSERT"] }], true],
    ["all fields of a pattern", [{ eventName: ["INSERT"], eventSource: ["x"] }], false],
    ["a value in a list", [image({ tags: { SS: ["b"] } })], true],
    ["a prefix", [image({ kind: { S: [{ prefix: "Lease" }] } })], true],
    ["another prefix", [image({ kind: { S: [{ prefix: "Account" }] } })], false],
    ["a suffix", [image({ kind: { S: [{ suffix: "Ended" }] } })], true],
    ["a field that exists", [image({ kind: { S: [{ exists: true }] } })], true],
    ["a field that is missing", [image({ publish: { BOOL: [{ exists: false }] } })], true],
    [
      "anything but its value",
      [image({ kind: { S: [{ "anything-but": ["LeaseEnded"] }] } })],
      false,
    ],
    ["a value in other case", [{ eventName: [{ "equals-ignore-case": "insert" }] }], true],
    [
      "a number in a range",
      [{ dynamodb: { SizeBytes: [{ numeric: [">", 100, "<=", 120] }] } }],
      true,
    ],
    ["a number out of a range", [{ dynamodb: { SizeBytes: [{ numeric: ["<", 100] }] } }], false],
    ["an alternative", [{ $or: [{ eventName: ["REMOVE"] }, { eventName: ["INSERT"] }] }], true],
  ])("compares a record with %s", (_, patterns, isPassed) => {
    const texts = (patterns as readonly object[]).map((pattern) => JSON.stringify(pattern));

    expect(passes(texts, EVENT)).toBe(isPassed);
  });

  it("refuses a rule that is not emulated", () => {
    const pattern = JSON.stringify({ eventName: [{ cidr: "10.0.0.0/8" }] });

    expect(() => passes([pattern], EVENT)).toThrow("cidr");
  });
});

function image(NewImage: object): object {
  return { dynamodb: { NewImage } };
}
