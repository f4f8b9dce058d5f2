import { organizationsClosure } from "../../adapters/aws/organizations-closure.ts";
import { organizationsLookup } from "../../adapters/aws/organizations-creation.ts";
import { organizationsFacts } from "../../adapters/aws/organizations-facts.ts";
import { randomIds } from "../../adapters/system.ts";
import { TAGS } from "../../domain/account/rails.ts";
import { noCreations } from "../../domain/capacity/creations.ts";
import type { DomainEvent } from "../../domain/events.ts";
import type { AccountId, AccountKey, LeaseId } from "../../domain/ids.ts";
import { DAY, type Instant, plus } from "../../domain/time.ts";
import { beginTeardown } from "../../functions/steps/begin-teardown/step.ts";
import { closeAccount } from "../../functions/steps/close-account/step.ts";
import { confirmClosure } from "../../functions/steps/confirm-closure/step.ts";
import { parkClosure } from "../../functions/steps/park-closure/step.ts";
import { queueClosure } from "../../functions/steps/queue-closure/step.ts";
import { requireAttention } from "../../functions/steps/require-attention/step.ts";
import { sweep } from "../../functions/sweep/step.ts";
import type { World } from "../../local/kernel/service.ts";
import { accountsOf } from "../../local/services/organizations/records.ts";
import { aNukingAccount, anActiveLease } from "../../test/support/builders.ts";
import type { MemoryLedger } from "../../test/support/memory-ledger.ts";
import { idealMakespan } from "./ideal.ts";
import { aMachine } from "./machine.ts";
import { anOrganization, MANAGEMENT, putAccount, ROOT, VENDING } from "./organization.ts";
import type { Result } from "./result.ts";
import { aWorld } from "./world.ts";

const SWEEP_EVERY = 300_000;

/** Tears down so many clean accounts in the same moment, with the real steps, machine and sweep. */
export async function closeAtOnce(count: number, seed = 1): Promise<Result> {
  let react = async (_: DomainEvent) => {};
  const { world, ledger, clock, start } = aWorld(seed, (event) => react(event));
  const { client, calls } = anOrganization(world, 2 * count + 10);
  const fences = {
    ...{ managementAccountId: MANAGEMENT, vendingAccountId: VENDING, denylist: [] },
    ...{ quarantineUnitId: ROOT, managedBy: "mayfly" },
  };
  const organization = {
    ...{ ...organizationsFacts(client), ...organizationsClosure(client) },
    ...organizationsLookup(client),
    place: () => Promise.resolve(),
  };
  const ports = { ...{ ledger, views: ledger, clock, organization, fences }, closedUnitId: "ou" };
  const teardown = await aMachine(world, "teardown", {
    // Whether it is clean already is not the question here: all are.
    BeginTeardown: async (input) => ({ ...(await beginTeardown(ports)(input)), next: "close" }),
    QueueClosure: queueClosure(ports),
    CloseAccount: closeAccount(ports),
    ConfirmClosure: confirmClosure(ports),
    ParkClosure: parkClosure(ports),
    RequireAttention: requireAttention(ports),
  });
  const begin = (accountKey: AccountKey, leaseId: LeaseId, attempt: number) =>
    teardown.start(`${accountKey}-${attempt}`, { accountKey, leaseId, attempt });
  react = async ({ type, accountKey, leaseId, details }) => {
    const attempt = details?.["attempt"];
    const starts = type === "AccountClosureAdmitted" || type === "AccountRetried";
    if (starts && accountKey && leaseId && typeof attempt === "number")
      await begin(accountKey, leaseId, attempt);
  };
  for (let index = 0; index < count; index += 1) putCleanAccount(world, ledger, index);
  ledger.put({ creations: { ...noCreations, accounts: count } });
  sweepEvery(world, sweep({ ...ports, ...NO_VENDING }));
  for (const account of ledger.accounts)
    if ("leaseId" in account && account.leaseId) await begin(account.key, account.leaseId, 1);
  const done = () => ledger.events.filter(({ type }) => type === "AccountClosed").length === count;
  await world.clock.run({ until: start + 80 * DAY * 1000, done });
  if (!done()) throw new Error(`Not all accounts were closed: ${JSON.stringify(ledger.traffic)}`);
  return {
    ...{ count, makespan: (world.clock.now() - start) / 1000, ...ledger.traffic },
    ...{ ideal: ideal(world), calls: calls.made, refused: calls.refused },
  };
}

const NO_VENDING = {
  ids: randomIds,
  naming: { prefix: "mayfly", emailPattern: "aws+{key}@example.com" },
  slots: 0,
  rules: { size: 0, mostUses: 50, longestAge: 180 * DAY },
  workflows: { vend: () => Promise.resolve() },
};

function sweepEvery(world: World, work: () => Promise<unknown>): void {
  const { clock } = world;
  clock.at(clock.now() + SWEEP_EVERY, "the sweep", async () => {
    await work();
    sweepEvery(world, work);
  });
}

function putCleanAccount(world: World, ledger: MemoryLedger, index: number): void {
  const key = String(index).padStart(10, "0") as AccountKey;
  const id = String(333_333_000_000 + index) as AccountId;
  const leaseId = `l-${String(index).padStart(16, "0")}` as LeaseId;
  const [name, email] = [`mayfly-${key}`, `aws+${key}@example.com`];
  const now = new Date(world.clock.now()).toISOString() as Instant;
  const { warned: _, ...held } = anActiveLease({ id: leaseId, accountKey: key, accountId: id });
  ledger.put({
    lease: { ...held, status: "ended", endingSince: now, endedAt: now, reason: "expired" },
    account: aNukingAccount({
      ...{ key, name, email, accountId: id, leaseId, cleanSince: now, dueAt: plus(now, DAY) },
    }),
  });
  const tags = { [TAGS.managedBy]: "mayfly", [TAGS.accountKey]: key };
  putAccount(world, { id, name, email, tags });
}

function ideal(world: World): number {
  const closures = [...accountsOf(world).values()]
    .flatMap(({ closure }) => (closure === undefined ? [] : [closure]))
    .toSorted((a, b) => a.requestedAt - b.requestedAt);
  const durations = closures.map((each) => (each.closedAt - each.requestedAt) / 1000);
  const window = { most: 250, length: 30 * DAY };
  return idealMakespan(durations, { every: 20, burst: 1, atOnce: 3, window });
}
