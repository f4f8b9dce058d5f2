import { describe, expect, it } from "vitest";
import { someBudgets } from "./some-budgets.ts";

describe("CreateBudget", () => {
  const time = (Start: string, End?: string) => ({
    Start: new Date(Start),
    ...(End && { End: new Date(End) }),
  });
  const dimension = (changes: object = {}) => ({
    Dimensions: { Key: "SERVICE", Values: ["Amazon EC2"], ...changes },
  });

  it.each([
    { BudgetName: "" },
    { BudgetName: "a".repeat(101) },
    { BudgetName: "mayfly:1" },
    { BudgetName: "mayfly\\1" },
    { BudgetName: "mayfly/action/1" },
    { BudgetName: "mayflyü" },
    { BudgetName: "for ada@example.com" },
    { BudgetName: "see www.example.com" },
    { BudgetType: "LOVE" },
    { TimeUnit: "HOURLY" },
    { BudgetLimit: undefined },
    { BudgetLimit: { Amount: "much", Unit: "USD" } },
    { BudgetLimit: { Amount: "0", Unit: "USD" } },
    { BudgetLimit: { Amount: "-1", Unit: "USD" } },
    { BudgetLimit: { Amount: "1", Unit: "EUR" } },
    { TimePeriod: time("2026-11-01", "2026-11-01") },
    { TimePeriod: time("2026-11-01", "2087-06-16") },
    { TimeUnit: "CUSTOM", TimePeriod: time("2026-11-01") },
    { TimeUnit: "CUSTOM", TimePeriod: time("2026-11-01", "2029-11-02") },
    { FilterExpression: {} },
    { FilterExpression: { ...dimension(), Tags: { Key: "a", Values: ["b"] } } },
    { FilterExpression: dimension({ Key: "MOOD" }) },
    { FilterExpression: dimension({ Values: [] }) },
    { FilterExpression: dimension({ MatchOptions: ["ROUGHLY"] }) },
    { FilterExpression: { And: [dimension()] } },
    { FilterExpression: { Not: dimension({ Values: [] }) } },
    { FilterExpression: { Or: [dimension(), dimension({ Key: "MOOD" })] } },
    { Metrics: [] },
    { Metrics: ["UnblendedCost", "BlendedCost"] },
    { Metrics: ["Happiness"] },
  ])("refuses %j", async (wrong) => {
    const { create, call } = someBudgets();

    const refusal = create(wrong);

    await expect(refusal).rejects.toMatchObject({ name: "InvalidParameterException" });
    expect(await call("DescribeBudgets")).toEqual({ Budgets: [] });
  });

  it.each([
    { BudgetName: "A/z_0.9 =+-%@" },
    { TimeUnit: "CUSTOM", TimePeriod: time("2026-11-01", "2029-11-01") },
    { FilterExpression: { And: [dimension(), { Not: dimension() }] } },
    { FilterExpression: { CostCategories: { Key: "a", Values: ["b"] } } },
    { FilterExpression: undefined },
    { Metrics: ["UnblendedCost"] },
    { BudgetLimit: { Amount: ".5", Unit: "USD" } },
  ])("takes %j", async (unusual) => {
    await expect(someBudgets().create(unusual)).resolves.toEqual({});
  });

  it.each([
    [{ BudgetType: "USAGE" }, "USAGE"],
    [{ CostFilters: { Service: ["Amazon EC2"] } }, "CostFilters"],
    [{ PlannedBudgetLimits: {} }, "PlannedBudgetLimits"],
    [{ AutoAdjustData: {} }, "AutoAdjustData"],
  ])("refuses %j by name, as not emulated", async (unknown, named) => {
    const refusal = someBudgets().create(unknown);

    const message = expect.stringContaining(named);
    await expect(refusal).rejects.toMatchObject({ name: "NotEmulated", message });
  });

  it("stops at twenty thousand budgets", async () => {
    const { create } = someBudgets();
    for (let n = 0; n < 20_000; n += 1) await create({ BudgetName: `n${n}` });

    const refusal = create();

    await expect(refusal).rejects.toMatchObject({ name: "CreationLimitExceededException" });
  });
});
