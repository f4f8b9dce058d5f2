import { describe, expect, test } from "vitest";
import { SlackRefused } from "../../domain/slack/failures.ts";
import { DAY, plus } from "../../domain/time.ts";
import type { Deed } from "../../functions/shared/slack/schemas.ts";
import { workOn } from "../../functions/slack-work/step.ts";
import { anActiveLease, LEASE_ID, requested } from "../support/builders.ts";
import { ALICE, aWorld, TEAM, USERS } from "./a-slack.ts";

const by = (name: keyof typeof USERS) => ({ team: TEAM, user: USERS[name].id });

const command = (text: string, name: keyof typeof USERS = "alice"): Deed => ({
  ...{ kind: "command", ...by(name), text, responseUrl: "https://hooks.slack.com/1", trigger: "t" },
});
const press = (
  action: string,
  value: object | string,
  name: keyof typeof USERS = "alice",
): Deed => ({
  ...{ kind: "action", ...by(name), action, trigger: "t", isHome: false },
  value: typeof value === "string" ? value : JSON.stringify(value),
  responseUrl: "https://hooks.slack.com/1",
});
const submission = (form: string, values: Record<string, string>, about = ""): Deed => ({
  ...{ kind: "submission", ...by("alice"), form, values, about },
});

const mine = () => anActiveLease({ owner: ALICE });
const waiting = () => requested({ owner: ALICE }).lease;

const world = (...leases: Parameters<typeof aWorld>) => {
  const made = aWorld(...leases);
  let count = 0;
  const run = async (deed: Deed, id?: string) => {
    count += 1;
    const own = id ?? count.toString(16).padStart(64, "0");
    await workOn(made.ports)({ id: own, sourceIp: "192.0.2.1", deed });
    return made.answers.at(-1)?.text ?? "";
  };
  return { ...made, run };
};

describe("whoever cannot be known", () => {
  test.each([
    ["nameless", "shows no e-mail address"],
    ["gone", "is deactivated"],
    ["robot", "Bots hold no accounts"],
    ["guest", "of another workspace"],
    ["odd", "Nobody in AWS belongs to"],
  ] as const)("%s is told privately, and nothing is asked of the API", async (name, words) => {
    const { run, calls, posted } = world();
    expect(await run(command("request for x", name))).toContain(words);
    expect(calls).toEqual([]);
    expect(posted).toEqual([]);
  });
});

