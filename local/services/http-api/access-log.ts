import type { WireAnswer } from "../../wire/message.ts";
import type { ApiRecord, StageRecord } from "./apis.ts";
import type { HttpApiDependencies } from "./dependencies.ts";

/** Values of `$context` variables by name. */
export type LogFacts = Readonly<Record<string, string | undefined>>;

/** A format with its variables filled in; what has no value is a dash (API Gateway DG, http-api-logging). */
function filled(format: string, facts: LogFacts): string {
  return format.replaceAll(/\$context\.([\w.-]+)/g, (_, name: string) => facts[name] ?? "-");
}

export function lengthOf({ body }: WireAnswer): string {
  return String(typeof body === "string" ? Buffer.byteLength(body) : body.byteLength);
}

/** Writes one line into the stage's access log, where it has one. */
export function logAccess(
  { log }: HttpApiDependencies,
  { api, stage, at }: { api: ApiRecord; stage: StageRecord; at: number },
  facts: LogFacts,
): void {
  const { accessLog } = stage;
  if (!accessLog) return;
  const { account, region, id } = api;
  const line = filled(accessLog.format, facts);
  log({ account, region, group: accessLog.group, stream: `${id}/${stage.name}`, at, line });
}
