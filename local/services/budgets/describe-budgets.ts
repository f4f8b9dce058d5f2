import type {
  Budget,
  DescribeBudgetCommandInput,
  DescribeBudgetCommandOutput,
  DescribeBudgetsCommandInput,
  DescribeBudgetsCommandOutput,
  DescribeNotificationsForBudgetCommandInput,
  DescribeNotificationsForBudgetCommandOutput,
  DescribeSubscribersForNotificationCommandInput,
  DescribeSubscribersForNotificationCommandOutput,
} from "@aws-sdk/client-budgets";
import type { Call } from "../../kernel/service.ts";
import { invalid, notFound } from "./failures.ts";
import { keyOf } from "./notification-input.ts";
import { type Answer, budgetOperation } from "./operation.ts";
import { pageOf } from "./page.ts";
import { type BudgetRecord, budgetNamed, currentBudgets } from "./records.ts";

/** Sizes of pages unless told (API Reference). */
const PAGE = { budgets: 100, notifications: 100 };

/** The filter is told to those who ask for it. Nothing costs anything here, so nothing is spent. */
function budgetAnswer(record: BudgetRecord, showFilter = false): Budget {
  return {
    BudgetName: record.name,
    BudgetType: "COST",
    BudgetLimit: record.limit,
    TimeUnit: record.timeUnit,
    TimePeriod: { Start: new Date(record.start), End: new Date(record.end) },
    CalculatedSpend: { ActualSpend: { Amount: "0.0", Unit: record.limit.Unit } },
    LastUpdatedTime: new Date(record.updatedAt),
    ...(record.metrics && { Metrics: record.metrics }),
    ...(showFilter && record.filter && { FilterExpression: record.filter }),
  };
}

function find({ world, account }: Call, name = ""): BudgetRecord {
  const found = budgetNamed(world, account, name);
  if (!found) throw notFound(`Unable to get budget: ${name} - the budget doesn't exist.`);
  return found;
}

const describeOne = budgetOperation<
  DescribeBudgetCommandInput,
  Answer<DescribeBudgetCommandOutput>
>({
  name: "DescribeBudget",
  action: "ViewBudget",
  members: ["BudgetName", "ShowFilterExpression"],
  budget: ({ BudgetName }) => BudgetName,
  run: ({ BudgetName, ShowFilterExpression }, call) => ({
    Budget: budgetAnswer(find(call, BudgetName), ShowFilterExpression),
  }),
});

const describeAll = budgetOperation<
  DescribeBudgetsCommandInput,
  Answer<DescribeBudgetsCommandOutput>
>({
  name: "DescribeBudgets",
  action: "ViewBudget",
  members: ["MaxResults", "NextToken", "ShowFilterExpression"],
  budget: () => undefined,
  run({ ShowFilterExpression, ...asked }, { world, account }) {
    const { items, next } = pageOf(currentBudgets(world, account), asked, PAGE.budgets);
    return { Budgets: items.map((each) => budgetAnswer(each, ShowFilterExpression)), ...next };
  },
});

const describeNotifications = budgetOperation<
  DescribeNotificationsForBudgetCommandInput,
  Answer<DescribeNotificationsForBudgetCommandOutput>
>({
  name: "DescribeNotificationsForBudget",
  action: "ViewBudget",
  members: ["BudgetName", "MaxResults", "NextToken"],
  budget: ({ BudgetName }) => BudgetName,
  run({ BudgetName, ...asked }, call) {
    const { notifications } = find(call, BudgetName);
    const { items, next } = pageOf(notifications, asked, PAGE.notifications);
    return { Notifications: items.map(({ notification }) => notification), ...next };
  },
});

const describeSubscribers = budgetOperation<
  DescribeSubscribersForNotificationCommandInput,
  Answer<DescribeSubscribersForNotificationCommandOutput>
>({
  name: "DescribeSubscribersForNotification",
  action: "ViewBudget",
  members: ["BudgetName", "Notification", "MaxResults", "NextToken"],
  budget: ({ BudgetName }) => BudgetName,
  run({ BudgetName, Notification, ...asked }, call) {
    if (!Notification) throw invalid("Notification is required.");
    const wanted = keyOf(Notification);
    const found = find(call, BudgetName).notifications.find(
      ({ notification }) => keyOf(notification) === wanted,
    );
    if (!found) throw notFound("Unable to get subscribers - the notification doesn't exist.");
    const { items, next } = pageOf(found.subscribers, asked, PAGE.notifications);
    return { Subscribers: items, ...next };
  },
});

export const describingOperations = {
  DescribeBudget: describeOne,
  DescribeBudgets: describeAll,
  DescribeNotificationsForBudget: describeNotifications,
  DescribeSubscribersForNotification: describeSubscribers,
};
