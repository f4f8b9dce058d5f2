import type { Service } from "../kernel/service.ts";
import { type FaultPlan, type PlannedFault, planFaults } from "../wire/faults.ts";
import { modelOf } from "../wire/schema/model.ts";
import { Wrong } from "./wrong.ts";

/** A fault that somebody asked for while the cloud runs. */
export interface AskedFault extends PlannedFault {
  readonly id: number;
  /** How many calls it has struck. */
  readonly struck: number;
}

/** The faults of a running cloud. */
export interface FaultDesk extends FaultPlan {
  list(): readonly AskedFault[];
  add(fault: PlannedFault): AskedFault;
  clear(): void;
}

interface Entry {
  readonly planned: PlannedFault;
  readonly plan: FaultPlan;
  struck: number;
}

/** Each fault is a plan of its own, so that it can be told which of them struck. */
export function faultDesk(): FaultDesk {
  const entries = new Map<number, Entry>();
  let last = 0;
  const asked = (id: number, { planned, struck }: Entry): AskedFault => ({
    id,
    struck,
    ...planned,
  });
  return {
    list: () => [...entries].map(([id, entry]) => asked(id, entry)),
    add(planned) {
      last += 1;
      const entry = { planned, plan: planFaults([planned]), struck: 0 };
      entries.set(last, entry);
      return asked(last, entry);
    },
    clear: () => entries.clear(),
    before(call) {
      const struck = [...entries.values()].map((entry) => ({
        entry,
        fault: entry.plan.before(call),
      }));
      const first = struck.find(({ fault }) => fault !== undefined);
      if (first === undefined) return undefined;
      first.entry.struck += 1;
      return first.fault;
    },
  };
}

/** Throws Wrong for a service or an operation that there is not: nothing would ever happen. */
export function checkNames(
  services: readonly Service[],
  { service, operation }: PlannedFault,
): void {
  const named = services.filter(({ signingName }) => (service ?? signingName) === signingName);
  if (named.length === 0) {
    const known = [...new Set(services.map(({ signingName }) => signingName))].toSorted();
    throw new Wrong(`There is no service ${service}. There are: ${known.join(", ")}.`);
  }
  const isKnown = named.some(({ sdk }) => modelOf(sdk).operations.has(operation ?? ""));
  if (operation === undefined || isKnown) return;
  const known = named.flatMap(({ operations }) => Object.keys(operations)).toSorted();
  const there = service === undefined ? "" : ` There are: ${known.join(", ")}.`;
  throw new Wrong(`There is no operation ${operation} of ${service ?? "any service"}.${there}`);
}
