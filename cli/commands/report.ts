import * as z from "zod";
import { report } from "../../functions/api/answers.ts";
import type { Call } from "../api/client.ts";
import { everyItem } from "../api/pages.ts";
import { CommandFailure, EXIT, misused } from "../failure.ts";
import { type Commands, sessionOf } from "../session.ts";

interface ReportFlags {
  readonly from?: string;
  readonly to?: string;
  readonly by?: string;
  readonly format: string;
}

const FORMATS = ["csv", "json"];
const DATE = /^\d{4}-\d{2}-\d{2}/;

/** `mayfly report`: who had which account when, and what it cost. */
export const reportCommand: Commands = (program, world) => {
  program
    .command("report")
    .description("report on leases: who had which account when, and what it cost (administrators)")
    .option(
      "--from <date>",
      "first day, such as 2026-12-01; the deployment's own choice when absent",
    )
    .option("--to <date>", "the day after the last")
    .option("--by <what>", "put together by owner, template, …")
    .option("-f, --format <format>", "csv or json", "csv")
    .action(async (flags: ReportFlags, ...rest: unknown[]) => {
      const { call, screen, isJson } = sessionOf(world, rest);
      const query = queryOf(isJson ? { ...flags, format: "json" } : flags);
      if (query.get("format") === "json")
        screen.json(await wholeReport(call, query).catch(withoutReports));
      else
        screen.say((await call(`${ROUTE}?${query}`, z.string()).catch(withoutReports)).trimEnd());
    });
};

const ROUTE = "GET /v1/reports/leases";

/** All pages as one. The further ones are asked for with the range of the first, which Mayfly may have chosen. */
async function wholeReport(call: Call, query: URLSearchParams): Promise<object> {
  const { next, ...first } = await call(`${ROUTE}?${query}`, report);
  if (next === undefined) return first;
  const { from, to } = first;
  const further = `${ROUTE}?${new URLSearchParams({ from, to, format: "json" })}`;
  const rest = await everyItem(call, further, { item: report.shape.items.element, start: next });
  return { ...first, items: [...first.items, ...rest] };
}

function queryOf({ from, to, by, format }: ReportFlags): URLSearchParams {
  if (!FORMATS.includes(format)) throw misused(`--format must be csv or json, not "${format}".`);
  for (const [flag, value] of Object.entries({ "--from": from, "--to": to }))
    if (value !== undefined && !DATE.test(value))
      throw misused(`${flag} must be a day such as 2026-12-01, not "${value}".`);
  const given = Object.entries({ from, to, by, format }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return new URLSearchParams(given);
}

/** Deployments before reports have no such route: that is no mistake of whoever asks. */
function withoutReports(error: unknown): never {
  if (error instanceof CommandFailure && / has no GET \/v1\/reports/.test(error.message))
    throw new CommandFailure(
      EXIT.refused,
      "This deployment of Mayfly makes no reports.",
      "They came after it was deployed: see docs/deploying.md for how to upgrade it.",
    );
  throw error;
}
