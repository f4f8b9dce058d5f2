import type { BuildEvent } from "./dependencies.ts";
import { type BuildRecord, buildArn, logPlace, type PhaseRecord } from "./records.ts";

/** `Nov 24, 2026 10:34:16 AM`, as the events of CodeBuild write moments. */
const written = (moment: number) =>
  new Date(moment)
    .toLocaleString("en-US", {
      timeZone: "UTC",
      dateStyle: "medium",
      timeStyle: "medium",
    })
    .replace(/^(\w+ \d+, \d+), /, "$1 ");

function phase({ type, status, startedAt, endedAt, flaw }: PhaseRecord) {
  return {
    "phase-context": [flaw === undefined ? ": " : `${flaw.code}: ${flaw.message}`],
    "start-time": written(startedAt),
    ...(endedAt !== undefined && {
      "end-time": written(endedAt),
      "duration-in-seconds": Math.round((endedAt - startedAt) / 1_000),
    }),
    "phase-type": type,
    ...(status && { "phase-status": status }),
  };
}

/** `CodeBuild Build State Change` (CodeBuild User Guide, "Build notifications input format reference"). */
export function stateChange(build: BuildRecord): BuildEvent {
  const { account, region, project, status, initiator, startedAt, phases, number } = build;
  const logs = logPlace(build);
  return {
    ...{ account, region, source: "aws.codebuild", detailType: "CodeBuild Build State Change" },
    resources: [buildArn(build)],
    detail: {
      "build-status": status,
      "project-name": project.name,
      "build-id": buildArn(build),
      "current-phase": phases.at(-1)?.type ?? "SUBMITTED",
      "current-phase-context": "[]",
      version: "1",
      "additional-information": {
        "timeout-in-minutes": project.timeoutInMinutes,
        "build-complete": status !== "IN_PROGRESS",
        "build-number": number,
        initiator,
        "build-start-time": written(startedAt),
        ...(logs && { logs: { "group-name": logs.logGroup, "stream-name": logs.logStream } }),
        phases: phases.map(phase),
      },
    },
  };
}
