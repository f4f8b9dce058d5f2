import { expect, test } from "vitest";
import { filter, keeps } from "../../../local/nuke-engine/filter.ts";

const resource = { name: "team/alpha.log", properties: { Name: "alpha", "tag:env": "test" } };

test.each([
  ["an exact name", "team/alpha.log", true],
  ["another exact name", "alpha", false],
  ["a property", { property: "Name", value: "alpha" }, true],
  ["a tag", { property: "tag:env", value: "prod" }, false],
  ["a property that is absent", { property: "tag:owner", type: "contains", value: "a" }, false],
  ["a glob whose star stays in a segment", { type: "glob", value: "team/*.log" }, true],
  ["a glob whose star would cross a slash", { type: "glob", value: "*.log" }, false],
  ["a glob with two stars", { type: "glob", value: "**.log" }, true],
  ["a glob with a question mark", { type: "glob", value: "team/alph?.log" }, true],
  ["a glob's dot, which is only a dot", { type: "glob", value: "team/alpha?log" }, true],
  ["a regular expression", { type: "regex", value: "^team/.+log$" }, true],
  ["a part", { type: "contains", value: "alpha" }, true],
  ["a beginning", { type: "prefix", value: "team/" }, true],
  ["an end", { type: "suffix", value: ".txt" }, false],
  ["one of several", { type: "In", property: "Name", values: ["alpha", "beta"] }, true],
  ["none of several", { type: "NotIn", property: "Name", values: ["beta"] }, true],
  ["the opposite", { value: "team/alpha.log", invert: true }, false],
])("matches by %s", (_, given, expected) => {
  expect(keeps(filter.parse(given), resource)).toBe(expected);
});

test.each([
  ["that says nothing", {}],
  ["of an unknown type", { type: "dateOlderThan", value: "1h" }],
  ["with a member too many", { value: "a", negate: true }],
])("refuses a filter %s", (_, given) => {
  expect(filter.safeParse(given).success).toBe(false);
});
