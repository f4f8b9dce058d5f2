import type * as z from "zod";
import { course, madeCodes, withdrawnCodes } from "../../functions/api/answers.ts";
import { everyItem } from "../api/pages.ts";
import { misused } from "../failure.ts";
import { type Commands, sessionOf } from "../session.ts";
import { confirm } from "../terminal/ask.ts";
import { table } from "../terminal/table.ts";
import { wholeNumber } from "./arguments.ts";

interface MakeFlags {
  readonly template: string;
  readonly number: string;
  readonly until: string;
  readonly budget?: string;
}

/** The commands by which organizers make, count and withdraw one-time codes. */
export const codesCommands: Commands = (program, world) => {
  const codes = program.command("codes").description("one-time codes for courses (organizers)");

  codes
    .command("make <course>")
    .description("make codes, or more of them; they are shown this once")
    .requiredOption("-t, --template <name>", "the lease template of their leases")
    .requiredOption("-n, --number <count>", "how many")
    .requiredOption("--until <moment>", "when the course ends: 2027-01-31T18:00:00Z")
    .option("-b, --budget <dollars>", "US dollars for each lease; the template's own when absent")
    .action(async (name: string, flags: MakeFlags, ...rest: unknown[]) => {
      const { call, screen, isJson } = sessionOf(world, rest);
      const { template, number, until: endsAt, budget } = flags;
      const body = {
        ...{ course: name, template, endsAt, number: wholeNumber("--number", number) },
        ...(budget === undefined ? {} : { budget: wholeNumber("--budget", budget) }),
      };
      const made = await call("POST /v1/codes", madeCodes, { body });
      if (isJson) return screen.json(made);
      screen.say(made.codes.join("\n"));
      screen.note("Nobody can show these codes again.");
    });

  codes
    .command("list")
    .description("list courses and what has become of their codes, never the codes")
    .action(async (...rest: unknown[]) => {
      const { call, screen, isJson } = sessionOf(world, rest);
      const found = await everyItem(call, "GET /v1/codes", { item: course });
      if (isJson) return screen.json(found);
      if (found.length === 0) return screen.say("There is no course.");
      screen.say(table(found, COLUMNS, screen.width));
    });

  codes
    .command("withdraw <course>")
    .description("withdraw the codes that nobody has redeemed")
    .option("--end-leases", "end the leases of the redeemed ones too")
    .option("-y, --yes", "do not ask")
    .action(
      async (name: string, flags: { endLeases?: boolean; yes?: boolean }, ...rest: unknown[]) => {
        const { call, screen, isJson } = sessionOf(world, rest);
        await confirm(world, {
          what:
            flags.endLeases === true
              ? `Everything in the accounts of course ${courseOf(name)} will be deleted.`
              : `The unused codes of course ${courseOf(name)} will be good no more.`,
          ...{ name, yes: flags.yes === true },
        });
        const query = flags.endLeases === true ? "?leases=end" : "";
        const route = `DELETE /v1/codes/${name}${query}`;
        const answer = await call(route, withdrawnCodes, { repeatable: true });
        if (isJson) return screen.json(answer);
        const { withdrawn } = answer.course;
        screen.say(`${withdrawn} codes are withdrawn; ${answer.leasesEnded} leases were ended.`);
      },
    );
};

function courseOf(name: string): string {
  if (/^[a-z][a-z0-9-]{1,39}$/.test(name)) return name;
  throw misused(`"${name}" is not the name of a course.`, "`mayfly codes list` shows them.");
}

type Course = z.output<typeof course>;

const COLUMNS = [
  { title: "COURSE", of: (each: Course) => each.course },
  { title: "TEMPLATE", of: ({ template }: Course) => template },
  { title: "UNTIL", of: ({ endsAt }: Course) => endsAt },
  { title: "UNUSED", of: ({ unused }: Course) => String(unused) },
  { title: "REDEEMED", of: ({ redeemed }: Course) => String(redeemed) },
  { title: "EXPIRED", of: ({ expired }: Course) => String(expired) },
  { title: "WITHDRAWN", of: ({ withdrawn }: Course) => String(withdrawn) },
];
