import type * as z from "zod";
import { capacity, pageOf, template } from "../../functions/api/answers.ts";
import { type Commands, sessionOf } from "../session.ts";
import { pairs, table } from "../terminal/table.ts";

type Template = z.output<typeof template>;
type Capacity = z.output<typeof capacity>;

/** The commands that tell what can be had, and how soon. */
export const supplyCommands: Commands = (program, world) => {
  program
    .command("templates")
    .description("list the kinds of leases")
    .action(async (...rest: unknown[]) => {
      const { call, screen, isJson } = sessionOf(world, rest);
      const { items } = await call("GET /v1/lease-templates", pageOf(template));
      if (isJson) screen.json(items);
      else screen.say(table(items, TEMPLATE_COLUMNS, screen.width));
    });

  program
    .command("capacity")
    .description("show how soon an account is to be had")
    .action(async (...rest: unknown[]) => {
      const { call, screen, isJson } = sessionOf(world, rest);
      const found = await call("GET /v1/capacity", capacity);
      if (isJson) screen.json(found);
      else screen.say(pairs(linesOf(found), screen.width));
    });
};

const TEMPLATE_COLUMNS = [
  { title: "TEMPLATE", of: ({ name }: Template) => name },
  { title: "LASTS", of: ({ duration }: Template) => duration.default },
  { title: "LONGEST", of: ({ duration }: Template) => duration.longest },
  { title: "BUDGET", of: ({ budget }: Template) => `$${budget.default} to $${budget.limit}` },
  { title: "APPROVAL", of: ({ approval }: Template) => approval },
  { title: "DESCRIPTION", of: ({ description }: Template) => description, least: 20 },
];

function linesOf({ queue, mine, pool, ...more }: Capacity): readonly (readonly [string, string])[] {
  const { slots, creations, closures, accountsInAttention } = more;
  return [
    ["next request", queue.next.message],
    ["waiting", String(queue.length)],
    ...mine.map(({ leaseId, message }): [string, string] => [leaseId, message]),
    ["ready in pool", String(pool.ready)],
    ["slots", slots === undefined ? "" : `${slots.left} left of ${slots.ours}`],
    ["creating", creations === undefined ? "" : `${creations.inProgress} of ${creations.atOnce}`],
    [
      "closures",
      closures === undefined ? "" : `${closures.left} left of ${closures.quota} in 30 days`,
    ],
    [
      "closing",
      closures === undefined
        ? ""
        : `${closures.inProgress} of ${closures.atOnce}, ${closures.waiting} waiting`,
    ],
    ["attention", accountsInAttention === undefined ? "" : `${accountsInAttention} accounts`],
  ];
}
