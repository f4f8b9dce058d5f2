import type { Account } from "../../domain/account/account.ts";
import type { NukeReport } from "../../domain/account/nuke-report.ts";
import { TAGS } from "../../domain/account/rails.ts";
import type { AccountId } from "../../domain/ids.ts";
import type { Lease } from "../../domain/lease/lease.ts";
import { plus, type Seconds } from "../../domain/time.ts";
import type { EngineRun } from "../../nuke/engine.ts";
import type { EngineProblem } from "../../nuke/engine-line.ts";
import type { EngineOutcome, EngineResource } from "../../nuke/engine-output.ts";
import type { NukePorts } from "../../nuke/program.ts";
import type { Ledger } from "../../ports/ledger.ts";
import {
  ACCOUNT_ID,
  aNukingAccount,
  anActiveLease,
  KEY,
  LEASE_ID,
  NOW,
} from "../support/builders.ts";

const QUARANTINE = "ou-ab12-quarantn";

/** One thing in the account, and how it takes being deleted. */
export interface Thing {
  /** `Region - type - name` */
  readonly name: string;
  /** Passes that it survives; 0 when it goes at once. */
  readonly resists?: number;
  readonly reason?: string;
}

const told = (name: string, state: EngineResource["state"], reason?: string): EngineResource => {
  const [region = "", type = ""] = name.split(" - ");
  return { region, type, name, state, ...(reason !== undefined && { reason }) };
};

/** An engine over things that go, or resist for some passes. */
class FakeEngine {
  readonly runs: EngineRun[] = [];
  isDisposed = false;
  /** What the next look complains about. */
  problems: () => readonly EngineProblem[] = () => [
    { place: "eu-west-1 - FMSPolicy", reason: "AccessDenied: no" },
  ];
  #things: readonly Thing[];

  constructor(things: readonly Thing[]) {
    this.#things = things;
  }

  run(run: EngineRun): Promise<EngineOutcome> {
    this.runs.push(run);
    const resources = run.remove ? this.#pass() : this.#look();
    return Promise.resolve({ resources, problems: run.remove ? [] : this.problems() });
  }

  dispose(): Promise<void> {
    this.isDisposed = true;
    return Promise.resolve();
  }

  #look(): readonly EngineResource[] {
    const role = told("global - IAMRole - access", "filtered");
    return [role, ...this.#things.map(({ name }) => told(name, "would remove"))];
  }

  #pass(): readonly EngineResource[] {
    const before = this.#things;
    this.#things = before
      .filter(({ resists = 0 }) => resists > 0)
      .map((thing) => ({ ...thing, resists: (thing.resists ?? 0) - 1 }));
    return before.map(({ name, resists = 0, reason }) =>
      resists > 0 ? told(name, "failed", reason) : told(name, "removed"),
    );
  }
}

const isRemoval = ({ remove }: EngineRun) => remove;

/** An account that is being nuked, on which every rail holds, and the ports of the program around it. */
export function anAccount(things: readonly Thing[], changes: Partial<NukePorts> = {}) {
  let now = NOW;
  const account: Account = aNukingAccount();
  const lease = { ...anActiveLease(), status: "ended", endedAt: NOW } as unknown as Lease;
  const engine = new FakeEngine(things);
  const written: NukeReport[] = [];
  const unlocked: string[] = [];
  const facts = {
    ...{ accountId: ACCOUNT_ID, name: account.name, email: account.email, state: "ACTIVE" },
    parentId: QUARANTINE,
    tags: { [TAGS.managedBy]: "mayfly", [TAGS.accountKey]: KEY },
  };
  const ports: NukePorts = {
    ledger: {
      account: () => Promise.resolve(account),
      lease: () => Promise.resolve(lease),
    } as Partial<Ledger> as Ledger,
    organization: {
      factsOf: () => Promise.resolve(facts),
      isDelegatedAdministrator: () => Promise.resolve(false),
    },
    reports: {
      write: (report) => {
        written.push(report);
        return Promise.resolve();
      },
    },
    clock: { now: () => now },
    pause: (seconds: Seconds) => {
      now = plus(now, seconds);
      return Promise.resolve();
    },
    fences: {
      managementAccountId: "111111111111" as AccountId,
      vendingAccountId: "222222222222" as AccountId,
      denylist: [],
      quarantineUnitId: QUARANTINE,
      managedBy: "mayfly",
    },
    enter: () =>
      Promise.resolve({
        ...{ accessKeyId: "ASIA", secretAccessKey: "secret", sessionToken: "token" },
        expiration: new Date(),
      }),
    enabledRegions: () => Promise.resolve(["eu-west-1"]),
    buckets: () => Promise.resolve([]),
    unlock: (_, locked) => {
      unlocked.push(`${locked.kind} ${locked.region} ${locked.name}`);
      return Promise.resolve();
    },
    fetchEngine: () => Promise.resolve(engine),
    organizationTrails: [],
    accessRoleName: "OrganizationAccountAccessRole",
    passes: 3,
    ...changes,
  };
  return {
    ports,
    engine,
    written,
    unlocked,
    facts,
    removals: () => engine.runs.filter(isRemoval).length,
  };
}

export const TEARDOWN = { accountKey: KEY, leaseId: LEASE_ID, attempt: 1 };
