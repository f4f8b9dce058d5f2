import type {
  CreateBudgetCommandInput,
  DeleteBudgetCommandInput,
  UpdateBudgetCommandInput,
} from "@aws-sdk/client-budgets";
import type { World } from "../../kernel/service.ts";
import { budgetFrom } from "./budget-input.ts";
import { duplicate, invalid, notFound, tooMany } from "./failures.ts";
import { notificationsFrom } from "./notification-input.ts";
import { budgetOperation } from "./operation.ts";
import { budgetNamed, budgetsOf, currentBudgets } from "./records.ts";

/** Budgets of one account (Cost Management User Guide, "Quotas and restrictions"). */
const MOST_BUDGETS = 20_000;

function checkQuota(world: World, account: string): void {
  if (budgetsOf(world, account).size < MOST_BUDGETS) return;
  if (currentBudgets(world, account).length < MOST_BUDGETS) return;
  throw tooMany("You have reached the limit of budgets.");
}

const create = budgetOperation<CreateBudgetCommandInput, object>({
  name: "CreateBudget",
  action: "ModifyBudget",
  members: ["Budget", "NotificationsWithSubscribers"],
  budget: ({ Budget }) => Budget?.BudgetName,
  run({ Budget, NotificationsWithSubscribers = [] }, { world, account }) {
    if (!Budget) throw invalid("Budget is required.");
    const budget = budgetFrom(Budget, world.clock.now());
    const notifications = notificationsFrom(NotificationsWithSubscribers);
    if (budgetNamed(world, account, budget.name)) throw duplicate(budget.name);
    checkQuota(world, account);
    budgetsOf(world, account).set(budget.name, { ...budget, notifications });
    return {};
  },
});

/** Everything but the name is replaced; the notifications stay. */
const update = budgetOperation<UpdateBudgetCommandInput, object>({
  name: "UpdateBudget",
  action: "ModifyBudget",
  members: ["NewBudget"],
  budget: ({ NewBudget }) => NewBudget?.BudgetName,
  run({ NewBudget }, { world, account }) {
    if (!NewBudget) throw invalid("NewBudget is required.");
    const budget = budgetFrom(NewBudget, world.clock.now());
    const before = budgetNamed(world, account, budget.name);
    if (!before) {
      throw notFound(`Unable to update budget: ${budget.name} - the budget doesn't exist.`);
    }
    budgetsOf(world, account).set(budget.name, { ...budget, notifications: before.notifications });
    return {};
  },
});

const remove = budgetOperation<DeleteBudgetCommandInput, object>({
  name: "DeleteBudget",
  action: "ModifyBudget",
  members: ["BudgetName"],
  budget: ({ BudgetName }) => BudgetName,
  run({ BudgetName = "" }, { world, account }) {
    if (budgetNamed(world, account, BudgetName)) {
      budgetsOf(world, account).delete(BudgetName);
      return {};
    }
    throw notFound(
      `Unable to delete budget: ${BudgetName} - the budget doesn't exist. Try creating it first. `,
    );
  },
});

export const changingOperations = {
  CreateBudget: create,
  UpdateBudget: update,
  DeleteBudget: remove,
};
