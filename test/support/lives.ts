import { expect } from "vitest";
import type { DomainEvent } from "../../domain/events.ts";
import type { ApiAnswer } from "../../local/client/mayfly-client.ts";
import type { Person } from "../../local/cloud/people.ts";
import { DAY, type TestCloud } from "./cloud.ts";
import { accountOf } from "./ledger.ts";
import { lostAccounts, madeAccounts } from "./organization.ts";

/** A lease that was handed over. */
export async function anActiveLease(
  cloud: TestCloud,
  body: object = {},
  person: Person = "developer",
): Promise<string> {
  const leaseId = await cloud.request(body, person);
  await untilWithout(cloud, "LeaseActivated", leaseId);
  return leaseId;
}

/** Ends a lease as its owner would. */
export const end = (cloud: TestCloud, leaseId: string, person: Person = "developer") =>
  cloud.as(person)(`DELETE /v1/leases/${leaseId}`);

/** Starts the teardown of the lease's account again, as an administrator. */
export async function retryAccountOf(cloud: TestCloud, leaseId: string) {
  const { key } = await accountOf(cloud, leaseId);
  return await cloud.as("administrator")(`POST /v1/accounts/${key}/retry`);
}

/** Lets time run until the account of the lease is in this state. Throws when it is not within some days. */
export async function untilAccountIs(cloud: TestCloud, status: string, leaseId: string) {
  const { clock } = cloud.world;
  const isThere = async () => (await accountOf(cloud, leaseId)).status === status;
  if (await clock.run({ until: clock.now() + 5 * DAY, done: isThere })) return;
  throw new Error(`It is not ${status}: ${JSON.stringify(await accountOf(cloud, leaseId))}`);
}

/** What ends the waiting for something better. */
const SETBACKS: readonly DomainEvent["type"][] = ["LeaseFailed", "AccountNeedsAttention"];

/** Lets time run until this happened to the lease. Throws at once when it, or its account, has failed. */
export async function untilWithout(
  cloud: TestCloud,
  type: DomainEvent["type"],
  leaseId: string,
): Promise<void> {
  const { clock } = cloud.world;
  const told = () => cloud.events.filter((event) => event.leaseId === leaseId);
  const isOver = () => told().some((event) => event.type === type || isSetback(event));
  await clock.run({ until: clock.now() + 2 * DAY, done: isOver });
  if (told().some((event) => event.type === type) && !told().some(isSetback)) return;
  const story = told().map((event) => `${event.type} ${event.why ?? ""}`);
  throw new Error(`There was no ${type}: ${story.join(", ")}`);
}

const isSetback = ({ type }: DomainEvent) => SETBACKS.includes(type);

/** Calls the API as a good client does: again when it has a fault, with the same key. */
async function persist(cloud: TestCloud, route: string, body?: object): Promise<ApiAnswer> {
  const headers = { "Idempotency-Key": `life-${cloud.events.length}` };
  for (let attempt = 1; ; attempt += 1) {
    const answer = await cloud.as("developer")(route, body, headers);
    if (answer.status < 500 || attempt === 5) return answer;
  }
}

const WANTED = { template: "sandbox", duration: "P2D", purpose: "a load test" };

/**
 * Vends and tears down, and expects that nobody was called and that there is one account, which is closed.
 *
 * @param over called before anybody looks
 */
export async function expectGoodLife(cloud: TestCloud, over: () => void): Promise<void> {
  const before = madeAccounts(cloud).length;
  const { body } = await persist(cloud, "POST /v1/leases", WANTED);
  const leaseId = String(body["id"]);
  await untilWithout(cloud, "LeaseActivated", leaseId);
  expect((await persist(cloud, `DELETE /v1/leases/${leaseId}`)).status).toBe(200);
  await untilWithout(cloud, "AccountClosed", leaseId);
  over();
  expect(await cloud.lease(leaseId)).toMatchObject({ status: "ended" });
  expect(await accountOf(cloud, leaseId)).toMatchObject({ status: "closed" });
  expect(madeAccounts(cloud).slice(before)).toMatchObject([{ state: "CLOSED" }]);
  expect(await lostAccounts(cloud)).toEqual([]);
}
