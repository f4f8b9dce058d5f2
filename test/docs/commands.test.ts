import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aRunningCloud, type RunningCloud } from "../local/cli/a-command.ts";

const ROOT = join(import.meta.dirname, "../..");
const PAGES = [
  ...["docs/guides/command-line.md", "docs/guides/api.md", "docs/guides/pipeline.md"],
  "docs/deploying.md",
];
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

/** What stands in a page's blocks of one language, in their order. */
const blocksOf = (page: string, language: string): readonly string[] =>
  [...read(page).matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "gs"))].map(
    ([, text = ""]) => text,
  );

describe("what the docs tell people to type, against npm start", () => {
  let cloud: RunningCloud;
  let home: string;

  beforeAll(async () => {
    cloud = await aRunningCloud("--speed", "200");
    home = mkdtempSync(join(tmpdir(), "mayfly-docs-"));
    const shim = join(home, "mayfly");
    writeFileSync(shim, `#!/bin/sh\nexec "${process.execPath}" "${ROOT}/cli/mayfly.ts" "$@"\n`);
    chmodSync(shim, 0o755);
  });

  afterAll(() => {
    cloud.child.kill("SIGKILL");
    rmSync(home, { recursive: true, force: true });
  });

  /** Runs a page's blocks in one shell, which stops at the first command that fails. */
  const run = (script: string) =>
    new Promise<{ code: number | null; text: string }>((resolve) => {
      const env = {
        ...{ PATH: `${home}:${process.env["PATH"]}`, HOME: home, AWS_REGION: cloud.region },
        ...{ MAYFLY_API_URL: cloud.url, AWS_CONFIG_FILE: join(home, "config") },
        AWS_ACCESS_KEY_ID: cloud.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: cloud.credentials.secretAccessKey,
      };
      const child = spawn("bash", ["-euo", "pipefail", "-c", script], { cwd: home, env });
      let text = "";
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (part: Buffer) => {
          text += part.toString();
        });
      child.once("close", (code) => resolve({ code, text }));
    });

  test.each(PAGES)("%s runs from top to bottom", async (page) => {
    const blocks = blocksOf(page, "sh").map((block) =>
      // Credentials of the account take the place of one's own from there on; npm works in the checkout.
      block.replace(/^eval .*$/m, "($&)").replaceAll(/^npm run.*$/gm, `(cd "${ROOT}" && $&)`),
    );
    const { code, text } = await run(blocks.join("\n"));
    expect([code, text]).toEqual([0, expect.anything()]);
  });
});