describe("a command", () => {
  test("asks for an account in the person's name", async () => {
    const { run, ledger } = world();
    expect(await run(command("request 3d for load test"))).toMatch(/^Accepted: `l-a+`/);
    expect(ledger.leases).toMatchObject([
      { owner: ALICE, purpose: "load test", term: { seconds: 3 * DAY } },
    ]);
  });

  test("says who is told when somebody must approve, and that nobody is without a channel", async () => {
    const { run, ports } = world();
    expect(await run(command("request experiment for x"))).toContain("Approvers have been told.");
    const other = world();
    Object.assign(other.ports, { hasApproversChannel: false });
    expect(await other.run(command("request experiment for x"))).toContain(
      "No channel of approvers",
    );
    expect(ports.hasApproversChannel).toBe(true);
  });

  test("is refused by the API's own rules, in its own words", async () => {
    const { run, ledger } = world();
    expect(await run(command("request 300d for x"))).toContain(
      "Template sandbox allows at most P30D",
    );
    expect(await run(command("request $9999 for x"))).toContain("allows a budget of 1 to 200");
    expect(await run(command(`request for ${"x".repeat(5_000)}`))).toContain("longer than 500");
    expect(ledger.leases).toEqual([]);
  });

  test("that mentions everybody mentions nobody", async () => {
    const { run, answers } = world();
    await run(command("<!channel> <https://evil.example|click>"));
    expect(JSON.stringify(answers)).not.toMatch(/<!channel>|<https:/);
    await run(command('request "<!here> *now*"'));
    await run(command("list"));
    expect(JSON.stringify(answers)).not.toContain("<!here>");
  });

  test("without words opens the form, which shows what each template gives", async () => {
    const { run, views } = world();
    await run(command(""));
    expect(JSON.stringify(views)).toContain("3d to 30d, up to $200, with approval");
  });

  test("that is not understood is answered with an example", async () => {
    const { run } = world();
    expect(await run(command("make me rich"))).toMatch(/“make”.*For example: `\/mayfly request/);
    expect(await run(command("help"))).toContain("/mayfly extend 1d");
  });

  test("means the only open lease when it names none", async () => {
    const { run, ledger } = world([mine()]);
    expect(await run(command("extend 1d"))).toContain("now");
    expect(ledger.leases).toMatchObject([{ expiresAt: plus(mine().expiresAt, DAY) }]);
    expect(await run(command("status"))).toContain("is ready");
    expect(await world().run(command("end"))).toContain("no lease that is open");
  });

  test("extends once, however often it runs", async () => {
    const { run, ledger } = world([mine()]);
    await run(command("extend 1d"), "e".repeat(64));
    expect(await run(command("extend 1d"), "e".repeat(64))).toContain("already");
    expect(ledger.leases).toMatchObject([
      { expiresAt: plus(mine().expiresAt, DAY), extensions: 1 },
    ]);
  });

  test("about somebody else's lease is answered as if there were none", async () => {
    const { run } = world([anActiveLease()]);
    expect(await run(command(`end ${LEASE_ID}`))).toBe(
      `There is no lease ${LEASE_ID} that you may see.`,
    );
  });
});

describe("a decision", () => {
  test("is the approver's, once", async () => {
    const { run, ledger } = world([
      requested({ owner: ALICE, template: { ...waiting().template, approval: "always" } }).lease,
    ]);
    expect(await run(press("approve", { lease: LEASE_ID }))).toContain("does not let you approve");
    expect(ledger.leases).toMatchObject([{ status: "requested" }]);
    expect(await run(press("approve", { lease: LEASE_ID }, "bob"))).toContain("You approved");
    expect(await run(press("approve", { lease: LEASE_ID }, "bob"))).toContain(
      "only a requested lease",
    );
  });

  test("to deny asks for a reason", async () => {
    const lease = requested({
      owner: ALICE,
      template: { ...waiting().template, approval: "always" },
    }).lease;
    const { run, views, ledger, posted } = world([lease]);
    await run(press("deny", { lease: LEASE_ID }, "bob"));
    expect(views).toMatchObject([{ callback_id: "deny", private_metadata: LEASE_ID }]);
    await run({ ...submission("deny", { reason: "no *need*" }, LEASE_ID), ...by("bob") });
    expect(ledger.leases).toMatchObject([{ status: "denied", reason: "no *need*" }]);
    expect(posted).toMatchObject([{ channel: "D0BOB" }]);
  });
});

describe("a button", () => {
  test.each([
    ["explode", { lease: LEASE_ID }],
    ["end", "not json"],
    ["end", { lease: "l-of-nobody" }],
    ["extend", { lease: LEASE_ID }],
    ["extend", { lease: LEASE_ID, endsAt: "soon" }],
  ])("%s with %j is harmless, and says so", async (action, value) => {
    const { run, ledger } = world([mine()]);
    expect(await run(press(action, value))).toContain("another version of Mayfly");
    expect(ledger.leases).toEqual([mine()]);
  });

  test("of a lease that is over says what it is now", async () => {
    const { run } = world([{ ...waiting(), status: "cancelled", cancelledAt: mine().activatedAt }]);
    expect(await run(press("end", { lease: LEASE_ID }))).toContain("is cancelled already");
    expect(await run(press("console", { lease: LEASE_ID }))).toMatch(/cancelled/);
  });

  test("into the console shows the link to its owner alone, and posts it nowhere", async () => {
    const { run, views, posted, answers } = world([mine()]);
    await run(press("console", { lease: LEASE_ID }));
    expect(JSON.stringify(views)).toContain("SigninToken=secret");
    expect(JSON.stringify([posted, answers])).not.toContain("SigninToken");
    expect(await run(press("console", { lease: LEASE_ID }, "bob"))).toContain("does not let you");
  });

  test("that came too late for Slack can be pressed again", async () => {
    const { run, failures } = world([mine()]);
    failures.push(new SlackRefused("late", { error: "expired_trigger_id" }));
    expect(await run(press("console", { lease: LEASE_ID }))).toContain("press once more");
  });
});

describe("the home tab", () => {
  test("lists one's leases, and what waits for those who decide", async () => {
    const { run, views } = world([
      mine(),
      { ...waiting(), id: "l-ffffffffffffffff" as never, status: "requested" } as never,
    ]);
    await run({ kind: "home", ...by("alice") });
    expect(JSON.stringify(views[0])).toContain("End now");
    expect(JSON.stringify(views[0])).not.toContain("Waiting for you");
    await run({ kind: "home", ...by("bob") });
    expect(JSON.stringify(views[1])).toContain("l-ffffffffffffffff");
  });
});
