import type { World } from "../../kernel/service.ts";
import type { CodeBuildDependencies } from "./dependencies.ts";
import { type BuildRecord, logPlace } from "./records.ts";

/** `2026/11/24 10:34:16.123`, as the lines of CodeBuild itself begin. */
const stamp = (now: number) =>
  new Date(now).toISOString().replaceAll("-", "/").replace("T", " ").replace("Z", "");

/** The log of one build. */
export interface BuildLog {
  /** A line that a command wrote. */
  readonly line: (text: string) => void;
  /** A line of CodeBuild's own. */
  readonly own: (text: string) => void;
}

/** Writes the log of a build, where its project keeps one. */
export function logOf(
  build: BuildRecord,
  { clock }: World,
  { log }: Pick<CodeBuildDependencies, "log">,
): BuildLog {
  const { account, region } = build;
  const place = logPlace(build);
  const line = (text: string) => {
    if (place === undefined) return;
    const { logGroup: group, logStream: stream } = place;
    log({ account, region, group, stream, at: clock.now(), line: text });
  };
  return { line, own: (text) => line(`[Container] ${stamp(clock.now())} ${text}`) };
}
