import { describe, expect, it } from "vitest";
import { parsePattern } from "../../../local/services/event-bridge/patterns/pattern.ts";
import type { Json } from "../../../local/services/json-path/json.ts";

const matches = (pattern: object, event: Json) => parsePattern(JSON.stringify(pattern))(event);

const EVENT: Json = {
  source: "aws.states",
  detail: {
    status: "TIMED_OUT",
    count: 5,
    nothing: null,
    empty: "",
    ip: "10.0.0.7",
    tags: ["red", "blue"],
    builds: [
      { name: "one", ok: true },
      { name: "two", ok: false },
    ],
  },
};

describe("An event pattern", () => {
  it.each<[string, object, boolean]>([
    ["one of several values", { source: ["mayfly", "aws.states"] }, true],
    ["another value", { source: ["mayfly"] }, false],
    ["every field", { source: ["aws.states"], detail: { status: ["FAILED"] } }, false],
    ["null", { detail: { nothing: [null] } }, true],
    ["a number", { detail: { count: [5] } }, true],
    ["a number as text", { detail: { count: ["5"] } }, false],
    ["an element of a list", { detail: { tags: ["blue"] } }, true],
    ["two fields of one element", { detail: { builds: { name: ["one"], ok: [true] } } }, true],
    ["fields of different elements", { detail: { builds: { name: ["one"], ok: [false] } } }, false],
    ["a prefix", { source: [{ prefix: "aws." }] }, true],
    ["a prefix in another case", { source: [{ prefix: { "equals-ignore-case": "AWS." } }] }, true],
    ["a suffix", { source: [{ suffix: ".states" }] }, true],
    ["any case", { detail: { status: [{ "equals-ignore-case": "timed_out" }] } }, true],
    ["a wildcard", { detail: { status: [{ wildcard: "T*_O*T" }] } }, true],
    ["a wildcard that ends elsewhere", { detail: { status: [{ wildcard: "T*_" }] } }, false],
    ["anything but a value", { detail: { status: [{ "anything-but": "SUCCEEDED" }] } }, true],
    ["anything but a list", { detail: { status: [{ "anything-but": ["TIMED_OUT"] }] } }, false],
    ["anything but a prefix", { source: [{ "anything-but": { prefix: "aws" } }] }, false],
    ["anything but of what is absent", { detail: { gone: [{ "anything-but": "x" }] } }, false],
    ["a range of numbers", { detail: { count: [{ numeric: [">", 4, "<=", 5] }] } }, true],
    ["numbers outside a range", { detail: { count: [{ numeric: ["<", 5] }] } }, false],
    ["what exists", { detail: { status: [{ exists: true }] } }, true],
    ["what is null and exists", { detail: { nothing: [{ exists: true }] } }, true],
    ["what does not exist", { detail: { gone: [{ exists: false }] } }, true],
    ["what does not exist below what is absent", { gone: { deep: [{ exists: false }] } }, true],
    ["an address in a network", { detail: { ip: [{ cidr: "10.0.0.0/24" }] } }, true],
    ["an address outside", { detail: { ip: [{ cidr: "10.0.1.0/24" }] } }, false],
    ["one of two alternatives", { $or: [{ source: ["x"] }, { detail: { count: [5] } }] }, true],
    ["alternatives beside a field", { source: ["x"], $or: [{ a: ["1"] }, { b: ["2"] }] }, false],
  ])("matches %s", (_, pattern, expected) => {
    expect(matches(pattern, EVENT)).toBe(expected);
  });

  it.each<[string, string]>([
    ["text that is no JSON", "{"],
    ["a list", "[]"],
    ["a plain value", '{"source":"aws"}'],
    ["an empty list", '{"source":[]}'],
    ["an empty object", '{"detail":{}}'],
    ["an operator that does not exist", '{"source":[{"regex":"a"}]}'],
    ["two operators in one", '{"source":[{"prefix":"a","suffix":"b"}]}'],
    ["one alternative", '{"$or":[{"a":["b"]}]}'],
    ["a range without a number", '{"a":[{"numeric":[">"]}]}'],
    ["exists with a text", '{"a":[{"exists":"yes"}]}'],
    ["two wildcards in a row", '{"a":[{"wildcard":"a**"}]}'],
    ["a network without a size", '{"a":[{"cidr":"10.0.0.0"}]}'],
  ])("refuses %s", (_, text) => {
    expect(() => parsePattern(text)).toThrow(expect.objectContaining({ name: "InvalidPattern" }));
  });
});
