import { DeleteBudgetCommand, paginateDescribeBudgets } from "@aws-sdk/client-budgets";
import { DeleteAlarmsCommand, paginateDescribeAlarms } from "@aws-sdk/client-cloudwatch";
import { DeleteScheduleCommand, paginateListSchedules } from "@aws-sdk/client-scheduler";
import { DeleteStateMachineCommand, paginateListStateMachines } from "@aws-sdk/client-sfn";
import { type Kind, moment, pages } from "../resource.ts";

const schedule: Kind = {
  type: "SchedulerSchedule",
  list: async ({ clients: { scheduler } }) => {
    const listing = paginateListSchedules({ client: scheduler }, {});
    const schedules = await pages(listing, (page) => page.Schedules);
    return schedules.map(({ Name = "", GroupName, State, ...found }) => ({
      name: Name,
      identity: `${GroupName}/${Name}`,
      properties: {
        ...{ Name, GroupName, State, CreationDate: moment(found.CreationDate) },
        ModifiedDate: moment(found.LastModificationDate),
      },
      remove: () => scheduler.send(new DeleteScheduleCommand({ Name, GroupName })),
    }));
  },
};

const stateMachine: Kind = {
  type: "SFNStateMachine",
  list: async ({ clients: { sfn } }) => {
    const listing = paginateListStateMachines({ client: sfn }, {});
    const machines = await pages(listing, (page) => page.stateMachines);
    return machines.map(({ stateMachineArn = "", name, type, creationDate }) => ({
      name: stateMachineArn,
      properties: {
        ...{ ARN: stateMachineArn, Name: name, Type: type },
        CreationDate: moment(creationDate),
      },
      remove: () => sfn.send(new DeleteStateMachineCommand({ stateMachineArn })),
    }));
  },
};

const alarm: Kind = {
  type: "CloudWatchAlarm",
  list: async ({ clients: { cloudwatch } }) => {
    const listing = paginateDescribeAlarms({ client: cloudwatch }, {});
    const alarms = await pages(listing, ({ MetricAlarms }) => MetricAlarms);
    return alarms.map(({ AlarmName = "" }) => ({
      name: AlarmName,
      properties: { Name: AlarmName, Type: "MetricAlarm" },
      remove: () => cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [AlarmName] })),
    }));
  },
};

const budget: Kind = {
  type: "BudgetsBudget",
  list: async ({ account: AccountId, clients: { budgets } }) => {
    const listing = paginateDescribeBudgets({ client: budgets }, { AccountId });
    const found = await pages(listing, ({ Budgets }) => Budgets);
    return found.map(({ BudgetName = "", BudgetType }) => ({
      name: BudgetName,
      properties: { Name: BudgetName, BudgetType, AccountID: AccountId },
      remove: () => budgets.send(new DeleteBudgetCommand({ AccountId, BudgetName })),
    }));
  },
};

/** What starts work by itself goes before what it works on. */
export const jobKinds: readonly Kind[] = [schedule, stateMachine, alarm];

/** Budgets belong to no Region. */
export const budgetKinds: readonly Kind[] = [budget];
