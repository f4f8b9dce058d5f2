import type { Random } from "../kernel/random.ts";

/**
 * What can go wrong with one call.
 * - `throttle`, `serverError`: the service refuses before it does anything;
 * - `reset`, `timeoutBefore`: the connection breaks, or nothing ever comes back, without an effect;
 * - `lostAnswer`, `timeoutAfter`: the same, but the call took effect;
 * - `slow`: the call takes this much longer, in milliseconds of cloud time.
 */
export type Fault =
  | "throttle"
  | "serverError"
  | "reset"
  | "timeoutBefore"
  | "timeoutAfter"
  | "lostAnswer"
  | { readonly slow: number };

/** A call that might be disturbed. */
export interface FaultyCall {
  /** Signing name of the service. */
  readonly service: string;
  readonly operation: string;
  /** Account of the caller. */
  readonly account: string;
}

/** Decides, before each call, what goes wrong with it. */
export interface FaultPlan {
  before(call: FaultyCall): Fault | undefined;
}

/** Which calls of an operation a fault strikes. What is left out matches everything. */
export interface PlannedFault {
  readonly service?: string;
  readonly operation?: string;
  readonly account?: string;
  /** Only the n-th matching call, counted from 1. */
  readonly nth?: number;
  /** Every n-th matching call; 1, the default, is each. */
  readonly every?: number;
  readonly fault: Fault;
}

/** A plan that can be changed while the cloud runs. */
export interface EditablePlan extends FaultPlan {
  /** Adds a fault, which counts calls from now on; the returned function takes it away. */
  add(fault: PlannedFault): () => void;
  clear(): void;
}

interface Counted {
  readonly planned: PlannedFault;
  calls: number;
}

const matches = ({ service, operation, account }: PlannedFault, call: FaultyCall) =>
  (service ?? call.service) === call.service &&
  (operation ?? call.operation) === call.operation &&
  (account ?? call.account) === call.account;

const strikes = ({ planned: { nth, every = 1 }, calls }: Counted) =>
  nth === undefined ? calls % every === 0 : calls === nth;

/** Faults by plan: the first that strikes a call wins, and all that match it count it. */
export function planFaults(faults: readonly PlannedFault[] = []): EditablePlan {
  const counted = new Set<Counted>();
  const add = (planned: PlannedFault) => {
    const entry = { planned, calls: 0 };
    counted.add(entry);
    return () => void counted.delete(entry);
  };
  for (const fault of faults) add(fault);
  return {
    add,
    clear: () => counted.clear(),
    before(call) {
      const matching = [...counted].filter(({ planned }) => matches(planned, call));
      for (const entry of matching) entry.calls += 1;
      return matching.find(strikes)?.planned.fault;
    },
  };
}

/** How likely each fault is, from 0 to 1, for each call. */
export type FaultRates = Partial<Record<Exclude<Fault, object> | "slow", number>>;

/** Longest delay of a slow call, in milliseconds: well below the SDK's own time-outs. */
const SLOWEST_MS = 5000;

/**
 * Faults by chance: reproducible, because all chance comes from the cloud's seed. Each call takes one
 * number, so what happens to it depends on how many calls came before and on nothing else.
 */
export function seededFaults(random: Random, rates: FaultRates): FaultPlan {
  const entries = Object.entries(rates) as [Exclude<Fault, object> | "slow", number][];
  const chosen = () => {
    let left = random.next();
    for (const [kind, rate] of entries) {
      if (left < rate) return kind;
      left -= rate;
    }
    return undefined;
  };
  return {
    before() {
      const kind = chosen();
      return kind === "slow" ? { slow: random.between(1, SLOWEST_MS) } : kind;
    },
  };
}
