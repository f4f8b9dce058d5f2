import { setTimeout } from "node:timers/promises";
import { instantOf } from "../../../domain/time.ts";
import { goOver } from "../../../nuke/passes.ts";
import { unlistedFor } from "../../../nuke/unlisted.ts";
import { type Bench, expectThat, seconds } from "./bench.ts";
import { compareLooks } from "./compare.ts";
import { configurationFor, onlyTypes } from "./engines.ts";
import { EXPECTED_TYPES, REGIONS } from "./mess.ts";
import { runProgram, type Told } from "./program.ts";

/** As in production; one must do. */
const PASSES = 3;
const PAUSE_MS = 5_000;

type Report = Awaited<ReturnType<typeof goOver>>;

const configurationOf = ({ scene, types }: Bench) =>
  onlyTypes(configurationFor(scene.account, REGIONS), types);

/** What the stand-in finds in the account. */
export function lookByStandIn(bench: Bench): Promise<Told> {
  const run = { credentials: bench.credentials, remove: false };
  return runProgram(bench.standIn, { configuration: configurationOf(bench), ...run });
}

/** Everything that both find must be the same to both. */
export function judgeLooks({ verdict }: Bench, theirs: Told, ours: Told): void {
  const compared = compareLooks(theirs.lines, ours.lines);
  for (const [title, differences] of compared) verdict.count(title, differences);
  for (const { output } of [theirs, ours]) {
    expectThat(verdict, "a look is understood", output.flaw === undefined, output.flaw);
    const { problems } = output.outcome;
    verdict.count(
      "every emulated type is listed",
      problems.map(({ place, reason }) => `${place}: ${reason}`),
    );
  }
  const found = new Set(theirs.output.outcome.resources.map(({ type }) => type));
  for (const type of EXPECTED_TYPES)
    expectThat(verdict, `something of ${type} is found`, found.has(type));
}

/** Goes over the account as production does: look, delete, look, until nothing is found. */
export async function nukeAccount(bench: Bench): Promise<{ report: Report; runs: Told[] }> {
  const configuration = configurationOf(bench);
  const runs: Told[] = [];
  const visit = (remove: boolean) => async () => {
    const { credentials } = bench;
    const told = await runProgram(bench.nuke, { configuration, credentials, remove });
    runs.push(told);
    return told.output.outcome;
  };
  const limits = {
    clock: { now: () => instantOf(Date.now()) },
    pause: () => setTimeout(PAUSE_MS),
    passes: PASSES,
  };
  const report = await goOver(limits, { look: visit(false), remove: visit(true) });
  return { report, runs };
}

/** The outcome as production reports it must be an empty account, after one pass. */
export function judgeReport({ verdict }: Bench, report: Report, runs: readonly Told[]): void {
  const left = report.remaining.map((name) => `${name}: ${report.reasons[name] ?? "left"}`);
  verdict.count("nothing is left", left);
  verdict.count("nothing could not be looked at", report.problems);
  const passes = `it took ${report.passes} passes`;
  expectThat(verdict, "one pass is enough", report.passes === 1, passes);
  const [first, pass, last] = runs;
  expectThat(verdict, "the pass ends well", pass?.code === 0, `exit code ${pass?.code}`);
  const flaw = last?.output.flaw;
  expectThat(verdict, "the last look proves emptiness", flaw === undefined, flaw);
  const unlisted = last === undefined ? [] : unlistedFor(last.output.outcome);
  verdict.count(
    "nothing may be there unseen",
    unlisted.map(({ name }) => name),
  );
  const found = first?.output.outcome.resources.filter(({ state }) => state === "would remove");
  const removed = report.counts.reduce((sum, each) => sum + each.removed, 0);
  const both = `${found?.length} were found, ${removed} removed`;
  expectThat(verdict, "what was found was removed", found?.length === removed, both);
}

/** Prints how many of each type were removed, and how long each run took. */
export function printCounts(report: Report, runs: readonly Told[]): void {
  const removed = new Map<string, number>();
  for (const { type, removed: count } of report.counts)
    if (count > 0) removed.set(type, (removed.get(type) ?? 0) + count);
  for (const [type, count] of [...removed].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    console.log(`  ${String(count).padStart(4)} ${type}`);
  const all = [...removed.values()].reduce((sum, count) => sum + count, 0);
  const times = runs.map(({ milliseconds }) => seconds(milliseconds)).join(", ");
  console.log(`  ${String(all).padStart(4)} removed in ${report.passes} pass (runs: ${times})`);
}
