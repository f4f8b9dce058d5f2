import type { Account } from "../../domain/account/account.ts";
import { type Closures, noClosures } from "../../domain/capacity/closures.ts";
import { type Creations, noCreations } from "../../domain/capacity/creations.ts";
import type { Course, IssuedCode } from "../../domain/codes/course.ts";
import type { DomainEvent } from "../../domain/events.ts";
import { LedgerBusy } from "../../domain/failures.ts";
import type { AccountId, AccountKey, LeaseId, Principal } from "../../domain/ids.ts";
import type { Change } from "../../domain/lease/change.ts";
import { nextDue } from "../../domain/lease/due.ts";
import { isQueued, type Lease } from "../../domain/lease/lease.ts";
import { emptyTally, type Tally } from "../../domain/lease/tally.ts";
import { type HeldLease, monthOf, wasHeld } from "../../domain/report/lease-row.ts";
import { type DailyCost, merged } from "../../domain/spend/cost.ts";
import type {
  Codes,
  CourseViews,
  DueItem,
  Ledger,
  LedgerViews,
  NumberedAccounts,
  Page,
  PageRequest,
  Queue,
  QueuedItem,
  Range,
} from "../../ports/ledger.ts";

interface Options {
  /** Lets time pass before each read and each write takes effect: then others come in between. */
  readonly pause?: () => Promise<void>;
  /** Told every event, after the change that it is part of. */
  readonly told?: (events: readonly DomainEvent[]) => void;
}

/** How often the ledger was written to, and how often somebody was too late. */
export interface Traffic {
  commits: number;
  conflicts: number;
}

const only = <T>(items: readonly T[]): Page<T> => ({ items });

/** A ledger in memory, with the same conditions on versions as the one in DynamoDB. */
export class MemoryLedger implements Ledger, LedgerViews, NumberedAccounts, Codes, CourseViews {
  readonly #leases = new Map<LeaseId, Lease>();
  readonly #accounts = new Map<AccountKey, Account>();
  readonly #tallies = new Map<Principal, Tally>();
  readonly #open = new Map<string, number>();
  readonly #costs = new Map<LeaseId, readonly DailyCost[]>();
  readonly #courses = new Map<string, Course>();
  readonly #codes = new Map<string, IssuedCode>();
  readonly #options: Options;
  readonly events: DomainEvent[] = [];
  readonly traffic: Traffic = { commits: 0, conflicts: 0 };
  #creations: Creations = noCreations;
  #closures: Closures = noClosures;

  constructor(options: Options = {}) {
    this.#options = options;
  }

  /** Puts records there as if they had always been there. */
  put({ lease, account, creations, closures }: Omit<Change, "events">): void {
    if (lease !== undefined) this.#leases.set(lease.id, lease);
    if (account !== undefined) this.#accounts.set(account.key, account);
    if (creations !== undefined) this.#creations = creations;
    if (closures !== undefined) this.#closures = closures;
  }

  /** Every record, for tests to look at. */
  get leases(): readonly Lease[] {
    return [...this.#leases.values()];
  }

  get accounts(): readonly Account[] {
    return [...this.#accounts.values()];
  }

  readonly #read = async <T>(read: () => T): Promise<T> => {
    await this.#options.pause?.();
    return read();
  };

  lease = (id: LeaseId) => this.#read(() => this.#leases.get(id));
  keyOf = (accountId: AccountId) =>
    this.#read(
      () => this.accounts.find((each) => "accountId" in each && each.accountId === accountId)?.key,
    );
  account = (key: AccountKey) => this.#read(() => this.#accounts.get(key));
  tally = (owner: Principal) => this.#read(() => this.#tallies.get(owner) ?? emptyTally(owner));
  openInAll = (template: string) => this.#read(() => this.#open.get(template) ?? 0);
  costsOf = (id: LeaseId) => this.#read(() => this.#costs.get(id) ?? []);
  course = (name: string) => this.#read(() => this.#courses.get(name));
  issuedCode = (hash: string) => this.#read(() => this.#codes.get(hash));
  leaseOfSecret = (hash: string) =>
    this.#read(
      () =>
        [...this.#codes.values()]
          .map(({ redeemed }) => redeemed)
          .find((each) => each?.secretHash === hash)?.leaseId,
    );
  courses = () => this.#read(() => only([...this.#courses.values()].toReversed()));
  eventsOfCourse = (name: string) =>
    this.#read(() => only(this.events.filter(({ course }) => course === name)));
  creations = () => this.#read(() => this.#creations);
  closures = () => this.#read(() => this.#closures);

