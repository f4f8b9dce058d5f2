import type { Clock } from "../../../kernel/clock.ts";

/** `Date` by the cloud's clock; dates that are given their moment are those of the machine. */
export function dateBy(clock: Pick<Clock, "now">): DateConstructor {
  const now = () => clock.now();
  return new Proxy(Date, {
    construct: (date, values: unknown[], newTarget) =>
      Reflect.construct(date, (values.length === 0 ? [now()] : values) as [], newTarget) as object,
    apply: () => new Date(now()).toString(),
    get: (date, key) => (key === "now" ? now : (Reflect.get(date, key) as unknown)),
  });
}

/** `performance` by the cloud's clock, from the start of the environment. */
export function performanceBy(clock: Pick<Clock, "now">) {
  const timeOrigin = clock.now();
  return {
    timeOrigin,
    now: () => clock.now() - timeOrigin,
    mark: () => ({}),
    measure: () => ({}),
    toJSON: () => ({ timeOrigin }),
  };
}
