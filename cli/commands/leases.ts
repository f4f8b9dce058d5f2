import { randomUUID } from "node:crypto";
import { event, lease } from "../../functions/api/answers.ts";
import { everyItem } from "../api/pages.ts";
import { isoDuration } from "../duration.ts";
import { misused } from "../failure.ts";
import { type Commands, leaseIdOf, type Session, sessionOf } from "../session.ts";
import { confirm } from "../terminal/ask.ts";
import { table } from "../terminal/table.ts";
import { wholeNumber } from "./arguments.ts";
import { endOf, type Lease, leaseText, nameIn } from "./lease-view.ts";
import { waitFor } from "./wait.ts";

interface RequestFlags {
  readonly purpose: string;
  readonly duration?: string;
  readonly until?: string;
  readonly budget?: string;
  readonly key?: string;
  readonly wait?: boolean;
  readonly quiet?: boolean;
}

interface TermFlags {
  readonly by?: string;
  readonly until?: string;
}

const tell = ({ screen, isJson, world }: Session, found: Lease): void => {
  if (isJson) screen.json(found);
  else screen.say(leaseText(found, screen, world.now()));
};

/** The commands by which a lease is asked for, seen, made longer and ended. */
export const leaseCommands: Commands = (program, world) => {
  program
    .command("request <template>")
    .description("ask for an account")
    .requiredOption("-p, --purpose <text>", "what the account is for, in a sentence")
    .option("-d, --duration <time>", "how long: 3d, 12h, P3D; the template's own when absent")
    .option("--until <moment>", "until when: 2027-01-31T18:00:00Z")
    .option(
      "-b, --budget <dollars>",
      "US dollars for the whole lease; the template's own when absent",
    )
    .option("--key <key>", "the same key never asks for a second account")
    .option("-w, --wait", "wait until the account is there")
    .option("-q, --quiet", "print the id of the lease and nothing else, for scripts")
    .action(async (template: string, flags: RequestFlags, ...rest: unknown[]) => {
      const session = sessionOf(world, rest);
      const found = await session.call("POST /v1/leases", lease, {
        body: bodyOf(template, flags),
        headers: { "idempotency-key": flags.key ?? randomUUID() },
        repeatable: true,
      });
      // Before the waiting: whatever happens then, a script knows what to end.
      if (flags.quiet === true) session.screen.say(found.id);
      else if (flags.wait === true) session.screen.note(`Lease ${found.id} is ${found.status}.`);
      const shown = flags.wait === true ? await waitFor(session, found.id, {}) : found;
      if (flags.quiet === true) return;
      tell(session, shown);
      if (flags.wait === true) return;
      if (!session.isJson) session.screen.note(`\nWait for it with: mayfly wait ${found.id}`);
    });

  program
    .command("list")
    .description("list my leases, newest first; with --status, everybody's in that state")
    .option(
      "-s, --status <status>",
      "requested, vending, active, ending, ended, denied, cancelled or failed",
    )
    .option("-n, --limit <count>", "how many at most", "25")
    .action(async (flags: { status?: string; limit: string }, ...rest: unknown[]) => {
      const session = sessionOf(world, rest);
      const query =
        flags.status === undefined ? "" : `?${new URLSearchParams({ status: flags.status })}`;
      const most = wholeNumber("--limit", flags.limit);
      const found = await everyItem(session.call, `GET /v1/leases${query}`, { item: lease, most });
      if (session.isJson) session.screen.json(found);
      else listLeases(session, found, flags.status !== undefined);
    });

  program
    .command("show <lease>")
    .description("show a lease")
    .option("-e, --events", "and what has happened to it")
    .action(async (id: string, flags: { events?: boolean }, ...rest: unknown[]) => {
      const session = sessionOf(world, rest);
      const found = await session.call(`GET /v1/leases/${leaseIdOf(id)}`, lease);
      if (flags.events !== true) return tell(session, found);
      const events = await everyItem(session.call, `GET /v1/leases/${id}/events`, { item: event });
      if (session.isJson) return session.screen.json({ ...found, events });
      tell(session, found);
      const { width } = session.screen;
      session.screen.say(`\n${table(events, EVENT_COLUMNS, width)}`);
    });

  program
    .command("extend <lease>")
    .description("let a lease end later")
    .option("--by <time>", "how much later: 1d, 12h, P1D")
    .option("--until <moment>", "the new end: 2027-01-31T18:00:00Z")
    .action(async (id: string, flags: TermFlags, ...rest: unknown[]) => {
      const session = sessionOf(world, rest);
      const body = extensionOf(flags);
      tell(session, await session.call(`POST /v1/leases/${leaseIdOf(id)}/extend`, lease, { body }));
    });

  program
    .command("end <lease>")
    .description("end a lease now: its account is emptied and closed, or take a request back")
    .option("-y, --yes", "do not ask")
    .action(async (id: string, flags: { yes?: boolean }, ...rest: unknown[]) => {
      const session = sessionOf(world, rest);
      await confirm(world, {
        what: `Everything in the account of lease ${leaseIdOf(id)} will be deleted.`,
        ...{ name: id, yes: flags.yes === true },
      });
      tell(session, await session.call(`DELETE /v1/leases/${id}`, lease));
    });
};

function bodyOf(template: string, { purpose, duration, until, budget }: RequestFlags): object {
  if (duration !== undefined && until !== undefined)
    throw misused("--duration and --until cannot be given together.");
  return {
    ...{ template, purpose },
    ...(duration === undefined ? {} : { duration: isoDuration("--duration", duration) }),
    ...(until === undefined ? {} : { endsAt: until }),
    ...(budget === undefined ? {} : { budget: wholeNumber("--budget", budget) }),
  };
}

function extensionOf({ by, until }: TermFlags): object {
  if ((by === undefined) === (until === undefined))
    throw misused("Say how much later with --by 1d, or until when with --until; not both.");
  return by === undefined ? { endsAt: until } : { duration: isoDuration("--by", by) };
}

const EVENT_COLUMNS = [
  { title: "WHEN", of: ({ at }: { at: string }) => at.slice(0, 19).replace("T", " ") },
  { title: "WHAT", of: ({ type }: { type: string }) => type },
  { title: "BY", of: ({ by }: { by: string }) => nameIn(by), least: 6 },
  { title: "WHY", of: ({ why }: { why?: string | undefined }) => why ?? "", least: 10 },
];

function listLeases({ screen, world }: Session, leases: readonly Lease[], isAll: boolean): void {
  const none = isAll
    ? "There is none."
    : "You have no leases. `mayfly templates` shows what can be had.";
  const columns = [
    { title: "LEASE", of: ({ id }: Lease) => id },
    { title: "STATUS", of: ({ status }: Lease) => status },
    { title: "ACCOUNT", of: ({ accountId = "" }: Lease) => accountId },
    { title: "TEMPLATE", of: ({ template }: Lease) => template, least: 8 },
    ...(isAll ? [{ title: "OWNER", of: ({ owner }: Lease) => nameIn(owner), least: 6 }] : []),
    { title: "ENDS", of: (each: Lease) => endOf(each, world.now()), least: 17 },
    { title: "PURPOSE", of: ({ purpose }: Lease) => purpose, least: 10 },
  ];
  screen.say(leases.length === 0 ? none : table(leases, columns, screen.width));
}
