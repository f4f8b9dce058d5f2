import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
let folder: string;

/** Without a network: what npm would put into node_modules, and nothing of what the package depends on. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "mayfly-package-"));
  execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: ROOT });
  const [file = ""] = readdirSync(folder);
  const [home, bin] = [join(folder, "node_modules/mayfly"), join(folder, "node_modules/.bin")];
  for (const each of [home, bin]) mkdirSync(each, { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, file), "--strip-components=1", "-C", home]);
  symlinkSync("../mayfly/cli/dist/mayfly.mjs", join(bin, "mayfly"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const installed = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, [join(folder, "node_modules/.bin/mayfly"), ...args], {
    ...{ cwd: folder, encoding: "utf8" },
    env: { PATH: process.env["PATH"], HOME: folder, ...env },
  });

test("the installed command runs with nothing beside it", () => {
  expect(installed(["--help"])).toMatchObject({ status: 0, stderr: "" });
});

test("it finds credentials, signs and calls", () => {
  const env = {
    AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "x",
    AWS_REGION: "eu-west-1",
  };
  const { status, stderr } = installed(["list", "--url", "http://127.0.0.1:9"], env);
  expect([status, stderr]).toEqual([5, expect.stringContaining("cannot be reached")]);
});

test("it says where the local cloud is to be had", () => {
  const { status, stderr } = installed(["local", "start"]);
  expect([status, stderr]).toEqual([1, expect.stringContaining("from a checkout")]);
});

test("the package has the command and no TypeScript", () => {
  const all = readdirSync(join(folder, "node_modules/mayfly"), { recursive: true }).map(String);
  expect(all.filter((file) => /\.ts$|^(local|test|infra)\b/.test(file))).toEqual([]);
});

test("a reader who has had enough is no failure", () => {
  const line = `"${process.execPath}" node_modules/mayfly/cli/dist/mayfly.mjs completion fish | head -1; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", line], { cwd: folder, encoding: "utf8" });
  expect(stderr).toBe("");
  expect(["0", "141"]).toContain(stdout.trim().split("\n").at(-1));
});