  commit = async (change: Change): Promise<void> => {
    await this.#options.pause?.();
    const { lease, account, tally, creations, closures, count } = change;
    const versions = [
      [lease, lease && this.#leases.get(lease.id)],
      [account, account && this.#accounts.get(account.key)],
      [tally, tally && this.#tallies.get(tally.owner)],
      [creations, this.#creations],
      [closures, this.#closures],
    ] as const;
    const { course, codes = [], redeemed } = change;
    const known = this.#courses.get(redeemed?.course ?? course?.name ?? "");
    const isAsRead =
      course === undefined ||
      (course.version === (known?.version ?? 0) + 1 && course.redeemed === (known?.redeemed ?? 0));
    const isRedeemable =
      redeemed === undefined ||
      (known?.withdrawals === redeemed.withdrawals &&
        this.#codes.get(redeemed.hash)?.version === redeemed.version - 1 &&
        ![...this.#codes.values()].some(
          (each) => each.redeemed?.secretHash === redeemed.redeemed?.secretHash,
        ));
    const open = count && (this.#open.get(count.template) ?? 0);
    const isWithin = open === undefined || count?.limit === undefined || open < count.limit;
    const fits =
      isWithin &&
      isAsRead &&
      isRedeemable &&
      versions.every(
        ([next, before]) => next === undefined || next.version === (before?.version ?? 0) + 1,
      );
    this.traffic[fits ? "commits" : "conflicts"] += 1;
    if (!fits) throw new LedgerBusy("Somebody else changed the same records first.");
    this.put(change);
    if (course !== undefined) this.#courses.set(course.name, course);
    for (const code of [...codes, ...(redeemed ? [redeemed] : [])])
      this.#codes.set(code.hash, code);
    if (redeemed && known)
      this.#courses.set(known.name, { ...known, redeemed: known.redeemed + 1 });
    if (tally !== undefined) this.#tallies.set(tally.owner, tally);
    if (count && open !== undefined) this.#open.set(count.template, open + count.difference);
    const { costs } = change;
    if (costs !== undefined) {
      const before = this.#costs.get(costs.leaseId) ?? [];
      this.#costs.set(costs.leaseId, merged(before, costs.days));
    }
    this.events.push(...change.events);
    this.#options.told?.(change.events);
  };

  leasesOf = (owner: Principal) =>
    this.#read(() => only(this.leases.filter((lease) => lease.owner === owner)));
  leasesIn = (status: Lease["status"]) =>
    this.#read(() => only(this.leases.filter((lease) => lease.status === status)));
  leasesNamed = (ids: readonly LeaseId[]) =>
    this.#read(() => this.leases.filter(({ id }) => ids.includes(id)));
  accountsIn = (status: Account["status"], { limit }: { limit: number }) =>
    this.#read(() => only(this.accounts.filter((each) => each.status === status).slice(0, limit)));
  leasesBegun = (month: string, { from, to }: Range, page: PageRequest) =>
    this.#read((): Page<HeldLease> => {
      const begun = this.leases
        .filter(wasHeld)
        .filter(({ activatedAt: at }) => monthOf(at) === month && from <= at && at < to)
        .toSorted((one, other) => (one.activatedAt < other.activatedAt ? -1 : 1));
      const start = Number(page.cursor ?? 0);
      const end = start + page.limit;
      const next = end < begun.length ? { next: String(end) } : {};
      return { items: begun.slice(start, end), ...next };
    });
  eventsOf = (id: LeaseId) =>
    this.#read(() => only(this.events.filter(({ leaseId }) => leaseId === id)));

  queued = <Q extends Queue>(queue: Q, limit: number) =>
    this.#read(() => {
      const waiting = queue === "creation" ? this.#waitingLeases() : this.#waitingAccounts();
      const inOrder = waiting.toSorted((a, b) => (a.since < b.since ? -1 : 1));
      return inOrder.slice(0, limit).map(({ name }) => name as QueuedItem<Q>);
    });

  #waitingLeases() {
    return this.leases.flatMap((lease) =>
      isQueued(lease) ? [{ name: lease.id, since: lease.queuedAt }] : [],
    );
  }

  #waitingAccounts() {
    return this.accounts.flatMap((account) =>
      account.status === "closing" && account.queuedAt !== undefined
        ? [{ name: account.key, since: account.queuedAt }]
        : [],
    );
  }

  due = (now: string, limit: number) =>
    this.#read((): readonly DueItem[] => {
      const leases = this.leases
        .filter((lease) => (nextDue(lease)?.at ?? "~") <= now)
        .map(({ id }) => ({ kind: "lease" as const, id }));
      const accounts = this.accounts
        .filter((account) => "dueAt" in account && (account.dueAt ?? "~") <= now)
        .map(({ key }) => ({ kind: "account" as const, key }));
      return [...leases, ...accounts].slice(0, limit);
    });
}
