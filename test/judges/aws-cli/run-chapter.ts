import type { Credentials } from "../../../local/kernel/principal.ts";
import { type JudgedCloud, type Person, startJudgedCloud } from "../support/judged-cloud.ts";
import { valueAt } from "../support/value-at.ts";
import type { Verdict } from "../support/verdict.ts";
import type { Chapter, Command } from "./chapter.ts";
import { ask, type Client } from "./client.ts";
import { answerOf, problemsOf } from "./judge-command.ts";
import { argumentsOf } from "./words.ts";

/** A chapter that is being run. */
interface Reading {
  readonly chapter: Chapter;
  readonly cloud: JudgedCloud;
  readonly client: Client;
  readonly values: Map<string, unknown>;
}

interface KeptCredentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken?: string;
}

function credentialsOf({ cloud, chapter, values }: Reading, by?: string): Credentials {
  const name = by ?? chapter.by;
  const person = cloud.people[name as Person] as Credentials | undefined;
  if (person) return person;
  const kept = values.get(name) as KeptCredentials | undefined;
  if (!kept) throw new Error(`No credentials were kept as ${name}.`);
  return {
    accessKeyId: kept.AccessKeyId,
    secretAccessKey: kept.SecretAccessKey,
    ...(kept.SessionToken !== undefined && { sessionToken: kept.SessionToken }),
  };
}

async function runCommand(reading: Reading, command: Command): Promise<string[]> {
  const { chapter, cloud, client, values } = reading;
  const credentials = credentialsOf(reading, command.by);
  const seat = { url: cloud.url, region: chapter.region, credentials };
  const ended = await ask(client, argumentsOf(command.aws, values), seat);
  const answer = answerOf(ended);
  for (const [name, path] of Object.entries(command.keep ?? {})) {
    values.set(name, valueAt(answer, path));
  }
  return problemsOf(command, ended, client);
}

/** Runs the commands of a chapter in order, against a cloud of its own. */
export async function runChapter(
  chapter: Chapter,
  client: Client,
  verdict: Verdict,
): Promise<void> {
  const cloud = await startJudgedCloud();
  const values = new Map<string, unknown>(Object.entries(chapter.values ?? {}));
  const reading: Reading = { chapter, cloud, client, values };
  for (const step of chapter.steps) {
    if ("seconds" in step) {
      await cloud.advance(step.seconds * 1000);
      continue;
    }
    const problems = await runCommand(reading, step).catch((error: unknown) => [String(error)]);
    verdict.count(`${chapter.title}: aws ${step.aws}`, problems);
  }
  await cloud.close();
}
