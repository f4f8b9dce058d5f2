import type { Construct } from "constructs";
import * as activateLease from "../../functions/steps/activate-lease/contract.ts";
import * as applyBaseline from "../../functions/steps/apply-baseline/contract.ts";
import * as awaitAccessRole from "../../functions/steps/await-access-role/contract.ts";
import * as claimAccount from "../../functions/steps/claim-account/contract.ts";
import * as confirmCreation from "../../functions/steps/confirm-creation/contract.ts";
import * as createAccount from "../../functions/steps/create-account/contract.ts";
import * as failLease from "../../functions/steps/fail-lease/contract.ts";
import * as openAccess from "../../functions/steps/open-access/contract.ts";
import * as placeAccount from "../../functions/steps/place-account/contract.ts";
import * as setBudget from "../../functions/steps/set-budget/contract.ts";
import type { StepOf } from "../../statemachines/definition.ts";
import { assigning } from "./entering-steps.ts";
import { environmentOf, mayEnterBroker } from "./environment.ts";
import { MayflyFunction } from "./function.ts";
import type { Site } from "./site.ts";

/** The functions that `vend` calls, each with what it needs and nothing more. */
export function vendSteps(
  scope: Construct,
  site: Site,
): Record<Exclude<StepOf<"vend">, "settle-entries">, MayflyFunction> {
  return {
    ...findingAccount(scope, site),
    ...preparingAccount(scope, site),
    ...assigning(scope, site),
  };
}

function findingAccount(scope: Construct, site: Site) {
  const { ledger } = site;
  const { table, naming, broker, child, claim, slots } = environmentOf(site);
  return {
    "claim-account": new MayflyFunction(scope, "claim-account", {
      ...{ site, contract: claimAccount },
      environment: { ...table, ...claim },
      may: [ledger.mayCommit(), ledger.mayAsk("state", "queue")],
    }),
    "create-account": new MayflyFunction(scope, "create-account", {
      ...{ site, contract: createAccount },
      environment: { ...table, ...naming, ...slots, ...child("create-account") },
      may: [ledger.mayCommit(), ledger.mayCount(), mayEnterBroker(site, "create-account")],
    }),
    "confirm-creation": new MayflyFunction(scope, "confirm-creation", {
      ...{ site, contract: confirmCreation },
      environment: { ...table, ...claim, ...broker("confirm-creation") },
      may: [
        ...[ledger.mayCommit(), ledger.mayCount(), ledger.mayAsk("state", "queue")],
        mayEnterBroker(site, "confirm-creation"),
      ],
    }),
    "fail-lease": new MayflyFunction(scope, "fail-lease", {
      ...{ site, contract: failLease, environment: table },
      may: [ledger.mayCommit(), ledger.mayCount()],
    }),
  };
}

function preparingAccount(scope: Construct, site: Site) {
  const { ledger, units, names } = site;
  const { table, naming, broker, child } = environmentOf(site);
  return {
    "await-access-role": new MayflyFunction(scope, "await-access-role", {
      ...{ site, contract: awaitAccessRole },
      environment: { ...table, ...child("await-access-role") },
      may: [ledger.mayRead(), mayEnterBroker(site, "await-access-role")],
    }),
    "apply-baseline": new MayflyFunction(scope, "apply-baseline", {
      ...{ site, contract: applyBaseline },
      environment: { ...table, ...naming, ...child("apply-baseline") },
      may: [ledger.mayRead(), mayEnterBroker(site, "apply-baseline")],
    }),
    "place-account": new MayflyFunction(scope, "place-account", {
      ...{ site, contract: placeAccount },
      environment: { ...table, ...broker("place-account"), ACTIVE_UNIT_ID: units.active },
      may: [ledger.mayRead(), mayEnterBroker(site, "place-account")],
    }),
    "open-access": new MayflyFunction(scope, "open-access", {
      ...{ site, contract: openAccess },
      environment: {
        ...{ ...table, ...naming, ...child("open-access") },
        HAND_OUT_ROLE_ARN: names.brokerRoleArn("api"),
      },
      may: [ledger.mayCommit(), mayEnterBroker(site, "open-access")],
    }),
    "set-budget": new MayflyFunction(scope, "set-budget", {
      ...{ site, contract: setBudget },
      environment: { ...table, ...naming, ...broker("set-budget") },
      may: [ledger.mayRead(), mayEnterBroker(site, "set-budget")],
    }),
    "activate-lease": new MayflyFunction(scope, "activate-lease", {
      ...{ site, contract: activateLease, environment: table },
      may: [ledger.mayCommit()],
    }),
  };
}
