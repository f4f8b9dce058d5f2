/**
 * Lives a lease and its account again and again, each time with one statement less in the policy of one
 * role, and looks whether AWS's refusal comes: `npx node test/judges/mutations.ts [how many]`. Only
 * statements count that a plain life needs; the others are tried by replay.
 */

import { mutantsOf } from "../authorization/support/mutants.ts";
import { Verdict } from "./support/verdict.ts";

const [, , count = "16"] = process.argv;
const verdict = new Verdict();
for await (const { title, ending, problems } of mutantsOf(Number(count))) {
  console.log(`${title}\n  → ${ending.slice(0, 400)}`);
  verdict.count(title, problems);
}
process.exitCode = verdict.close();
