/**
 * Judges the local cloud, and the way in which production uses its nuke engine, by the real aws-nuke: it
 * must empty an account in which people left a mess. `npx node test/judges/aws-nuke.ts`, with the path of
 * an `aws-nuke` program, as AWS_NUKE or as an argument, where none is to be compiled.
 */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { enterAccount, type Scene, startScene } from "./aws-nuke/account.ts";
import type { Bench } from "./aws-nuke/bench.ts";
import { certificateFor } from "./aws-nuke/certificate.ts";
import { awsNuke, standIn } from "./aws-nuke/engines.ts";
import { type Front, startFront } from "./aws-nuke/front.ts";
import { findNuke } from "./aws-nuke/install.ts";
import {
  judgeLooks,
  judgeReport,
  lookByStandIn,
  nukeAccount,
  printCounts,
} from "./aws-nuke/judge-nuke.ts";
import { judgeBlocklist, judgeRefusals } from "./aws-nuke/judge-refusals.ts";
import { judgeRest } from "./aws-nuke/judge-rest.ts";
import { leaveMess, REGIONS } from "./aws-nuke/mess.ts";
import { allTypes, emulatedTypes } from "./aws-nuke/types.ts";
import { Verdict } from "./support/verdict.ts";

interface Place {
  readonly program: string;
  readonly folder: string;
  readonly scene: Scene;
}

async function judgeAll(bench: Bench, front: Front): Promise<number> {
  await judgeBlocklist(bench);
  await judgeRefusals(bench);
  const ours = await lookByStandIn(bench);
  const { report, runs } = await nukeAccount(bench);
  const [theirs] = runs;
  if (theirs) judgeLooks(bench, theirs, ours);
  judgeReport(bench, report, runs);
  await judgeRest(bench, await lookByStandIn(bench));
  bench.verdict.count("only hosts of AWS were asked", [...front.strangers]);
  printCounts(report, runs);
  return bench.verdict.close();
}

async function judge({ program, folder, scene }: Place): Promise<number> {
  const pair = await certificateFor(REGIONS, folder);
  await leaveMess(scene, pair);
  const front = await startFront(scene.cloud.url, pair);
  const { credentials } = await enterAccount(scene.management, scene.account);
  const all = await allTypes(program);
  const types = emulatedTypes(all);
  console.log(`judged by ${program}, for ${types.length} of its ${all.length} types`);
  const bench = {
    ...{ verdict: new Verdict(), scene, credentials, types },
    nuke: awsNuke(program, { front, pair, folder }),
    standIn: await standIn(scene.cloud.url, folder),
  };
  try {
    return await judgeAll(bench, front);
  } finally {
    await front.close();
  }
}

const found = await findNuke(process.argv[2] ?? process.env["AWS_NUKE"]);
if ("program" in found) {
  const folder = await mkdtemp(join(tmpdir(), "aws-nuke-"));
  const scene = await startScene();
  try {
    process.exitCode = await judge({ ...found, folder, scene });
  } finally {
    await scene.cloud.close();
    await rm(folder, { recursive: true });
  }
} else console.log(`skipped: ${found.missing}`);
