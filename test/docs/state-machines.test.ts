import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { drawn } from "../../docs/tools/machines/draw.ts";
import { machinesPage } from "../../docs/tools/machines/page.ts";

test("the drawings are those of the files; npm run docs draws them anew", () => {
  const written = readFileSync(join(import.meta.dirname, "../../docs/state-machines.md"), "utf8");
  expect(written).toBe(machinesPage());
});

test("a drawing has every state and every way from one to another", () => {
  const { mermaid } = drawn(
    JSON.stringify({
      ...{ Comment: "A story.", StartAt: "Ask" },
      States: {
        Ask: {
          Type: "Task",
          Next: "Good?",
          Catch: [{ ErrorEquals: ["States.ALL"], Next: "Fail" }],
        },
        "Good?": {
          Type: "Choice",
          Choices: [{ Variable: "$.good", BooleanEquals: true, Next: "Done" }],
          Default: "Fail",
        },
        Done: { Type: "Task", End: true },
        Fail: { Type: "Fail" },
      },
    }),
  );
  expect(mermaid.split("\n")).toEqual([
    "flowchart TD",
    '  begin((" ")) --> s0',
    '  s0["Ask"]',
    '  s1{"Good?"}',
    '  s2["Done"]',
    '  s3[["Fail"]]',
    "  s0 --> s1",
    "  s0 -.-> s3",
    '  s1 -->|"good = true"| s2',
    '  s1 -->|"else"| s3',
    "  s2 --> over",
    "  s3 --> over",
    '  over((" "))',
  ]);
});
