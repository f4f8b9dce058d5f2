import {
  type Budget,
  BudgetsClient,
  CreateBudgetCommand,
  DeleteBudgetCommand,
  UpdateBudgetCommand,
} from "@aws-sdk/client-budgets";
import { STSClient } from "@aws-sdk/client-sts";
import type { AccountId } from "../../domain/ids.ts";
import { startOf } from "../../domain/spend/cost.ts";
import type { Budgets, LeaseBudget } from "../../ports/budgets.ts";
import { assumeRole, type RoleSession } from "./assume-role.ts";
import { CLIENT_SETTINGS, GLOBAL_REGION } from "./client-settings.ts";
import { isNamed, translated } from "./translate-failure.ts";

/** Budgets of the management account, one for each account, named by its number (facts 4). */
export function awsBudgets(broker: RoleSession, namePrefix: string): Budgets {
  const credentials = assumeRole(new STSClient(CLIENT_SETTINGS), broker);
  const client = new BudgetsClient({ ...CLIENT_SETTINGS, region: GLOBAL_REGION, credentials });
  const AccountId = broker.roleArn.split(":")[4];
  const nameOf = (accountId: AccountId) => `${namePrefix}-${accountId}`;
  return {
    set: async (accountId, wanted) => {
      const budget = customBudget(nameOf(accountId), accountId, wanted);
      const creation = client.send(new CreateBudgetCommand({ AccountId, Budget: budget }));
      await translated("CreateBudget", creation).catch(async (error: unknown) => {
        if (!isNamed(error, "DuplicateRecordException")) throw error;
        await translated(
          "UpdateBudget",
          client.send(new UpdateBudgetCommand({ AccountId, NewBudget: budget })),
        );
      });
    },
    remove: async (accountId) => {
      const command = new DeleteBudgetCommand({ AccountId, BudgetName: nameOf(accountId) });
      await translated("DeleteBudget", client.send(command)).catch((error: unknown) => {
        if (!isNamed(error, "NotFoundException")) throw error;
      });
    },
  };
}

const customBudget = (name: string, accountId: AccountId, wanted: LeaseBudget): Budget => ({
  BudgetName: name,
  BudgetType: "COST",
  // A month would begin anew in the middle of a lease; a period of its own never does (facts 4).
  TimeUnit: "CUSTOM",
  TimePeriod: { Start: new Date(startOf(wanted.from)), End: new Date(startOf(wanted.to)) },
  BudgetLimit: { Amount: String(wanted.amount), Unit: "USD" },
  // AWS accepts a budget without metrics, but its chart in the console then shows nothing.
  Metrics: ["UnblendedCost"],
  FilterExpression: { Dimensions: { Key: "LINKED_ACCOUNT", Values: [accountId] } },
});
