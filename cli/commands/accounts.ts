import type * as z from "zod";
import { account, nukeReport } from "../../functions/api/answers.ts";
import { ACCOUNT_STATUSES } from "../../functions/api/contract.ts";
import { everyItem } from "../api/pages.ts";
import { type Commands, type Session, sessionOf } from "../session.ts";
import { pairs, table } from "../terminal/table.ts";
import { accountKeyOf } from "./arguments.ts";
import { moment, nameIn } from "./lease-view.ts";

type Account = z.output<typeof account>;
type Report = z.output<typeof nukeReport>;

/** The commands of administrators. */
export const accountCommands: Commands = (program, world) => {
  program
    .command("accounts")
    .description("list the accounts that Mayfly manages (administrators)")
    .option(
      "-s, --status <status>",
      `${ACCOUNT_STATUSES.join(", ")}; all but closed ones when absent`,
    )
    .action(async ({ status }: { status?: string }, ...rest: unknown[]) => {
      const session = sessionOf(world, rest);
      const found = await accountsIn(session, status === undefined ? PRESENT : [status]);
      if (session.isJson) return session.screen.json(found);
      if (found.length === 0) return session.screen.say("There is none.");
      session.screen.say(table(found, COLUMNS, session.screen.width));
    });

  program
    .command("nuke-report <key>")
    .description("show what the last nuke of an account removed and left (administrators)")
    .action(async (key: string, ...rest: unknown[]) => {
      const { call, screen, isJson } = sessionOf(world, rest);
      const found = await call(`GET /v1/accounts/${accountKeyOf(key)}/report`, nukeReport);
      if (isJson) return screen.json(found);
      screen.say(reportText(found, screen.width));
    });

  program
    .command("attention")
    .description("show the accounts that need a person, and what to do (administrators)")
    .option("--retry <key>", "start the teardown of this one again")
    .action(async ({ retry }: { retry?: string }, ...rest: unknown[]) => {
      const session = sessionOf(world, rest);
      if (retry !== undefined) return await tryAgain(session, retry);
      const found = await accountsIn(session, ["attention"]);
      if (session.isJson) return session.screen.json(found);
      if (found.length === 0) return session.screen.say("No account needs anybody.");
      session.screen.say(found.map((each) => needOf(each, session.screen.width)).join("\n\n"));
    });
};

const PRESENT = ACCOUNT_STATUSES.filter((each) => each !== "closed" && each !== "gone");

async function accountsIn({ call }: Session, statuses: readonly string[]): Promise<Account[]> {
  const found: Account[] = [];
  for (const status of statuses)
    found.push(
      ...(await everyItem(call, `GET /v1/accounts?${new URLSearchParams({ status })}`, {
        item: account,
      })),
    );
  return found;
}

const COLUMNS = [
  { title: "KEY", of: ({ key }: Account) => key },
  { title: "STATUS", of: ({ status }: Account) => status },
  { title: "ACCOUNT", of: ({ accountId = "" }: Account) => accountId },
  { title: "LEASE", of: ({ leaseId = "" }: Account) => leaseId, least: 10 },
  { title: "OWNER", of: ({ owner = "" }: Account) => nameIn(owner), least: 8 },
  { title: "SINCE", of: sinceOf },
  { title: "WHY", of: whyOf, least: 10 },
];

/** Since when an account is kept from people, or was to be. */
function sinceOf({ hold, attentionSince, quarantinedAt }: Account): string {
  const since = hold?.since ?? attentionSince ?? quarantinedAt;
  return since === undefined ? "" : moment(since);
}

/** Why an account is in nobody's hands. */
function whyOf({ hold, cause, leaseOver = "" }: Account): string {
  return hold?.why ?? cause?.error ?? leaseOver;
}

/** Who keeps an account in quarantine, why, and since when. */
const keptBy = ({ hold }: Pick<Account, "hold">): string =>
  hold === undefined ? "" : `${nameIn(hold.by)}, since ${moment(hold.since)}: ${hold.why}`;

const needOf = ({ key, accountId = "", leaseId = "", cause, ...rest }: Account, width: number) =>
  pairs(
    [
      ["account", `${accountId} (${key})`],
      ["lease", leaseId],
      ["owner", nameIn(rest.owner ?? "")],
      ["lease over", rest.leaseOver ?? ""],
      ["kept by", keptBy(rest)],
      ["since", rest.attentionSince === undefined ? "" : moment(rest.attentionSince)],
      ["cause", cause === undefined ? "" : `${cause.error}: ${cause.message}`],
      [
        "by itself",
        rest.dueAt === undefined ? "is not tried again" : `is tried again at ${moment(rest.dueAt)}`,
      ],
      [
        "what to do",
        rest.hold === undefined
          ? `mend the cause (docs/runbooks.md), then: mayfly attention --retry ${key}`
          : `when it may go on, release it: mayfly attention --retry ${key}`,
      ],
    ],
    width,
  );

async function tryAgain({ call, screen, isJson }: Session, key: string): Promise<void> {
  const found = await call(`POST /v1/accounts/${accountKeyOf(key)}/retry`, account, { body: {} });
  if (isJson) screen.json(found);
  else
    screen.say(`Account ${found.accountId ?? key} is ${found.status}: its teardown begins again.`);
}

const COUNTS = [
  { title: "REGION", of: ({ region }: Report["counts"][number]) => region },
  { title: "TYPE", of: ({ type }: Report["counts"][number]) => type, least: 10 },
  { title: "REMOVED", of: ({ removed }: Report["counts"][number]) => String(removed) },
  { title: "FAILED", of: ({ failed }: Report["counts"][number]) => String(failed) },
  { title: "FILTERED", of: ({ filtered }: Report["counts"][number]) => String(filtered) },
];

function reportText({ accountId, counts, remaining, problems, ...rest }: Report, width: number) {
  const { accountKey, attempt, passes, finishedAt, reasons } = rest;
  const left = remaining.map((name): [string, string] => [
    "left",
    reasons[name] === undefined ? name : `${name}: ${reasons[name]}`,
  ]);
  const facts = pairs(
    [
      ["account", `${accountId} (${accountKey})`],
      ["ended", `${moment(finishedAt)}, attempt ${attempt}, ${passes} passes`],
      ...(left.length === 0 ? [["left", "nothing"] as [string, string]] : left),
      ...problems.map((problem): [string, string] => ["not looked at", problem]),
    ],
    width,
  );
  return counts.length === 0 ? facts : `${facts}\n\n${table(counts, COUNTS, width)}`;
}
