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
  await cloud.until("LeaseActivated", { leaseId });
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
