import type * as z from "zod";
import { account, audit, grants, lease } from "../../functions/api/answers.ts";
import { everyItem } from "../api/pages.ts";
import { misused } from "../failure.ts";
import { type Commands, leaseIdOf, sessionOf } from "../session.ts";
import { confirm } from "../terminal/ask.ts";
import { table } from "../terminal/table.ts";
import { accountKeyOf, wholeNumber } from "./arguments.ts";
import { leaseText, moment } from "./lease-view.ts";

/** The commands by which administrators and auditors step in, and see who had what. */
export const custodyCommands: Commands = (program, world) => {
  program
    .command("quarantine <key>")
    .description("end the lease of an account now, keep all that is in it (administrators)")
    .requiredOption("-r, --reason <text>", "why: whoever finds the account wants to know")
    .option("-y, --yes", "do not ask")
    .action(async (key: string, flags: { reason: string; yes?: boolean }, ...rest: unknown[]) => {
      const { call, screen, isJson } = sessionOf(world, rest);
      await confirm(world, {
        what: `Everybody will be shut out of account ${accountKeyOf(key)} at once.`,
        ...{ name: key, yes: flags.yes === true },
      });
      const route = `POST /v1/accounts/${key}/quarantine`;
      const found = await call(route, account, { body: { reason: flags.reason } });
      if (isJson) return screen.json(found);
      screen.say(
        `Account ${found.accountId ?? key} is ${found.status}. It is kept until: mayfly attention --retry ${key}`,
      );
    });

  program
    .command("adopt <number>")
    .description("take in an account that others made: all in it is deleted (administrators)")
    .requiredOption("-n, --name <name>", "the account's name in AWS Organizations")
    .option("-y, --yes", "do not ask")
    .action(async (number: string, flags: { name: string; yes?: boolean }, ...rest: unknown[]) => {
      const { call, screen, isJson } = sessionOf(world, rest);
      await confirm(world, {
        what: `Everything in account ${numberOf(number)} will be deleted.`,
        ...{ name: flags.name, yes: flags.yes === true },
      });
      const body = { accountId: number, name: flags.name };
      const found = await call("POST /v1/accounts", account, { body, repeatable: true });
      if (isJson) return screen.json(found);
      screen.say(`Account ${number} is ${found.status}: it is emptied, and goes into the pool.`);
    });

  program
    .command("unfreeze <lease>")
    .description("let a lease whose budget was used up spend again (administrators)")
    .option("-b, --budget <dollars>", "a larger budget, up to the template's limit")
    .action(async (id: string, { budget }: { budget?: string }, ...rest: unknown[]) => {
      const { call, screen, isJson } = sessionOf(world, rest);
      const body = budget === undefined ? {} : { budget: wholeNumber("--budget", budget) };
      const found = await call(`POST /v1/leases/${leaseIdOf(id)}/unfreeze`, lease, { body });
      if (isJson) screen.json(found);
      else screen.say(leaseText(found, screen, world.now()));
    });

  program
    .command("audit <lease>")
    .description("print a lease and its whole history as one JSON document")
    .action(async (id: string, _: object, ...rest: unknown[]) => {
      const { call, screen } = sessionOf(world, rest);
      screen.json(await call(`GET /v1/leases/${leaseIdOf(id)}/audit`, audit));
    });

  program
    .command("access")
    .description("list who gets in where, and until when (administrators, auditors)")
    .action(async (...rest: unknown[]) => {
      const { call, screen, isJson } = sessionOf(world, rest);
      const found = await everyItem(call, "GET /v1/access", { item: grants });
      if (isJson) return screen.json(found);
      if (found.length === 0) return screen.say("Nobody gets in anywhere.");
      screen.say(table(found, COLUMNS, screen.width));
    });
};

type Grants = z.output<typeof grants>;

const COLUMNS = [
  { title: "ACCOUNT", of: ({ accountId }: Grants) => accountId },
  { title: "LEASE", of: ({ leaseId }: Grants) => leaseId },
  { title: "UNTIL", of: ({ until }: Grants) => moment(until) },
  { title: "OWNER", of: ({ owner }: Grants) => owner, least: 10 },
];

function numberOf(text: string): string {
  if (/^\d{12}$/.test(text)) return text;
  throw misused(`"${text}" is not the number of an AWS account: 12 digits.`);
}
