import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escaped, moment, verbatim } from "../../../domain/slack/text.ts";
import type { Instant } from "../../../domain/time.ts";

describe("a text of somebody's", () => {
  test.each([
    ["<!channel> look", "&lt;!channel&gt; look"],
    ["<https://evil.example|bank>", "&lt;https://evil.example|bank&gt;"],
    ["&lt;", "&amp;lt;"],
    ["two\nlines", "two lines"],
    ["*bold*", "*\u2060bold*\u2060"],
  ])("%j means nothing to Slack", (text, shown) => {
    expect(escaped(text)).toBe(shown);
  });

  test("opens nothing, whatever it holds, and is as long as it may be", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5_000 }), (text) => {
        expect(escaped(text)).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/);
        expect([...escaped(text, 100)].length).toBeLessThanOrEqual(500);
      }),
    );
    expect(escaped("x".repeat(5_000), 100)).toBe(`${"x".repeat(99)}…`);
  });

  test("does not end the block that it is shown in", () => {
    expect(verbatim("a ``` <b>")).toBe("```a ''' &lt;b&gt;```");
  });
});

test("a moment is shown in the reader's own zone", () => {
  expect(moment("2026-12-01T09:00:00.000Z" as Instant)).toBe(
    "<!date^1796115600^{date_short_pretty} at {time}|2026-12-01 09:00 UTC>",
  );
});
