import type { Baseline } from "../../../domain/baseline/baseline.ts";
import { told } from "../../../domain/baseline/difference.ts";
import { plan } from "../../../domain/baseline/plan.ts";
import type { BaselineSite } from "../../../domain/baseline/wanted.ts";
import { isNamed, NOT_THERE, THERE_ALREADY } from "../translate-failure.ts";
import type { ChildClients } from "./clients.ts";
import { makeDifference } from "./make-difference.ts";
import { readPresent } from "./read-present.ts";

/** How often to look again when the account turns out to be another one than was read. */
const LOOKS = 3;

/**
 * Makes the account as the baseline says and answers what had to be changed: nothing, the second time. An
 * error that a change is made already, by an attempt whose answer was lost, calls for another look.
 */
export async function applyBaseline(
  clients: ChildClients,
  baseline: Baseline,
  site: BaselineSite,
): Promise<readonly string[]> {
  const changed: string[] = [];
  for (let look = 1; ; look += 1) {
    const differences = plan(baseline, site, await readPresent(clients, baseline, site));
    try {
      for (const difference of differences) {
        await makeDifference(clients, difference);
        changed.push(told(difference));
      }
      return changed;
    } catch (error) {
      if (look === LOOKS || !isNamed(error, ...DONE_ALREADY)) throw error;
    }
  }
}

/** What the account would have to be changed in to be as the baseline says. */
export async function compareBaseline(
  clients: ChildClients,
  baseline: Baseline,
  site: BaselineSite,
): Promise<readonly string[]> {
  return plan(baseline, site, await readPresent(clients, baseline, site)).map(told);
}

const DONE_ALREADY = [
  ...[...NOT_THERE, ...THERE_ALREADY],
  // A version too many of a policy: the one that was asked for is there.
  ...["LimitExceeded", "LimitExceededException"],
  ...["InvalidVpcID.NotFound", "InvalidSubnetID.NotFound"],
  ...["InvalidInternetGatewayID.NotFound", "Gateway.NotAttached"],
];
