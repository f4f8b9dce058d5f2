import { mayflyClient } from "../../client/mayfly-client.ts";
import { PEOPLE, type Person } from "../../cloud/people.ts";
import type { AskCloud } from "../../control/client.ts";
import { nameIn } from "../../demo/format.ts";
import type { About } from "../common/about.ts";
import { UsageError } from "../common/command.ts";
import { exportsOf } from "../start/greeting.ts";
import { table } from "./table.ts";

const MOST = 100;

/** In the order of their lives; the API lists everybody's by status only. */
const STATUSES = {
  leases: ["requested", "vending", "active", "ending", "ended", "denied", "cancelled", "failed"],
  accounts: [
    ...["creating", "preparing", "available", "leased", "quarantined"],
    ...["nuking", "closing", "closed", "attention"],
  ],
} as const;

type Item = Readonly<Record<string, string | undefined>>;

/** What Mayfly's API lists for its administrator: of each status the newest. */
async function everything(ask: AskCloud, url: string, kind: keyof typeof STATUSES) {
  const { region, people } = await ask<About>("GET /_local/cloud");
  const call = mayflyClient({ url, region, credentials: people.administrator });
  const lists = STATUSES[kind].map(async (status) => {
    const answer = await call(`GET /v1/${kind}?limit=${MOST}&status=${status}`);
    if (answer.status !== 200)
      throw new Error(`The API answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body["items"] as readonly Item[];
  });
  return (await Promise.all(lists)).flat();
}

/** The leases of everybody. */
export async function leases(ask: AskCloud, url: string): Promise<string> {
  const all = await everything(ask, url, "leases");
  if (all.length === 0) return "Nobody has asked for an account yet.";
  return table(
    all.map(({ id = "", status = "", owner = "", template = "", accountId = "", expiresAt }) => {
      const end = expiresAt === undefined ? "" : `until ${expiresAt}`;
      return [id, status, nameIn(owner), template, accountId, end];
    }),
  );
}

/** The accounts that Mayfly manages. */
export async function accounts(ask: AskCloud, url: string): Promise<string> {
  const all = await everything(ask, url, "accounts");
  if (all.length === 0) return "Mayfly has no accounts yet.";
  return table(
    all.map(({ name = "", status = "", accountId = "", leaseId = "" }) => [
      ...[accountId, name, status, leaseId],
    ]),
  );
}

/** Lines for a shell, by which it acts as somebody in this cloud: `eval "$(npm run -s local -- login developer)"`. */
export async function login(ask: AskCloud, url: string, person = "developer"): Promise<string> {
  if (!(person in PEOPLE))
    throw new UsageError(
      `There is nobody called ${person}. There are: ${Object.keys(PEOPLE).join(", ")}.`,
    );
  const { people, region } = await ask<About>("GET /_local/cloud");
  return [
    exportsOf(people[person as Person]),
    `export AWS_ENDPOINT_URL=${url} AWS_REGION=${region} AWS_DEFAULT_REGION=${region}`,
    `export MAYFLY_API_URL=${url}`,
  ].join("\n");
}
