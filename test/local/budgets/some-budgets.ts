import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { Call, Operation, World } from "../../../local/kernel/service.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import { budgetsService } from "../../../local/services/budgets/service.ts";
import { StillClock } from "../../support/still-clock.ts";

export const ACCOUNT = "111111111111";
export const START = Date.UTC(2026, 10, 24, 15, 30);

/** A budget as Mayfly makes them. */
export const BUDGET = {
  BudgetName: "mayfly-333333333333",
  BudgetType: "COST",
  TimeUnit: "MONTHLY",
  BudgetLimit: { Amount: "50", Unit: "USD" },
  FilterExpression: { Dimensions: { Key: "LINKED_ACCOUNT", Values: ["333333333333"] } },
};

const { BudgetName } = BUDGET;

function aCall(world: World): Call {
  const arn = `arn:aws:iam::${ACCOUNT}:root`;
  return {
    world,
    account: ACCOUNT,
    region: "us-east-1",
    principal: { kind: "root", account: ACCOUNT, arn, userId: ACCOUNT },
    requestId: "request",
    sourceIp: "127.0.0.1",
    userAgent: "test",
    sleep: () => Promise.resolve(),
    dispatch: () => Promise.reject(new Error("Budgets dispatches nothing")),
  };
}

/** AWS Budgets in a fresh world, called at the level of its operations. */
export function someBudgets() {
  const clock = new StillClock(START);
  const world = { clock, storage: new MemoryStorage(), random: seeded(1), trace: new Trace() };
  const service = budgetsService(world);
  const operation = (name: string) =>
    service.operations[name] as Operation<object, Record<string, unknown>>;
  const call = async (name: string, input: object = {}) =>
    await operation(name).run({ AccountId: ACCOUNT, ...input }, aCall(world));
  return {
    call,
    pass: (milliseconds: number) => clock.pass(milliseconds),
    authorize: (name: string, input: object) =>
      operation(name).authorize({ AccountId: ACCOUNT, ...input }, aCall(world)),
    create: async (changes: object = {}, more: object = {}) =>
      await call("CreateBudget", { Budget: { ...BUDGET, ...changes }, ...more }),
    async told(name = BudgetName) {
      const asked = { BudgetName: name, ShowFilterExpression: true };
      return (await call("DescribeBudget", asked))["Budget"] as Record<string, unknown>;
    },
  };
}
