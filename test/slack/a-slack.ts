import type { View } from "@slack/types";
import type { AccountId, Principal } from "../../domain/ids.ts";
import type { Lease } from "../../domain/lease/lease.ts";
import type { Instant } from "../../domain/time.ts";
import { input } from "../../functions/api/contract.ts";
import { router } from "../../functions/api/router.ts";
import { messageBlocks, view as viewShape } from "../../local/slack/check-blocks.ts";
import type { OwnApi } from "../../ports/own-api.ts";
import type { SlackMessage, SlackUser, SlackWorkspace } from "../../ports/slack.ts";
import { aTemplate, NOW } from "../support/builders.ts";
import { MemoryLedger } from "../support/memory-ledger.ts";
import { SlackMemoryInMemory } from "./a-memory.ts";

export const TEAM = "T012AB3CD";
export const CHANNEL = "C0APPROVERS";

export const rules = {
  principal: "arn:aws:sts::222222222222:assumed-role/Developer/{email}",
  exceptions: { "bob@example.com": "arn:aws:iam::222222222222:user/bob" },
};
export const ALICE =
  "arn:aws:sts::222222222222:assumed-role/Developer/alice@example.com" as Principal;

const aUser = (id: string, more: Partial<SlackUser> = {}): SlackUser => ({
  ...{ id, team: TEAM, zone: "Europe/Berlin", isDeactivated: false, isBot: false },
  ...more,
});

export const USERS = {
  alice: aUser("U0ALICE", { email: "alice@example.com" }),
  bob: aUser("U0BOB", { email: "bob@example.com" }),
  nameless: aUser("U0NAMELESS"),
  gone: aUser("U0GONE", { email: "gone@example.com", isDeactivated: true }),
  robot: aUser("U0ROBOT", { email: "robot@example.com", isBot: true }),
  guest: aUser("U0GUEST", { email: "guest@example.com", team: "T0OTHER" }),
  odd: aUser("U0ODD", { email: '"a b"@example.com' }),
} as const;

/** What was written into a Slack that is a list. Every block is checked against Slack's limits. */
export function aSlack() {
  const posted: (SlackMessage & { channel: string; ts: string; thread?: string })[] = [];
  const updated: (SlackMessage & { ts: string })[] = [];
  const answers: SlackMessage[] = [];
  const views: View[] = [];
  const failures: (Error | undefined)[] = [];
  const fail = () => {
    const failure = failures.shift();
    if (failure !== undefined) throw failure;
  };
  const checked = (message: SlackMessage) => {
    messageBlocks.parse(message.blocks);
    return message;
  };
  const workspace: SlackWorkspace = {
    post: async (channel, message, thread) => {
      fail();
      const ts = `${posted.length + 1}.0`;
      posted.push({ ...checked(message), channel, ts, ...(thread && { thread: thread.ts }) });
      return await Promise.resolve({ channel, ts });
    },
    update: async ({ ts }, message) => {
      fail();
      updated.push({ ...checked(message), ts });
      await Promise.resolve();
    },
    openDirect: (user) => Promise.resolve(`D${user.slice(1)}`),
    openView: async (_, view) => {
      fail();
      viewShape.parse(view);
      views.push(view);
      await Promise.resolve();
    },
    publishHome: async (_, view) => {
      viewShape.parse(view);
      views.push(view);
      await Promise.resolve();
    },
    user: (id) => Promise.resolve(Object.values(USERS).find((each) => each.id === id) as SlackUser),
    userOf: (email) =>
      Promise.resolve(
        Object.values(USERS as Record<string, SlackUser>).find((each) => each.email === email),
      ),
    respond: async (_, message) => {
      answers.push(checked(message));
      await Promise.resolve();
    },
  };
  return { workspace, posted, updated, answers, views, failures };
}

/** The API as it is, over a ledger in memory. */
export function anApi(leases: readonly Lease[] = []) {
  const ledger = new MemoryLedger();
  for (const lease of leases) ledger.put({ lease });
  const templates = [aTemplate(), aTemplate({ name: "experiment", approval: "always" })];
  const calls: string[] = [];
  const answer = router({
    ledger: Object.assign(ledger, { remembered: () => Promise.resolve(undefined) }),
    views: ledger,
    clock: { now: () => NOW },
    ids: {
      ...{ leaseId: () => "l-aaaaaaaaaaaaaaaa" as never, accountKey: () => "a" as never },
      code: () => "0".repeat(16),
    },
    ...{ templates, slots: 10, prefix: "mayfly", region: "eu-west-1" },
    directory: {
      approvers: [rules.exceptions["bob@example.com"]],
      ...{ administrators: [], auditors: [] },
    },
    people: { userNamed: () => Promise.resolve(undefined) },
    reports: { latest: () => Promise.resolve(undefined) },
    parent: "222222222222" as AccountId,
    sessions: {
      enter: () =>
        Promise.resolve({
          ...{ accessKeyId: "ASIA", secretAccessKey: "s", sessionToken: "t" },
          expiresAt: "2026-12-01T10:00:00.000Z" as Instant,
        }),
      signInLink: () =>
        Promise.resolve("https://signin.aws.amazon.com/federation?SigninToken=secret"),
    },
  });
  const api: OwnApi = async ({ caller, sourceIp, route, path, query, headers, body }) => {
    calls.push(`${caller.split("/").at(-1)} ${route}`);
    const { statusCode, body: text } = await answer(
      input.parse({
        ...{ routeKey: route, rawPath: "/", headers, pathParameters: path },
        queryStringParameters: query,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        requestContext: {
          ...{ requestId: "r", http: { sourceIp } },
          authorizer: { iam: { userArn: caller } },
        },
      }),
    );
    return { status: statusCode, body: JSON.parse(text) as Record<string, unknown> };
  };
  return { api, ledger, calls, templates };
}

/** Everything that the two functions behind the first one ask of the world. */
export function aWorld(leases: readonly Lease[] = []) {
  const slack = aSlack();
  const own = anApi(leases);
  const memory = new SlackMemoryInMemory();
  const ports = {
    ...{ memory, team: TEAM, rules, templates: own.templates, api: own.api },
    ...{ workspace: slack.workspace, clock: { now: () => NOW }, hasApproversChannel: true },
  };
  return { ...slack, ...own, memory, ports };
}
