import type { FunctionRecord } from "../functions.ts";
import type { Outcome } from "./environment.ts";

/** The lines that Lambda itself writes around an invocation, as text or JSON. */

const timeOf = (at: number) => new Date(at).toISOString();

function isSilent({ logging }: FunctionRecord): boolean {
  return logging.format === "JSON" && logging.systemLevel === "WARN";
}

const platform = (at: number, type: string, record: object) =>
  JSON.stringify({ time: timeOf(at), type, record });

export function startLine(
  record: FunctionRecord,
  requestId: string,
  at: number,
): string | undefined {
  if (isSilent(record)) return undefined;
  if (record.logging.format === "Text") return `START RequestId: ${requestId} Version: $LATEST`;
  return platform(at, "platform.start", { requestId, version: "$LATEST" });
}

interface Ended {
  readonly requestId: string;
  readonly at: number;
  readonly durationMs: number;
  readonly outcome: Outcome;
}

/** What of a failure only Lambda can say, because the function is no more. */
function lastWords(record: FunctionRecord, { at, requestId, outcome }: Ended): string | undefined {
  if (!("failure" in outcome)) return undefined;
  const { errorType, errorMessage, trace } = outcome.failure;
  if (errorType === "Sandbox.Timedout")
    return `${timeOf(at)} ${requestId} Task timed out after ${record.timeout.toFixed(2)} seconds`;
  return trace === undefined ? `${errorMessage}\n${errorType}` : undefined;
}

export function endLines(record: FunctionRecord, ended: Ended): readonly (string | undefined)[] {
  const { requestId, durationMs, at, outcome } = ended;
  const billed = Math.ceil(durationMs);
  const words = lastWords(record, ended);
  if (isSilent(record)) return [words];
  if (record.logging.format === "Text")
    return [
      words,
      `END RequestId: ${requestId}`,
      `REPORT RequestId: ${requestId}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${billed} ms\tMemory Size: ${record.memory} MB`,
    ];
  const status = "failure" in outcome ? "error" : "success";
  const metrics = { durationMs, billedDurationMs: billed, memorySizeMB: record.memory };
  return [words, platform(at, "platform.report", { requestId, status, metrics })];
}
