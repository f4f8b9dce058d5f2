import type { RoleCredentials } from "../adapters/aws/assume-role.ts";
import type { NukeReport } from "../domain/account/nuke-report.ts";
import type { Fences } from "../domain/account/rails.ts";
import type { TeardownAccount } from "../domain/account/teardown.ts";
import { RailBroken } from "../domain/failures.ts";
import type { AccountId } from "../domain/ids.ts";
import type { Seconds } from "../domain/time.ts";
import { checkRails } from "../functions/shared/rails.ts";
import { teardownAccount } from "../functions/shared/reading.ts";
import type { TeardownInput } from "../functions/shared/schemas.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ledger } from "../ports/ledger.ts";
import type { NukeReports } from "../ports/nuke-reports.ts";
import type { AccountFacts } from "../ports/organization.ts";
import type { Engine } from "./engine.ts";
import { engineConfiguration } from "./engine-configuration.ts";
import type { EngineOutcome } from "./engine-output.ts";
import { type Locked, lockedIn } from "./locked.ts";
import { goOver, type Visits } from "./passes.ts";

/** What the program asks of the world. */
export interface NukePorts {
  readonly ledger: Ledger;
  readonly organization: AccountFacts;
  readonly reports: Pick<NukeReports, "write">;
  readonly clock: Clock;
  readonly pause: (seconds: Seconds) => Promise<unknown>;
  readonly fences: Fences;
  /** Fresh credentials of the account's access role: a pass must not outlive them. */
  readonly enter: (accountId: AccountId) => Promise<RoleCredentials>;
  readonly enabledRegions: (credentials: RoleCredentials) => Promise<readonly string[]>;
  /** Every bucket of the account, as the engine would name it. */
  readonly buckets: (credentials: RoleCredentials) => Promise<readonly string[]>;
  /** Takes the policy of something away that denies everybody, as the account's root user. */
  readonly unlock: (accountId: AccountId, locked: Locked) => Promise<void>;
  readonly fetchEngine: () => Promise<Engine>;
  readonly accessRoleName: string;
  readonly organizationTrails: readonly string[];
  /** How often to go over the account at most. */
  readonly passes: number;
}

/**
 * Empties one account: checks every rail once more, then deletes and looks until nothing is left or the
 * passes are used up, and reports. Answers the report.
 *
 * @throws RailBroken before anything is touched, and before a further pass
 */
export async function nuke(ports: NukePorts, teardown: TeardownInput): Promise<NukeReport> {
  const account = await cleared(ports, teardown);
  const startedAt = ports.clock.now();
  const engine = await ports.fetchEngine();
  try {
    const outcome = await goOver(ports, visitsTo(ports, engine, account.accountId, teardown));
    const report: NukeReport = {
      ...{ accountKey: account.key, accountId: account.accountId },
      ...{ leaseId: account.leaseId, attempt: teardown.attempt },
      ...{ startedAt, finishedAt: ports.clock.now() },
      ...outcome,
    };
    await ports.reports.write(report);
    return report;
  } finally {
    await engine.dispose();
  }
}

/** The account, after every rail was checked on fresh facts. */
async function cleared(ports: NukePorts, teardown: TeardownInput): Promise<TeardownAccount> {
  const account = await teardownAccount(ports.ledger, teardown);
  if (account.status !== "nuking")
    throw new RailBroken(
      `The ledger says that account ${account.key} is ${account.status}, not nuking.`,
    );
  await checkRails("nuke", account, ports);
  return account;
}

function visitsTo(
  ports: NukePorts,
  engine: Engine,
  accountId: AccountId,
  teardown: TeardownInput,
): Visits {
  const locked = new Map<string, Locked>();
  const noted = (outcome: EngineOutcome): EngineOutcome => {
    for (const each of lockedIn(outcome)) locked.set(each.name, each);
    return outcome;
  };
  return {
    remove: async () => {
      await cleared(ports, teardown);
      for (const each of locked.values()) await tryToUnlock(ports, accountId, each);
      locked.clear();
      return noted(await engine.run({ ...(await ready(ports, accountId)), remove: true }));
    },
    look: async () => {
      const { credentials, configuration } = await ready(ports, accountId);
      const outcome = await engine.run({ credentials, configuration, remove: false });
      return noted(withBuckets(outcome, await ports.buckets(credentials)));
    },
  };
}

/** What cannot be unlocked stays, and is told as what is left. */
async function tryToUnlock(ports: NukePorts, accountId: AccountId, locked: Locked): Promise<void> {
  try {
    await ports.unlock(accountId, locked);
  } catch (error) {
    console.error(`${locked.kind} ${locked.name} cannot be unlocked: ${(error as Error).message}`);
  }
}

async function ready(ports: NukePorts, accountId: AccountId) {
  const credentials = await ports.enter(accountId);
  const { managementAccountId, vendingAccountId, denylist } = ports.fences;
  const configuration = engineConfiguration({
    accountId,
    regions: await ports.enabledRegions(credentials),
    blocklist: [...new Set([managementAccountId, vendingAccountId, ...denylist])],
    accessRoleName: ports.accessRoleName,
    organizationTrails: ports.organizationTrails,
  });
  return { credentials, configuration };
}

/**
 * The engine passes over a bucket whose tags it may not read, and says nothing: such a bucket, whose policy
 * denies everything, would survive unseen.
 */
function withBuckets(outcome: EngineOutcome, buckets: readonly string[]): EngineOutcome {
  const told = new Set(outcome.resources.map(({ name }) => name));
  const unseen = buckets.filter((name) => !told.has(name));
  const reason = "The engine does not see it: its policy may deny everything.";
  return {
    ...outcome,
    resources: [
      ...outcome.resources,
      ...unseen.map((name) => {
        const [region = "", type = ""] = name.split(" - ");
        return { region, type, name, state: "would remove" as const, reason };
      }),
    ],
  };
}
