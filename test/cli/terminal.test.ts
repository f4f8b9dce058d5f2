import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stepAt } from "../../cli/commands/progress.ts";
import { aRunningCloud, type RunningCloud } from "../local/cli/a-command.ts";
import { hasTerminal, onATerminal, type Typed } from "./support/a-terminal.ts";

const ROOT = join(import.meta.dirname, "../..");
const BEFORE = "[default]\nregion = eu-west-1";

/** Steps of a vend that creates an account, as whoever waits reads them. */
const STEPS = ["LeaseVending", "AccountCreationSubmitted", "AccountCreated"].map(
  (type) => stepAt([{ type, at: "2026-12-01T09:00:00Z", by: "mayfly" }])?.step.what ?? type,
);

/** What stands in a line that was cleared and written anew. */
const lastWritten = (line: string) => line.split("\u001b[K").at(-1) ?? "";

/** util-linux makes the terminals; where it is missing nothing here can be shown. */
describe.skipIf(!hasTerminal)("on a terminal, against npm start", () => {
  let cloud: RunningCloud;
  let home: string;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    cloud = await aRunningCloud("--speed", "40");
    home = mkdtempSync(join(tmpdir(), "mayfly-terminal-"));
    writeFileSync(join(home, "config"), BEFORE);
    env = {
      ...{ PATH: process.env["PATH"], HOME: home, AWS_CONFIG_FILE: join(home, "config") },
      ...{ MAYFLY_API_URL: cloud.url, AWS_REGION: cloud.region, AWS_ENDPOINT_URL: cloud.url },
      AWS_ACCESS_KEY_ID: cloud.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: cloud.credentials.secretAccessKey,
      TERM: "xterm",
    };
  });

  afterAll(() => {
    cloud.child.kill("SIGKILL");
    rmSync(home, { recursive: true, force: true });
  });

  const mayfly = (line: string, options: { columns?: number; typed?: readonly Typed[] } = {}) =>
    onATerminal(`"${process.execPath}" "${ROOT}/cli/mayfly.ts" ${line}`, { env, ...options });

  /** What is the same in every run: without colours, and with names in place of numbers, times and spinners. */
  const masked = (text: string) =>
    stripVTControlCharacters(text.split("\n").map(lastWritten).join("\n"))
      .replaceAll(/l-[a-z0-9]{16}/g, "LEASE")
      .replaceAll(/\d{12}/g, "ACCOUNT")
      .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\dZ/g, "MOMENT")
      .replaceAll(/· (\d+ (h|m|s) ?)+,?/g, "· TIME")
      .replaceAll(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏✓]/g, "*")
      .replaceAll(/\(in [^)]+\)/g, "(in TIME)");

  /** The lines of the screen that the guide shows, but for the command itself. */
  function shownInTheGuide(): readonly string[] {
    const guide = readFileSync(join(ROOT, "docs/guides/command-line.md"), "utf8");
    const [, screen = ""] = /^```\n\$ mayfly request .*\n([\s\S]*?)^```$/m.exec(guide) ?? [];
    return masked(screen)
      .split("\n")
      .filter((line) => line !== "");
  }

  const idIn = (screen: string) => /l-[a-z0-9]{16}/.exec(screen)?.[0] ?? "";

  /** Who a client of AWS is that is told nothing but the name of a profile. */
  const callerOf = (profile: string) =>
    execFileSync(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        'import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";' +
          "console.log((await new STSClient().send(new GetCallerIdentityCommand())).Arn);",
      ],
      { cwd: ROOT, encoding: "utf8", env: { ...env, AWS_PROFILE: profile } },
    ).trim();

  test("somebody requests an account, waits, gets in by a profile, extends and ends", async () => {
    const requested = await mayfly('request sandbox -p "a load test" -d 2d --wait');
    const lease = idIn(requested.screen);
    expect(requested.code).toBe(0);
    // Whoever looks now and then need not see every step.
    expect(requested.screen).toMatch(/✓.* (Looking for an account|AWS creates the account)/);
    expect(requested.screen).toContain("\u001b[32mactive\u001b[39m");

    const shown = shownInTheGuide();
    expect(shown.length).toBeGreaterThan(10);
    const screen = masked(requested.screen);
    const possible = [...STEPS.map((step) => `* ${step} · TIME`), ...screen.split("\n")];
    const isPossible = (line: string) =>
      possible.some((each) => each.trim() !== "" && line.startsWith(each.trim()));
    expect(shown.filter((line) => !isPossible(line))).toEqual([]);

    const written = await mayfly(`profile ${lease} --write`);
    expect(written.code).toBe(0);
    expect(callerOf(`mayfly-${lease}`)).toMatch(/assumed-role\/mayfly-lease-holder\/developer$/);

    expect((await mayfly(`extend ${lease} --by 1d`)).code).toBe(0);
    const listed = await mayfly("list", { columns: 40 });
    expect(listed.screen).toContain(lease);
    expect(Math.max(...listed.screen.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(
      40,
    );

    const wrong = await mayfly(`end ${lease}`, { typed: [{ after: "to go on", keys: "no\n" }] });
    expect(wrong).toMatchObject({
      code: 2,
      screen: expect.stringContaining("nothing was changed"),
    });
    const ended = await mayfly(`end ${lease}`, {
      typed: [{ after: "to go on", keys: `${lease}\n` }],
    });
    expect(ended.code).toBe(0);
    expect((await mayfly(`wait ${lease} --for ended`)).code).toBe(0);

    expect((await mayfly("profile --prune")).code).toBe(0);
    expect(readFileSync(join(home, "config"), "utf8")).toBe(BEFORE);
  });

  test("Ctrl-C while waiting leaves the lease alone, and says so", async () => {
    const { screen } = await mayfly("request workshop -p x");
    const lease = idIn(screen);
    const typed = [{ after: "usually", keys: "\u0003" }];
    const interrupted = await mayfly(`wait ${lease}`, { typed });
    expect(interrupted.code).toBe(130);
    expect(interrupted.screen).toContain("The lease goes on as before.");
    const { body } = await cloud.api(`GET /v1/leases/${lease}`);
    expect(["vending", "active"]).toContain(body["status"]);
  });
});
