import { type Expected, mismatches } from "../support/match.ts";
import type { Command } from "./chapter.ts";
import type { Client, Ended } from "./client.ts";

const SERVICE_ERROR =
  /An error occurred \((\S+)\) when calling the (\w+) operation(?: \(reached max retries: 0\))?: ([\s\S]*)/;

function expectCode(expected: number, { code, stdout, stderr }: Ended): string[] {
  if (code === expected) return [];
  return [`expected exit code ${expected}, came ${code}: ${(stderr || stdout).trim()}`];
}

function ofRefusal([name, message]: NonNullable<Command["refused"]>, ended: Ended): string[] {
  const [, error, , told = ""] = SERVICE_ERROR.exec(ended.stderr) ?? [];
  const expected = { error: name, message };
  return mismatches(expected, { error, message: told.trim() });
}

function parsed(text: string): unknown {
  try {
    return text.trim() === "" ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

function ofAnswer(command: Command, { stdout }: Ended, { isRecent }: Client): string[] {
  const answer = parsed(stdout);
  const { answers, answersToday } = command;
  const isToday = isRecent && answersToday !== undefined;
  const expected: Expected[] = isToday ? [answersToday] : [answers];
  if (isToday && answers !== undefined) expected.push(answers);
  return expected.flatMap((each) => mismatches(each, answer));
}

/** What is wrong with how a command ended, each in a line; `[]` when all is as expected. */
export function problemsOf(command: Command, ended: Ended, client: Client): string[] {
  const { refused, fails, prints } = command;
  if (refused) return [...expectCode(client.refusedCode, ended), ...ofRefusal(refused, ended)];
  if (fails) return [...expectCode(1, ended), ...mismatches(fails, ended.stderr, "stderr")];
  const code = expectCode(0, ended);
  if (code.length > 0) return code;
  if (prints) return mismatches(prints, ended.stdout, "stdout");
  return ofAnswer(command, ended, client);
}

/** The answer in JSON, or nothing. */
export const answerOf = ({ stdout }: Ended): unknown => parsed(stdout);
