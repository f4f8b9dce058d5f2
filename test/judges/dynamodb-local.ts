/**
 * Judges our DynamoDB by Amazon's DynamoDB Local: the same calls go to both, and the answers are
 * compared. `npx node test/judges/dynamodb-local.ts` needs Java, and Maven to fetch DynamoDB Local; a
 * folder that has it already can be named by DYNAMODB_LOCAL.
 */

import type { SequenceCall } from "../local/dynamodb/sequence/call.ts";
import { sequence } from "../local/dynamodb/sequence.ts";
import { ask, jsonOf } from "./dynamodb-local/answer.ts";
import { areSame, comparable, shown } from "./dynamodb-local/compare.ts";
import { explanationOf } from "./dynamodb-local/explained.ts";
import { type DynamoDbLocal, startDynamoDbLocal } from "./dynamodb-local/java.ts";
import { startOurs } from "./dynamodb-local/ours.ts";
import { Verdict } from "./support/verdict.ts";

type Ours = Awaited<ReturnType<typeof startOurs>>;

const titleOf = ([name, input]: SequenceCall): string => `${name} ${jsonOf(input)}`.slice(0, 300);

/** What is wrong with our answer to a call, by that of DynamoDB Local. */
async function problemsOf(call: SequenceCall, local: DynamoDbLocal, ours: Ours) {
  const theirs = comparable(call, await ask(local.url, call, Date.now()));
  const own = comparable(call, await ask(ours.url, call, ours.now()));
  if (call[0].endsWith("Table")) await ours.settle();
  if (areSame(theirs, own)) return [];
  const why = explanationOf(theirs, own);
  if (why === undefined)
    return [`DynamoDB Local: ${shown(theirs)}`, `ours:           ${shown(own)}`];
  explained.set(why, (explained.get(why) ?? 0) + 1);
  return [];
}

/** How often the two differed for a reason. */
const explained = new Map<string, number>();

async function judge(local: DynamoDbLocal): Promise<number> {
  const ours = await startOurs();
  const verdict = new Verdict();
  try {
    // One after the other: each call builds on those before it.
    for (const call of sequence) verdict.count(titleOf(call), await problemsOf(call, local, ours));
  } finally {
    await ours.stop();
  }
  for (const [why, times] of explained) console.log(`${times} times: ${why}`);
  return verdict.close();
}

const local = await startDynamoDbLocal();
if (local) {
  try {
    process.exitCode = await judge(local);
  } finally {
    local.stop();
  }
} else console.log("skipped: DynamoDB Local cannot be started");
