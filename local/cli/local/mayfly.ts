import { mayflyClient } from "../../client/mayfly-client.ts";
import { PEOPLE, type Person } from "../../cloud/people.ts";
import type { AskCloud } from "../../control/client.ts";
import { nameIn } from "../../demo/format.ts";
import type { MadeUser } from "../../identity/first-credentials.ts";
import { UsageError } from "../common/command.ts";
import { exportsOf } from "../start/greeting.ts";
import { table } from "./table.ts";

interface About {
  readonly time: string;
  readonly region: string;
  readonly people: Readonly<Record<Person, MadeUser>>;
}

const MOST = 100;

/** Reads a list of Mayfly's API, as its administrator. */
async function items(ask: AskCloud, url: string, path: string) {
  const { region, people } = await ask<About>("GET /_local/cloud");
  const call = mayflyClient({ url, region, credentials: people.administrator });
  const { status, body } = await call(`GET ${path}`);
  if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
  return body["items"] as readonly Readonly<Record<string, string | undefined>>[];
}

/** The leases of everybody. */
export async function leases(ask: AskCloud, url: string): Promise<string> {
  const all = await items(ask, url, `/v1/leases?limit=${MOST}`);
  if (all.length === 0) return "Nobody has asked for an account yet.";
  return table(
    all.map(({ id = "", status = "", owner = "", template = "", accountId = "", expiresAt }) => {
      const end = expiresAt === undefined ? "" : `until ${expiresAt}`;
      return [id, status, nameIn(owner), template, accountId, end];
    }),
  );
}

/** In the order of an account's life; the API lists accounts by status only. */
const STATUSES = [
  ...["creating", "preparing", "available", "leased", "quarantined"],
  ...["nuking", "closing", "closed", "attention"],
];

/** The accounts that Mayfly manages. */
export async function accounts(ask: AskCloud, url: string): Promise<string> {
  const lists = STATUSES.map((status) => items(ask, url, `/v1/accounts?status=${status}`));
  const all = (await Promise.all(lists)).flat();
  if (all.length === 0) return "Mayfly has no accounts yet.";
  return table(
    all.map(({ key = "", status = "", accountId = "", leaseId = "" }) => [
      ...[key, status, accountId, leaseId],
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
  ].join("\n");
}
