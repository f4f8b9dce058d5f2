/**
 * Judges our decisions by `@cloud-copilot/iam-simulate`, an evaluator that others wrote: the same requests
 * and policies go to both. `npx node test/judges/iam-simulate.ts` fetches it by npm into
 * `node_modules/.cache`; it is AGPL and no part of the project.
 */

import { everyCase, type JudgedCase } from "./iam-simulate/cases.ts";
import { EXPLANATIONS, type Explanation } from "./iam-simulate/explained.ts";
import { installSimulator, type Simulate } from "./iam-simulate/install.ts";
import { ours, theirs } from "./iam-simulate/simulate.ts";
import { Verdict } from "./support/verdict.ts";

const shown = ({ request, policies }: JudgedCase) => JSON.stringify({ request, policies });

/** What is wrong with our decision, by that of the simulator, if no explanation is known. */
function problemsOf(judged: JudgedCase, simulate: Simulate, met: Set<Explanation>) {
  const [own, other] = [ours(judged), theirs(simulate, judged)];
  if (own === other) return [];
  const known = EXPLANATIONS.find(
    (each) => each.ours === own && each.theirs === other && each.explains(judged),
  );
  if (known === undefined) return [`ours: ${own}, theirs: ${other}`, shown(judged)];
  met.add(known);
  return [];
}

async function judge(simulate: Simulate): Promise<number> {
  const verdict = new Verdict();
  const met = new Set<Explanation>();
  for (const judged of await everyCase())
    verdict.count(judged.title, problemsOf(judged, simulate, met));
  for (const explanation of EXPLANATIONS)
    if (!met.has(explanation))
      verdict.count(explanation.why, ["No case differs so any more: take it from the table."]);
  console.log(`${met.size} kinds of differences are explained`);
  return verdict.close();
}

const simulate = await installSimulator().catch((error: unknown) => {
  console.log(`skipped: the simulator cannot be installed (${String(error).split("\n")[0]})`);
});
if (simulate) process.exitCode = await judge(simulate);
