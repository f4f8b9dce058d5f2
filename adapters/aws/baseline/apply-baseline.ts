import type { Baseline } from "../../../domain/baseline/baseline.ts";
import { told } from "../../../domain/baseline/difference.ts";
import { plan } from "../../../domain/baseline/plan.ts";
import type { BaselineSite } from "../../../domain/baseline/wanted.ts";
import type { ChildClients } from "./clients.ts";
import { makeDifference } from "./make-difference.ts";
import { readPresent } from "./read-present.ts";

/** Makes the account as the baseline says and answers what had to be changed: nothing, the second time. */
export async function applyBaseline(
  clients: ChildClients,
  baseline: Baseline,
  site: BaselineSite,
): Promise<readonly string[]> {
  const differences = plan(baseline, site, await readPresent(clients, baseline, site));
  for (const difference of differences) await makeDifference(clients, difference);
  return differences.map(told);
}
