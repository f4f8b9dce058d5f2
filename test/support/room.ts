import { functionsOf } from "../../local/services/lambda/functions.ts";
import { changeSettings } from "../../local/services/organizations/settings.ts";
import { VENDING } from "./as-root.ts";
import type { TestCloud } from "./cloud.ts";

const ACCOUNTS = 1_000;

/**
 * Gives the organization room for many accounts, and tells Mayfly so, as a configuration with that quota
 * would: for tests that make one account after the other. To be called before any function has run.
 */
export function makeRoom({ world, configuration }: TestCloud): void {
  changeSettings(world, { accountLimit: ACCOUNTS });
  const functions = functionsOf(world, { account: VENDING, region: configuration.region });
  for (const [name, each] of functions.entries())
    if ("ACCOUNT_SLOTS" in each.environment) {
      const environment = { ...each.environment, ACCOUNT_SLOTS: String(ACCOUNTS - 2) };
      functions.set(name, { ...each, environment });
    }
}
