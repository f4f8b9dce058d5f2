/**
 * Judges the local cloud by the AWS CLI, a client that we did not write: `npx node test/judges/aws-cli.ts`,
 * with the path of an `aws` program where the one on the path is not meant.
 */

import type { Chapter } from "./aws-cli/chapter.ts";
import { CHAPTERS } from "./aws-cli/chapters.ts";
import { type Client, findClient } from "./aws-cli/client.ts";
import { runChapter } from "./aws-cli/run-chapter.ts";
import { Verdict } from "./support/verdict.ts";

/** As many commands at a time as a small machine has cores. */
const AT_A_TIME = 2;

async function judge(client: Client): Promise<number> {
  const verdict = new Verdict();
  const left: Chapter[] = [...CHAPTERS];
  const reader = async () => {
    for (let next = left.shift(); next; next = left.shift())
      await runChapter(next, client, verdict);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, reader));
  console.log(`judged by ${client.version} (${client.program})`);
  return verdict.close();
}

const client = await findClient(process.argv[2]).catch((error: unknown) => {
  console.log(`skipped: the AWS CLI cannot be installed (${String(error).split("\n")[0]})`);
});
if (client) process.exitCode = await judge(client);
