import type { DomainEvent } from "../../domain/events.ts";
import type { Person } from "../../local/cloud/people.ts";
import { DAY, type TestCloud } from "./cloud.ts";
import { accountOf } from "./ledger.ts";

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
