import { organizationsCreation } from "../../adapters/aws/organizations-creation.ts";
import { randomIds } from "../../adapters/system.ts";
import type { DomainEvent } from "../../domain/events.ts";
import { isRefusal } from "../../domain/failures.ts";
import type { LeaseId } from "../../domain/ids.ts";
import type { VendingLease } from "../../domain/lease/lease.ts";
import { requestLease } from "../../domain/lease/request.ts";
import { emptyTally } from "../../domain/lease/tally.ts";
import type { Instant } from "../../domain/time.ts";
import { startWorkflow } from "../../functions/start-workflow/step.ts";
import { claimAccount } from "../../functions/steps/claim-account/step.ts";
import { confirmCreation } from "../../functions/steps/confirm-creation/step.ts";
import { createAccount } from "../../functions/steps/create-account/step.ts";
import { failLease } from "../../functions/steps/fail-lease/step.ts";
import { creationsOf } from "../../local/services/organizations/records.ts";
import { ALICE, aTemplate } from "../../test/support/builders.ts";
import { idealMakespan } from "./ideal.ts";
import { aMachine } from "./machine.ts";
import { anOrganization } from "./organization.ts";
import type { Result } from "./result.ts";
import { aWorld } from "./world.ts";

const DAY = 86_400_000;

/** Asks for so many accounts in the same moment, and lets the real steps and machine make them. */
export async function createAtOnce(count: number, seed = 1): Promise<Result> {
  let react = async (_: DomainEvent) => {};
  const { world, ledger, clock, start } = aWorld(seed, (event) => react(event));
  const { client, calls } = anOrganization(world, count + 2);
  const organization = organizationsCreation(client, client, "OrganizationAccountAccessRole");
  const naming = { prefix: "mayfly", emailPattern: "aws+{key}@example.com" };
  const ports = {
    ...{ ledger, views: ledger, clock, ids: randomIds, naming, slots: count },
    ...{ organization, managedBy: "mayfly" },
  };
  const vend = await aMachine(world, "vend", {
    ClaimAccount: claimAccount(ports),
    CreateAccount: createAccount(ports),
    ConfirmCreation: confirmCreation(ports),
    FailLease: failLease(ports),
  });
  const workflows = {
    vend: ({ leaseId, attempt }: { leaseId: LeaseId; attempt: number }) =>
      vend.start(`${leaseId}-${attempt}`, { leaseId }),
    tearDown: () => Promise.reject(new Error("Nothing is torn down here.")),
    stock: () => Promise.reject(new Error("Nothing is stocked here.")),
  };
  react = async (event) => {
    const detail = { id: event.type, details: {}, ...event } as never;
    if (event.type === "LeaseAdmitted")
      await startWorkflow({ workflows })({ "detail-type": event.type, detail });
  };
  for (let index = 0; index < count; index += 1) {
    const lease = aRequest(clock.now(), index);
    ledger.put({ lease });
    await workflows.vend({ leaseId: lease.id, attempt: 1 });
  }
  const done = () => ledger.events.filter(({ type }) => type === "AccountCreated").length === count;
  await world.clock.run({ until: start + 10 * DAY, done });
  if (!done()) throw new Error(`Not all accounts were created: ${JSON.stringify(ledger.traffic)}`);
  const creations = [...creationsOf(world).values()].toSorted(
    (a, b) => a.requestedAt - b.requestedAt,
  );
  const durations = creations.map((each) => (each.completesAt - each.requestedAt) / 1000);
  const allowed = { every: 10, burst: 3, atOnce: 5 };
  return {
    ...{ count, makespan: (world.clock.now() - start) / 1000, ...ledger.traffic },
    ...{ ideal: idealMakespan(durations, allowed), calls: calls.made, refused: calls.refused },
  };
}

function aRequest(now: Instant, index: number): VendingLease {
  const id = `l-${String(index).padStart(16, "0")}` as LeaseId;
  const wanted = { id, owner: ALICE, template: aTemplate(), purpose: "a course" };
  const change = requestLease(wanted, { tally: emptyTally(ALICE), inAll: 0 }, now);
  if (isRefusal(change) || change.lease.status !== "vending") throw new Error("refused");
  return change.lease;
}
