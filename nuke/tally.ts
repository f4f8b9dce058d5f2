import type { NukeCount } from "../domain/account/nuke-report.ts";
import type { EngineOutcome, EngineResource } from "./engine-output.ts";

/** What was told of a nuke: the outcome of every pass, and of the last look. */
export interface Told {
  readonly passes: readonly EngineOutcome[];
  readonly lastLook: EngineOutcome;
}

type Ends = Omit<NukeCount, "region" | "type">;

/** Counts the ends of resources by Region and type; types of which nothing is to be told are left out. */
export function countEnds({ passes, lastLook }: Told): readonly NukeCount[] {
  const counts = new Map<string, NukeCount>();
  const count = (end: keyof Ends, { region, type }: EngineResource) => {
    const key = `${region} ${type}`;
    const so = counts.get(key) ?? { region, type, removed: 0, failed: 0, filtered: 0 };
    counts.set(key, { ...so, [end]: so[end] + 1 });
  };
  const inState = ({ resources }: EngineOutcome, state: EngineResource["state"]) =>
    resources.filter((each) => each.state === state);
  for (const pass of passes) for (const each of inState(pass, "removed")) count("removed", each);
  const lastPass = passes.at(-1);
  if (lastPass !== undefined) for (const each of inState(lastPass, "failed")) count("failed", each);
  for (const each of inState(lastLook, "filtered")) count("filtered", each);
  return [...counts.values()];
}

/** What a look found that must go. */
export const foundBy = ({ resources }: EngineOutcome): readonly string[] =>
  resources.filter(({ state }) => state === "would remove").map(({ name }) => name);

/** Why the last pass could not delete what is left, where it said so. */
export function reasonsFor(
  remaining: readonly string[],
  lastPass: EngineOutcome | undefined,
): Readonly<Record<string, string>> {
  const reasons = new Map(
    (lastPass?.resources ?? []).flatMap(({ name, reason }) =>
      reason === undefined ? [] : [[name, reason] as const],
    ),
  );
  return Object.fromEntries(
    remaining.flatMap((name) => {
      const reason = reasons.get(name);
      return reason === undefined ? [] : [[name, reason] as const];
    }),
  );
}
