import { Duration } from "aws-cdk-lib";
import type { Construct } from "constructs";
import * as contract from "../../functions/reconcile/contract.ts";
import { acknowledge } from "./acknowledge.ts";
import { environmentOf, mayEnterBroker } from "./environment.ts";
import { MayflyFunction } from "./function.ts";
import { periodicSchedule, reconcilePeriod } from "./schedules.ts";
import { certificateSecrets, mayReadSecrets } from "./secrets.ts";
import type { Site } from "./site.ts";

/** What compares the ledger with Organizations, and accounts with their baselines, again and again. */
export function reconciling(scope: Construct, site: Site): MayflyFunction {
  const { ledger, units, configuration } = site;
  const { table, naming, child } = environmentOf(site);
  const reconcile = new MayflyFunction(scope, "reconcile", {
    ...{ site, contract },
    environment: {
      ...{ ...table, ...naming, ...child("reconcile") },
      EMAIL_PATTERN: configuration.accounts.emailPattern,
      VENDING_UNIT_ID: units.vending,
      ACTIVE_UNIT_ID: units.active,
    },
    may: [
      ...[ledger.mayCommit(), ledger.mayCount(), ledger.mayAsk("state")],
      mayEnterBroker(site, "reconcile"),
      ...mayReadSecrets(scope, certificateSecrets(configuration)),
    ],
    timeout: Duration.minutes(14),
    retryAttempts: 0,
  });
  acknowledge(reconcile, {
    "Serverless::Serverless-LambdaAsyncFailureDestination":
      "The next reconcile is the retry; a failure raises an alarm.",
  });
  periodicSchedule(scope, site, {
    ...{ name: "reconcile", target: reconcile, every: reconcilePeriod(site) },
    description: "Compares the ledger with Organizations",
  });
  return reconcile;
}
