import { describe, expect, it } from "vitest";
import { aNotification, subscriber } from "./a-notification.ts";
import { BUDGET, someBudgets } from "./some-budgets.ts";

const { BudgetName } = BUDGET;
describe("Notifications", () => {
  it("are kept with those who are told", async () => {
    const { create, call } = someBudgets();
    const topic = subscriber("arn:aws:sns:us-east-1:111111111111:alarms", "SNS");
    const Subscribers = [subscriber("ada@example.com"), topic];
    const asked = aNotification({}, Subscribers);

    await create({}, { NotificationsWithSubscribers: [asked] });

    const { Notifications } = await call("DescribeNotificationsForBudget", { BudgetName });
    expect(Notifications).toEqual([
      { ...asked.Notification, ThresholdType: "PERCENTAGE", NotificationState: "OK" },
    ]);
    const { Notification } = asked;
    const told = await call("DescribeSubscribersForNotification", { BudgetName, Notification });
    expect(told).toEqual({ Subscribers });
  });

  it("that are not there tell nobody", async () => {
    const { create, call } = someBudgets();
    await create();

    const { Notification } = aNotification();
    const refusal = call("DescribeSubscribersForNotification", { BudgetName, Notification });

    await expect(refusal).rejects.toMatchObject({ name: "NotFoundException" });
  });

  const emails = (count: number) =>
    Array.from({ length: count }, (_, n) => subscriber(`n${n}@example.com`));
  const topics = (count: number) =>
    Array.from({ length: count }, (_, n) =>
      subscriber(`arn:aws:sns:us-east-1:111111111111:t${n}`, "SNS"),
    );
  const thresholds = (count: number) =>
    Array.from({ length: count }, (_, n) => aNotification({ Threshold: n }));

  it.each([
    [[aNotification({ NotificationType: "GUESSED" })], "InvalidParameterException"],
    [[aNotification({ ComparisonOperator: "NEARLY" })], "InvalidParameterException"],
    [[aNotification({ ThresholdType: "PER_MILLE" })], "InvalidParameterException"],
    [[aNotification({ Threshold: -1 })], "InvalidParameterException"],
    [[aNotification({ Threshold: undefined })], "InvalidParameterException"],
    [[aNotification({}, [])], "InvalidParameterException"],
    [[aNotification({}, [subscriber("ada")])], "InvalidParameterException"],
    [[aNotification({}, [subscriber("ada@example.com", "SNS")])], "InvalidParameterException"],
    [[aNotification(), aNotification()], "InvalidParameterException"],
    [[aNotification({}, emails(11))], "CreationLimitExceededException"],
    [[aNotification({}, topics(2))], "CreationLimitExceededException"],
    [thresholds(11), "CreationLimitExceededException"],
  ])("like %j are refused", async (NotificationsWithSubscribers, name) => {
    const { create } = someBudgets();

    const refusal = create({}, { NotificationsWithSubscribers });

    await expect(refusal).rejects.toMatchObject({ name });
  });

  it("may be ten, each for ten addresses and a topic", async () => {
    const { create } = someBudgets();
    const NotificationsWithSubscribers = thresholds(10).map(({ Notification }) => ({
      Notification,
      Subscribers: [...emails(10), ...topics(1)],
    }));

    await expect(create({}, { NotificationsWithSubscribers })).resolves.toEqual({});
  });
});
