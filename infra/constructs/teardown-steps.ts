import type { Construct } from "constructs";
import * as beginNuke from "../../functions/steps/begin-nuke/contract.ts";
import * as beginTeardown from "../../functions/steps/begin-teardown/contract.ts";
import * as closeAccess from "../../functions/steps/close-access/contract.ts";
import * as closeAccount from "../../functions/steps/close-account/contract.ts";
import * as confirmClosure from "../../functions/steps/confirm-closure/contract.ts";
import * as endLease from "../../functions/steps/end-lease/contract.ts";
import * as parkClosure from "../../functions/steps/park-closure/contract.ts";
import * as quarantineAccount from "../../functions/steps/quarantine-account/contract.ts";
import * as queueClosure from "../../functions/steps/queue-closure/contract.ts";
import * as removeBudget from "../../functions/steps/remove-budget/contract.ts";
import * as requireAttention from "../../functions/steps/require-attention/contract.ts";
import * as returnAccount from "../../functions/steps/return-account/contract.ts";
import * as verifyClean from "../../functions/steps/verify-clean/contract.ts";
import type { StepOf } from "../../statemachines/definition.ts";
import { unassigning } from "./entering-steps.ts";
import { environmentOf, mayEnterBroker } from "./environment.ts";
import { MayflyFunction } from "./function.ts";
import type { ReportsBucket } from "./reports-bucket.ts";
import type { Site } from "./site.ts";

/** The functions that `teardown` calls, each with what it needs and nothing more. */
export function teardownSteps(
  scope: Construct,
  site: Site,
  reports: ReportsBucket,
): Record<Exclude<StepOf<"teardown">, "settle-entries">, MayflyFunction> {
  return {
    ...shuttingOff(scope, site),
    ...unassigning(scope, site),
    ...emptying(scope, site, reports),
    ...closing(scope, site),
    ...failing(scope, site),
  };
}

function shuttingOff(scope: Construct, site: Site) {
  const { ledger, units } = site;
  const { table, naming, broker, child } = environmentOf(site);
  return {
    "begin-teardown": new MayflyFunction(scope, "begin-teardown", {
      ...{ site, contract: beginTeardown, environment: table },
      may: [ledger.mayRead()],
    }),
    "close-access": new MayflyFunction(scope, "close-access", {
      ...{ site, contract: closeAccess },
      environment: { ...table, ...naming, ...child("close-access") },
      may: [ledger.mayCommit(), mayEnterBroker(site, "close-access")],
    }),
    "quarantine-account": new MayflyFunction(scope, "quarantine-account", {
      ...{ site, contract: quarantineAccount },
      environment: {
        ...{ ...table, ...broker("quarantine-account") },
        QUARANTINE_UNIT_ID: units.quarantine,
      },
      may: [ledger.mayRead(), mayEnterBroker(site, "quarantine-account")],
    }),
    "end-lease": new MayflyFunction(scope, "end-lease", {
      ...{ site, contract: endLease, environment: table },
      may: [ledger.mayCommit(), ledger.mayCount()],
    }),
    "remove-budget": new MayflyFunction(scope, "remove-budget", {
      ...{ site, contract: removeBudget },
      environment: { ...table, ...naming, ...broker("remove-budget") },
      may: [ledger.mayRead(), mayEnterBroker(site, "remove-budget")],
    }),
  };
}

function emptying(scope: Construct, site: Site, reports: ReportsBucket) {
  const { ledger } = site;
  const { table, broker, fences, pool } = environmentOf(site);
  return {
    "begin-nuke": new MayflyFunction(scope, "begin-nuke", {
      ...{ site, contract: beginNuke },
      environment: { ...table, ...fences, ...broker("begin-nuke") },
      may: [ledger.mayCommit(), mayEnterBroker(site, "begin-nuke")],
    }),
    "verify-clean": new MayflyFunction(scope, "verify-clean", {
      ...{ site, contract: verifyClean },
      environment: { ...table, ...pool, REPORTS_BUCKET: reports.bucketName },
      may: [ledger.mayCommit(), ledger.mayAsk("state", "queue"), ...reports.mayRead()],
    }),
  };
}

function closing(scope: Construct, site: Site) {
  const { ledger, units } = site;
  const { table, broker, fences, claim } = environmentOf(site);
  return {
    "queue-closure": new MayflyFunction(scope, "queue-closure", {
      ...{ site, contract: queueClosure, environment: table },
      may: [ledger.mayCommit(), ledger.mayAsk("queue")],
    }),
    "close-account": new MayflyFunction(scope, "close-account", {
      ...{ site, contract: closeAccount },
      environment: { ...table, ...fences, ...broker("close-account") },
      may: [ledger.mayCommit(), mayEnterBroker(site, "close-account")],
    }),
    "confirm-closure": new MayflyFunction(scope, "confirm-closure", {
      ...{ site, contract: confirmClosure },
      environment: { ...table, ...broker("confirm-closure"), CLOSED_UNIT_ID: units.closed },
      may: [
        ...[ledger.mayCommit(), ledger.mayAsk("queue")],
        mayEnterBroker(site, "confirm-closure"),
      ],
    }),
    "return-account": new MayflyFunction(scope, "return-account", {
      ...{ site, contract: returnAccount },
      environment: {
        ...{ ...table, ...claim, ...broker("return-account") },
        VENDING_UNIT_ID: units.vending,
        FROZEN_POLICY_ID: site.frozenPolicyId,
      },
      may: [
        ...[ledger.mayCommit(), ledger.mayAsk("state", "queue")],
        mayEnterBroker(site, "return-account"),
      ],
    }),
  };
}

function failing(scope: Construct, site: Site) {
  const { ledger } = site;
  const { table } = environmentOf(site);
  return {
    "park-closure": new MayflyFunction(scope, "park-closure", {
      ...{ site, contract: parkClosure, environment: table },
      may: [ledger.mayCommit()],
    }),
    "require-attention": new MayflyFunction(scope, "require-attention", {
      ...{ site, contract: requireAttention, environment: table },
      may: [ledger.mayCommit()],
    }),
  };
}
