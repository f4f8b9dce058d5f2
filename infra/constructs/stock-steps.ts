import type { Construct } from "constructs";
import * as stockAccount from "../../functions/steps/stock-account/contract.ts";
import type { StepOf } from "../../statemachines/definition.ts";
import { environmentOf, mayEnterBroker } from "./environment.ts";
import { MayflyFunction } from "./function.ts";
import type { Site } from "./site.ts";

/** The functions that `stock` calls: accounts for the pool are created by the same one as those for leases. */
export function stockSteps(
  scope: Construct,
  site: Site,
  vend: Readonly<Record<"create-account", MayflyFunction>>,
): Record<StepOf<"stock">, MayflyFunction> {
  const { ledger, units } = site;
  const { table, claim, broker } = environmentOf(site);
  return {
    "create-account": vend["create-account"],
    "stock-account": new MayflyFunction(scope, "stock-account", {
      ...{ site, contract: stockAccount },
      environment: {
        ...{ ...table, ...claim, ...broker("stock-account") },
        VENDING_UNIT_ID: units.vending,
      },
      may: [
        ...[ledger.mayCommit(), ledger.mayAsk("state", "queue")],
        mayEnterBroker(site, "stock-account"),
      ],
    }),
  };
}
