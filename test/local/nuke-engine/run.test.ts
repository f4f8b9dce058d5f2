import { describe, expect, test } from "vitest";
import { ACCOUNT, aRun, unlistable } from "./an-engine.ts";

const LOOK = "--force --force-sleep 3";
const REMOVE = `${LOOK} --no-dry-run`;

describe("a look", () => {
  test("tells what would be removed and removes nothing", async () => {
    const things = { SQSQueue: [{ name: "one", properties: { QueueURL: "one", b: 'say "hi"' } }] };

    const { lines, failure } = await aRun(LOOK, { things });

    expect(failure).toBeUndefined();
    expect(lines).toContain(
      'global - SQSQueue - one - [QueueURL: "one", b: "say \\"hi\\""] - would remove',
    );
    expect(lines).toContain("Scan complete: 1 total, 1 nukeable, 0 filtered.");
    expect(lines.at(-1)).toContain("Provide --no-dry-run to actually destroy resources.");
  });

  test("says when there is nothing", async () => {
    const { lines, failure } = await aRun(LOOK);

    expect(failure).toBeUndefined();
    expect(lines.at(-1)).toBe("No resource to delete.");
  });

  test("goes on without a kind that cannot be listed, and tells of it", async () => {
    const { lines, failure } = await aRun(LOOK, { kinds: [unlistable("FMSPolicy")] });

    expect(failure).toBeUndefined();
    expect(lines.find((line) => line.includes("listing failed"))).toMatch(
      /^time="[^"]+" level=error msg="listing failed:.* owner=global resource_type=FMSPolicy$/,
    );
  });

  test("leaves out excluded types, and keeps to included ones", async () => {
    const things = { One: [{ name: "1" }], Two: [{ name: "2" }], Three: [{ name: "3" }] };
    const configuration = { "resource-types": { includes: ["One", "Two"], excludes: ["Two"] } };

    const { lines } = await aRun(LOOK, { things, configuration });

    expect(lines).toContain("Scan complete: 1 total, 1 nukeable, 0 filtered.");
  });

  test("tells what filters keep, unless it is quiet", async () => {
    const things = {
      IAMRole: [{ name: "access" }, { name: "linked", cannot: "cannot delete service roles" }],
    };
    const configuration = { accounts: { [ACCOUNT]: { filters: { IAMRole: ["access"] } } } };

    const { lines } = await aRun(LOOK, { things, configuration });
    const quiet = await aRun(`${LOOK} --quiet`, { things, configuration });

    expect(lines).toContain("global - IAMRole - access - [] - filtered: filtered by config");
    expect(lines).toContain(
      "global - IAMRole - linked - [] - filtered: cannot delete service roles",
    );
    expect(quiet.about("global - IAMRole")).toEqual([]);
  });
});

describe("a removal", () => {
  test("goes in rounds, until what depends on others can go too", async () => {
    const things = { EC2VPC: [{ name: "vpc", after: ["subnet"] }, { name: "subnet" }] };

    const { lines, failure } = await aRun(REMOVE, { things });

    expect(failure).toBeUndefined();
    expect(lines).toContain("Nuke complete: 0 failed, 0 skipped, 2 finished.");
    expect(
      lines.filter((line) => line.includes("EC2VPC - vpc")).map((line) => line.split(" - ").at(-1)),
    ).toEqual(["would remove", "failed", "failed", "removed"]);
  });

  test("waits for what is gone only after a while", async () => {
    const things = { EC2Instance: [{ name: "i-1", lingers: 5 }] };

    const { lines, slept, failure } = await aRun(`${REMOVE} --run-sleep-delay 1m`, { things });

    expect(failure).toBeUndefined();
    expect(lines).toContain("global - EC2Instance - i-1 - [] - removed");
    expect(slept).toBeGreaterThan(5 * 60_000);
  });

  test("stops waiting after as many rounds as it was told", async () => {
    const things = { EC2Instance: [{ name: "i-1", lingers: 99 }] };

    const { failure } = await aRun(`${REMOVE} --max-wait-retries 3`, { things });

    expect(failure).toBe("max wait retries of 3 exceeded");
  });

  test("gives up when only failures are left, and says why each failed", async () => {
    const things = { IAMUser: [{ name: "ann", after: ["ann"] }, { name: "bob" }] };

    const { lines, failure } = await aRun(REMOVE, { things });

    expect(failure).toBe("failed");
    const end = lines.indexOf(
      "There are resources in failed state, but none are ready for deletion, anymore.",
    );
    expect(lines.slice(end + 1)).toEqual([
      "global - IAMUser - ann - [] - failed",
      "Error: ann depends on it",
    ]);
    expect(lines).toContain("global - IAMUser - bob - [] - removed");
  });

  test("keeps what filters keep", async () => {
    const things = { IAMRole: [{ name: "access" }, { name: "worker" }] };
    const configuration = { accounts: { [ACCOUNT]: { filters: { IAMRole: ["access"] } } } };

    const { lines } = await aRun(REMOVE, { things, configuration });

    expect(lines).toContain("Nuke complete: 0 failed, 1 skipped, 1 finished.");
  });
});

describe("a refusal", () => {
  test.each([
    ["an account on the blocklist", { account: "111111111111" }, "account is in blocklist"],
    ["an account that is not configured", { account: "444444444444" }, "account is not configured"],
    [
      "a configuration without a blocklist",
      { configuration: { blocklist: [] } },
      "no blocklist defined",
    ],
    ["an account without an alias", { aliases: [] }, "specified account doesn't have an alias."],
    [
      "an alias that sounds like production",
      { aliases: ["My-Prod"] },
      "with the alias 'My-Prod', but it contains the blocklisted keyword 'prod'",
    ],
  ])("meets %s", async (_, given, message) => {
    const { failure, lines } = await aRun(REMOVE, { things: { A: [{ name: "a" }] }, ...given });

    expect(failure).toContain(message);
    expect(lines).toEqual([]);
  });

  test("of an account without an alias can be lifted for exactly that account", async () => {
    const configuration = { "bypass-alias-check-accounts": [ACCOUNT] };
    const other = { "bypass-alias-check-accounts": ["444444444444"] };
    const command = `${LOOK} --no-alias-check`;

    expect((await aRun(LOOK, { aliases: [], configuration })).failure).toContain("an alias");
    expect((await aRun(command, { aliases: [], configuration: other })).failure).toContain("alias");
    expect((await aRun(command, { aliases: [], configuration })).failure).toBeUndefined();
  });

  test("meets a wait that leaves nobody time to interrupt", async () => {
    const { failure } = await aRun("--force --force-sleep 2");

    expect(failure).toContain("cannot be less than 3 seconds");
  });

  test("meets a run that would have to ask somebody", async () => {
    expect((await aRun("--force-sleep 3")).failure).toContain("use --force");
  });

  test.each([
    ["an unknown option", "--everything"],
    ["a pause that is no duration", "--run-sleep-delay soon"],
    ["a wait that is no number", "--force-sleep long"],
  ])("meets %s", async (_, command) => {
    await expect(aRun(command)).rejects.toThrow();
  });

  test("meets a configuration with members that the stand-in does not understand", async () => {
    await expect(aRun(LOOK, { configuration: { presets: {} } })).rejects.toThrow("presets");
  });
});
