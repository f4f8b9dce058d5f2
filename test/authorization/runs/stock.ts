import type { Person } from "../../../local/cloud/people.ts";
import { HOUR } from "../../support/cloud.ts";
import type { Stage } from "../support/stage.ts";
import { loseRequest } from "./creations.ts";

/** The sweep has an account created for the pool; AWS's answer is lost, and then its request forgotten. */
export async function restocked(stage: Stage): Promise<void> {
  const mend = await loseRequest(stage, () => stage.until("AccountCreationSubmitted"));
  mend();
  await stage.until("AccountStocked");
}

/**
 * Every account is taken or being created: one lease waits for the account that comes into the pool, and
 * the next for one that comes back.
 */
export async function scarce(stage: Stage): Promise<void> {
  const first = await active(stage, "developer");
  await stocking(stage, 2);
  await stage.pass(HOUR / 2);
  await active(stage, "colleague");
  await stocking(stage, 3);
  const second = await queued(stage, "approver");
  await stage.until("LeaseActivated", { leaseId: second });
  const third = await queued(stage, "administrator");
  await stage.as("administrator")("GET /v1/capacity");
  await stage.as("developer")(`DELETE /v1/leases/${first}`);
  await stage.until("LeaseActivated", { leaseId: third });
}

const requested = (stage: Stage, person: Person) => stage.request({ template: "workshop" }, person);

async function active(stage: Stage, person: Person): Promise<string> {
  const leaseId = await requested(stage, person);
  await stage.until("LeaseActivated", { leaseId });
  return leaseId;
}

async function queued(stage: Stage, person: Person): Promise<string> {
  const leaseId = await requested(stage, person);
  await stage.until("LeaseQueued", { leaseId });
  return leaseId;
}

/** Lets time run until the sweep has begun to fill the pool for this time. */
async function stocking({ world: { clock }, events }: Stage, times: number): Promise<void> {
  const isBegun = () => events.filter(({ type }) => type === "AccountStocking").length >= times;
  if (await clock.run({ until: clock.now() + HOUR, done: isBegun })) return;
  throw new Error("The sweep does not fill the pool.");
}
