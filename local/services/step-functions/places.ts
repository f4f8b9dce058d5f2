import type { Collection } from "../../kernel/collection.ts";
import type { Call, World } from "../../kernel/service.ts";
import type { ExecutionRecord, HistoryRecord } from "./execution/execution.ts";
import type { MachineRecord, RevisionRecord } from "./machines.ts";

/** Where machines live: one Region of one account. */
export type Site = Pick<Call, "account" | "region">;

export const SERVICE = "states";

const at = <T>(world: World, { account, region }: Site, kind: string): Collection<T> =>
  world.storage.collection({ service: SERVICE, account, region }, kind);

/** State machines by ARN. */
export const machinesAt = (world: World, site: Site) => at<MachineRecord>(world, site, "machines");

/** Every definition that a machine ever had, by `revisionKey`. */
export const revisionsAt = (world: World, site: Site) =>
  at<RevisionRecord>(world, site, "revisions");

/** Executions by ARN. */
export const executionsAt = (world: World, site: Site) =>
  at<ExecutionRecord>(world, site, "executions");

/** Events of executions, by `historyKey`. */
export const historyAt = (world: World, site: Site) => at<HistoryRecord>(world, site, "history");

export const historyKey = (executionArn: string, id: number) => `${executionArn}#${id}`;

/** The site that an ARN of this service names. */
export function siteOf(arn: string): Site {
  const [, , , region = "", account = ""] = arn.split(":");
  return { account, region };
}
