import { Duration } from "aws-cdk-lib";
import type { EventBus } from "aws-cdk-lib/aws-events";
import type { Construct } from "constructs";
import { EVENT_SOURCE } from "../../adapters/aws/eventbridge-bus.ts";
import type { EventType } from "../../domain/events.ts";
import * as guardContract from "../../functions/guard-spend/contract.ts";
import * as measureContract from "../../functions/measure-spend/contract.ts";
import { acknowledge } from "./acknowledge.ts";
import { mayReportFailure, reportingFailure } from "./asynchronous.ts";
import { environmentOf, mayEnterBroker } from "./environment.ts";
import { MayflyFunction } from "./function.ts";
import { listen } from "./listener.ts";
import { periodicSchedule } from "./schedules.ts";
import type { Site } from "./site.ts";

/** Domain events after which an account may have to be frozen, or not any more. */
const GUARDING: readonly EventType[] = ["LeaseFrozen", "LeaseUnfrozen", "LeaseEnding"];

/** How often spend is measured. */
export const spendPeriod = ({ configuration }: Site): Duration =>
  Duration.seconds(configuration.spend.every);

/** What measures spend, and what freezes accounts whose budget is used up. */
export function spending(scope: Construct, site: Site, bus: EventBus): MayflyFunction {
  const listener = guard(scope, site);
  listen(scope, "GuardSpend", {
    ...{ bus, deadLetters: site.deadLetters, listener },
    ruleName: site.names.own("guard-spend"),
    description: "Freezes an account whose budget is used up, or frees it",
    pattern: { source: [EVENT_SOURCE], detailType: [...GUARDING] },
  });
  periodicSchedule(scope, site, {
    ...{ name: "guard-spend", description: "Looks at frozen accounts again: events may be lost" },
    ...{ every: spendPeriod(site), target: listener },
  });
  const target = measurer(scope, site);
  periodicSchedule(scope, site, {
    ...{ name: "measure-spend", description: "Asks AWS what all accounts cost" },
    ...{ every: spendPeriod(site), target },
  });
  return target;
}

function measurer(scope: Construct, site: Site): MayflyFunction {
  const { ledger } = site;
  const { table, broker } = environmentOf(site);
  const measure = new MayflyFunction(scope, "measure-spend", {
    ...{ site, contract: measureContract },
    environment: { ...table, ...broker("measure-spend") },
    may: [
      ...[ledger.mayCommit(), ledger.mayAskHistory(), ledger.mayAsk("state")],
      mayEnterBroker(site, "measure-spend"),
    ],
    timeout: Duration.minutes(10),
    retryAttempts: 0,
  });
  acknowledge(measure, {
    "Serverless::Serverless-LambdaAsyncFailureDestination":
      "The next measurement is the retry; a day without one raises an alarm.",
  });
  return measure;
}

function guard(scope: Construct, site: Site): MayflyFunction {
  const { table, broker } = environmentOf(site);
  return new MayflyFunction(scope, "guard-spend", {
    ...{ site, contract: guardContract },
    environment: {
      ...{ ...table, ...broker("guard-spend") },
      FROZEN_POLICY_ID: site.frozenPolicyId,
    },
    may: [
      ...[site.ledger.mayRead(), site.ledger.mayAsk("state")],
      ...[mayEnterBroker(site, "guard-spend"), mayReportFailure(site)],
    ],
    ...reportingFailure(site),
  });
}
