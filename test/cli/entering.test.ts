import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aFolder, aMachine, anApi } from "./support/a-machine.ts";
import { aLease, CREDENTIALS, LEASE, ROUTE } from "./support/answers.ts";

const NOW = Date.parse("2026-12-01T09:05:00Z");

describe("credentials", () => {
  const { fetch } = anApi({ [`POST ${ROUTE}/credentials`]: CREDENTIALS });

  test("come as lines that a shell can evaluate", async () => {
    const { out } = await aMachine({ fetch }).run(`credentials ${LEASE}`);
    expect(out).toContain("export AWS_SECRET_ACCESS_KEY=sec/ret+\n");
  });

  test("cannot make a shell run what somebody else wrote", async () => {
    const evil = { ...CREDENTIALS, SessionToken: "$(touch /tmp/x)'; rm -rf ~" };
    const api = anApi({ [`POST ${ROUTE}/credentials`]: evil });
    const { out } = await aMachine({ fetch: api.fetch }).run(`credentials ${LEASE}`);
    expect(out).toContain(`export AWS_SESSION_TOKEN='$(touch /tmp/x)'\\''; rm -rf ~'\n`);
  });

  test("come as the document of a credential_process, without the profile of whoever asks", async () => {
    const asked: unknown[] = [];
    const credentials = (...args: unknown[]) => {
      asked.push(args);
      return Promise.resolve({ accessKeyId: "AKIA", secretAccessKey: "x" });
    };
    const machine = aMachine({ fetch, credentials });
    const { out } = await machine.run(`credentials ${LEASE} -f process`);
    expect(JSON.parse(out)).toEqual(CREDENTIALS);
    expect(asked).toEqual([[undefined, true]]);
  });
});

describe("profile", () => {
  const { fetch } = anApi({ [`GET ${ROUTE}`]: aLease() });
  const machine = (more: object = {}) => aMachine({ fetch, ...more });

  test("assumes the role with a profile of one's own", async () => {
    const { out } = await machine().run(`profile ${LEASE} --source work`);
    expect(out).toBe(
      `[profile mayfly-${LEASE}]\nsource_profile = work\nrole_arn = arn:aws:iam::302445233566:role/mayfly-lease-holder\nrole_session_name = developer\nduration_seconds = 3600\nregion = eu-west-1\noutput = json\n`,
    );
  });

  test("is written, used and pruned without a trace", async () => {
    const home = aFolder();
    const file = join(home, "config");
    writeFileSync(file, "[default]\nregion = eu-west-1");
    const env = { AWS_CONFIG_FILE: file };
    expect((await machine({ env }).run(`profile ${LEASE} --write`)).code).toBe(0);
    expect(readFileSync(file, "utf8")).toContain(
      `credential_process = mayfly credentials ${LEASE} --format process --url https://mayfly.test --region eu-west-1\n`,
    );
    await machine({ env }).run("profile --prune");
    expect(readFileSync(file, "utf8")).toContain(LEASE);
    const over = anApi({ [`GET ${ROUTE}`]: aLease({ status: "ended" }) });
    const pruned = await machine({ env, fetch: over.fetch }).run("profile --prune");
    expect(pruned.err).toContain(`Removed from ${file}: ${LEASE}`);
    expect(readFileSync(file, "utf8")).toBe("[default]\nregion = eu-west-1");
  });

  test.each([
    [2, "never writes the profile default", "--name default"],
    [2, "cannot be the name of a profile", "--name a]b"],
    [2, "cannot be the name of a profile", "--source a]b"],
    [2, "cannot be given together", "--process --source work"],
  ])("ends with %i: %s", async (code, message, flags) => {
    const outcome = await machine().run(`profile ${LEASE} ${flags}`);
    expect(outcome).toMatchObject({ code, err: expect.stringContaining(message) });
  });

  test("does not touch a profile of the same name that is somebody else's", async () => {
    const file = join(aFolder(), "config");
    writeFileSync(file, "[profile mine]\nregion = eu-west-1\n");
    const env = { AWS_CONFIG_FILE: file };
    const outcome = await machine({ env }).run(`profile ${LEASE} --write --name mine`);
    expect(outcome).toMatchObject({ code: 8, err: expect.stringContaining("did not write") });
    expect(readFileSync(file, "utf8")).toBe("[profile mine]\nregion = eu-west-1\n");
  });

  test("takes over nothing that would run a program", async () => {
    const text = "[profile x]\ncredential_process = rm -rf /\n";
    const evil = aLease({ access: { ...aLease().access, profile: { name: "x", text } } });
    const api = anApi({ [`GET ${ROUTE}`]: evil });
    const outcome = await aMachine({ fetch: api.fetch }).run(`profile ${LEASE}`);
    expect(outcome).toMatchObject({ code: 5, out: "" });
  });
});

describe("wait", () => {
  const event = (type: string) => ({ type, at: "2026-12-01T09:00:00.000Z", by: "mayfly" });
  const states = (...statuses: string[]) => {
    const next = () => aLease({ status: statuses.length > 1 ? statuses.shift() : statuses[0] });
    const events = { items: [event("LeaseVending"), event("AccountCreationAccepted")] };
    const answer = async (url: URL) =>
      Response.json(String(url).includes("/events") ? events : next());
    return { fetch: answer as typeof fetch };
  };
  /** Time passes while it sleeps. */
  const passing = () => {
    let now = NOW;
    return {
      now: () => now,
      sleep: (milliseconds: number) => {
        now += milliseconds;
        return Promise.resolve();
      },
    };
  };

  test("tells which step is under way, and how long that usually takes", async () => {
    const { run } = aMachine({ ...states("vending", "vending", "active"), ...passing() });
    const { code, err, out } = await run(`wait ${LEASE}`);
    expect([code, err]).toEqual([0, "AWS creates the account … (usually 1 to 5 minutes)\n"]);
    expect(out).toContain("active");
  });

  test("fits its line into a terminal of 40 columns", async () => {
    const { run } = aMachine({ ...states("vending", "active"), ...passing(), columns: 40 });
    const { err } = await run(`wait ${LEASE} --no-color`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what moves the cursor takes no room.
    const lines = err.split(/\r|\n/).map((line) => line.replaceAll(/\u001b\[K/g, ""));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
  });

  test.each([
    [6, "it is failed", ["vending", "failed"], ""],
    [6, "it is denied", ["requested", "denied"], ""],
    [7, "is still vending after 1 m", ["vending"], " --timeout 1m"],
  ])("ends with %i: %s", async (code, message, statuses, flags) => {
    const { run } = aMachine({ ...states(...statuses), ...passing() });
    const outcome = await run(`wait ${LEASE}${flags}`);
    expect(outcome).toMatchObject({ code, err: expect.stringContaining(message) });
  });

  test("leaves the lease alone when it is interrupted, and says so", async () => {
    let interrupt = () => {};
    const { run } = aMachine({
      ...{ ...states("vending"), ...passing() },
      onInterrupt: (react) => {
        interrupt = react;
        return () => undefined;
      },
      sleep: () => Promise.resolve(interrupt()),
    });
    const outcome = await run(`wait ${LEASE}`);
    expect(outcome).toMatchObject({ code: 130, err: expect.stringContaining("goes on as before") });
  });
});
