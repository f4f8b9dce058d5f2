/**
 * Judges the local cloud by moto, another emulator: both are asked the same through the AWS SDK for
 * JavaScript, and what they answer differently must stand in a table with the reason.
 * `npx node test/judges/moto.ts`
 */
import { type Asked, titleOf } from "./moto/asked.ts";
import { CALLS, PREPARATIONS } from "./moto/calls.ts";
import { disagreements } from "./moto/compare.ts";
import { DIFFERENCES, type Difference } from "./moto/differences.ts";
import { installMoto, MOTO, startMoto } from "./moto/server.ts";
import { type Side, sideAt } from "./moto/side.ts";
import { startJudgedCloud } from "./support/judged-cloud.ts";
import { Verdict } from "./support/verdict.ts";

/** Passes between two calls on our side, so that AWS's rates are kept. */
const BETWEEN_MS = 20_000;

interface Sides {
  readonly moto: Side;
  readonly ours: Side;
}

/** Asks both, and says what no entry of the table explains. */
async function unexplained({ moto, ours }: Sides, asked: Asked, met: Set<Difference>) {
  const found = disagreements(await moto.ask(asked), await ours.ask(asked));
  return found.flatMap(({ at, moto: one, ours: other }) => {
    const reason = DIFFERENCES.find((each) => each.calls.test(titleOf(asked)) && each.at.test(at));
    if (reason) met.add(reason);
    return reason ? [] : [`${at}: moto ${JSON.stringify(one)}, ours ${JSON.stringify(other)}`];
  });
}

/** Differences that no call met any more, so that the table does not outlive its reasons. */
function countStale(verdict: Verdict, met: ReadonlySet<Difference>): void {
  for (const difference of DIFFERENCES) {
    if (met.has(difference)) continue;
    const title = `difference ${difference.calls} ${difference.at}`;
    verdict.count(title, ["moto and the local cloud agree there by now: take it from the table"]);
  }
}

async function judge(program: string): Promise<number> {
  const verdict = new Verdict();
  const met = new Set<Difference>();
  const [server, cloud] = await Promise.all([startMoto(program), startJudgedCloud()]);
  const anybody = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "any" };
  const sides = {
    moto: sideAt(server.url, anybody),
    ours: sideAt(cloud.url, cloud.people.management),
  };
  for (const each of PREPARATIONS) await sides.moto.ask(each);
  for (const step of CALLS) {
    await cloud.advance("seconds" in step ? step.seconds * 1000 : BETWEEN_MS);
    if ("seconds" in step) continue;
    const problems = await unexplained(sides, step, met).catch((error: unknown) => [String(error)]);
    verdict.count(titleOf(step), problems);
  }
  countStale(verdict, met);
  console.log(`judged by moto ${MOTO}; ${DIFFERENCES.length} differences are explained`);
  server.close();
  await cloud.close();
  return verdict.close();
}

const program = await installMoto().catch((error: unknown) => {
  console.log(`skipped: moto cannot be installed (${String(error)})`);
});
if (program) process.exitCode = await judge(program);
