import type { Credentials } from "../../../local/kernel/principal.ts";
import type { Verdict } from "../support/verdict.ts";
import type { Scene } from "./account.ts";
import type { Program } from "./program.ts";

/** What every part of the judgement works with. */
export interface Bench {
  readonly verdict: Verdict;
  readonly scene: Scene;
  readonly nuke: Program;
  readonly standIn: Program;
  /** Of a session in the account, an hour long. */
  readonly credentials: Credentials;
  /** Types of aws-nuke that the local cloud must answer for. */
  readonly types: readonly string[];
}

/** A check that something is as it must be. */
export function expectThat(verdict: Verdict, title: string, isSo: boolean, problem = "it is not") {
  verdict.count(title, isSo ? [] : [problem]);
}

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
