import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { buildNukeEngine } from "../../../local/nuke-engine/build.ts";

test("makes the same executable every time", async () => {
  const [one, other] = [await buildNukeEngine(), await buildNukeEngine()];

  expect(one.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(other.sha256).toBe(one.sha256);
});

test("makes a file that a shell with Node on its path runs", async () => {
  const folder = mkdtempSync(join(tmpdir(), "built-"));
  const file = join(folder, "aws-nuke");
  writeFileSync(file, (await buildNukeEngine()).bytes, { mode: 0o700 });
  const env = { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` };

  const run = promisify(execFile)(file, ["run", "--config", join(folder, "none")], { env });

  await expect(run).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^time="[^"]+" level=fatal msg="ENOENT/),
  });
  rmSync(folder, { recursive: true });
});
