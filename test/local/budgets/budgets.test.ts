import { describe, expect, it } from "vitest";
import { aNotification } from "./a-notification.ts";
import { ACCOUNT, BUDGET, START, someBudgets } from "./some-budgets.ts";

const { BudgetName } = BUDGET;
const DAY = 24 * 60 * 60 * 1000;

describe("Budgets", () => {
  it("are told as they were made, with the present month as their start", async () => {
    const { create, told } = someBudgets();

    await create();

    expect(await told()).toEqual({
      ...BUDGET,
      TimePeriod: { Start: new Date("2026-11-01"), End: new Date("2087-06-15") },
      CalculatedSpend: { ActualSpend: { Amount: "0.0", Unit: "USD" } },
      LastUpdatedTime: new Date(START),
    });
  });

  it("have no tags, as nukes ask", async () => {
    const { create, call } = someBudgets();
    await create();
    const arn = `arn:aws:budgets::${ACCOUNT}:budget`;

    const told = await call("ListTagsForResource", { ResourceARN: `${arn}/${BudgetName}` });
    const missing = call("ListTagsForResource", { ResourceARN: `${arn}/none` });

    expect(told).toEqual({ ResourceTags: [] });
    await expect(missing).rejects.toMatchObject({ name: "NotFoundException" });
  });

  it("tell their filter to those who ask for it only", async () => {
    const { create, call } = someBudgets();
    await create();

    const { Budget } = await call("DescribeBudget", { BudgetName });

    expect(Budget).not.toHaveProperty("FilterExpression");
  });

  it.each([
    ["DAILY", "2026-11-24"],
    ["MONTHLY", "2026-11-01"],
    ["QUARTERLY", "2026-10-01"],
    ["ANNUALLY", "2026-01-01"],
  ])("begin with the present period when they are %s", async (TimeUnit, start) => {
    const { create, told } = someBudgets();

    await create({ TimeUnit });

    expect(await told()).toMatchObject({ TimePeriod: { Start: new Date(start) } });
  });

  it("have names that are taken once", async () => {
    const { create } = someBudgets();
    await create();

    const refusal = create({ BudgetLimit: { Amount: "1", Unit: "USD" } });

    await expect(refusal).rejects.toMatchObject({
      name: "DuplicateRecordException",
      message: `Error creating budget: ${BudgetName} - the budget already exists.`,
    });
  });

  it("are updated, and keep their notifications", async () => {
    const { create, call, told, pass } = someBudgets();
    const NotificationsWithSubscribers = [aNotification()];
    await create({}, { NotificationsWithSubscribers });
    pass(DAY);

    const NewBudget = { ...BUDGET, BudgetLimit: { Amount: "99.50", Unit: "USD" } };
    await call("UpdateBudget", { NewBudget });

    const LastUpdatedTime = new Date(START + DAY);
    expect(await told()).toMatchObject({ BudgetLimit: NewBudget.BudgetLimit, LastUpdatedTime });
    const answer = await call("DescribeNotificationsForBudget", { BudgetName });
    expect(answer["Notifications"]).toHaveLength(1);
  });

  it.each([
    ["UpdateBudget", { NewBudget: BUDGET }],
    ["DeleteBudget", { BudgetName }],
    ["DescribeBudget", { BudgetName }],
    ["DescribeNotificationsForBudget", { BudgetName }],
  ])("that are not there fail %s", async (name, input) => {
    const { call } = someBudgets();

    await expect(call(name, input)).rejects.toMatchObject({ name: "NotFoundException" });
  });

  it("are deleted once, and can be made again", async () => {
    const { create, call } = someBudgets();
    await create();

    await call("DeleteBudget", { BudgetName });

    const again = call("DeleteBudget", { BudgetName });
    await expect(again).rejects.toMatchObject({ name: "NotFoundException" });
    await expect(create()).resolves.toEqual({});
  });

  it("are listed in pages", async () => {
    const { create, call } = someBudgets();
    for (const name of ["a", "b", "c"]) await create({ BudgetName: name });

    const first = await call("DescribeBudgets", { MaxResults: 2 });
    const second = await call("DescribeBudgets", { NextToken: first["NextToken"] });

    expect(first["Budgets"]).toMatchObject([{ BudgetName: "a" }, { BudgetName: "b" }]);
    expect(second).toMatchObject({ Budgets: [{ BudgetName: "c" }] });
    expect(second).not.toHaveProperty("NextToken");
    const nonsense = call("DescribeBudgets", { NextToken: "nonsense" });
    await expect(nonsense).rejects.toMatchObject({ name: "InvalidNextTokenException" });
  });

  it("of CUSTOM periods are gone after their end", async () => {
    const { create, told, call, pass } = someBudgets();
    const TimePeriod = { Start: new Date(START), End: new Date(START + 10 * DAY) };
    await create({ TimeUnit: "CUSTOM", TimePeriod });

    pass(10 * DAY - 1);
    await expect(told()).resolves.toMatchObject({ TimePeriod });
    pass(1);

    await expect(told()).rejects.toMatchObject({ name: "NotFoundException" });
    expect(await call("DescribeBudgets")).toEqual({ Budgets: [] });
  });

  it("belong to the account that the request names", async () => {
    const { call } = someBudgets();

    const foreign = call("DescribeBudgets", { AccountId: "222222222222" });
    await expect(foreign).rejects.toMatchObject({ name: "AccessDeniedException" });
    const nonsense = call("DescribeBudgets", { AccountId: "mine" });
    await expect(nonsense).rejects.toMatchObject({ name: "InvalidParameterException" });
  });
});

describe("Authorization in Budgets", () => {
  const resource = `arn:aws:budgets::${ACCOUNT}:budget/${BudgetName}`;

  it.each([
    ["CreateBudget", { Budget: BUDGET }, "budgets:ModifyBudget"],
    ["UpdateBudget", { NewBudget: BUDGET }, "budgets:ModifyBudget"],
    ["DeleteBudget", { BudgetName }, "budgets:ModifyBudget"],
    ["DescribeBudget", { BudgetName }, "budgets:ViewBudget"],
    ["DescribeNotificationsForBudget", { BudgetName }, "budgets:ViewBudget"],
  ])("asks for %s on the budget", (name, input, action) => {
    const wanted = someBudgets().authorize(name, input);

    expect(wanted).toEqual([{ action, resource, resourceAccount: ACCOUNT }]);
  });

  it("asks for a listing on all budgets of the account that is named", () => {
    const wanted = someBudgets().authorize("DescribeBudgets", { AccountId: "222222222222" });

    expect(wanted).toMatchObject([
      { resource: "arn:aws:budgets::222222222222:budget/*", resourceAccount: "222222222222" },
    ]);
  });
});
