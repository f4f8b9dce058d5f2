import { expect, test } from "vitest";
import { aWatch, failures } from "./a-watch.ts";

test("takes numbers in from callers, and tells them to whoever watches", async () => {
  const watch = aWatch();
  await watch.call("PutMetricAlarm", failures());
  const told: string[] = [];
  watch.world.trace.watch(
    (each) => each.kind === "metric" && told.push(`${each.name} ${each.value}`),
  );

  const Dimensions = [{ Name: "service", Value: "mayfly" }];
  const MetricData = [{ MetricName: "Failures", Value: 2, Dimensions }];
  await watch.call("PutMetricData", { Namespace: "Mayfly", MetricData });

  expect(told).toEqual(["Failures 2"]);
  expect(watch.states).toEqual(["0 ALARM"]);
});

test.each([
  [
    "numbers in a namespace of AWS",
    "PutMetricData",
    { Namespace: "AWS/States", MetricData: [] },
    "InvalidParameterValue",
  ],
  [
    "a number without a value",
    "PutMetricData",
    { Namespace: "A", MetricData: [{ MetricName: "B" }] },
    "MissingParameter",
  ],
  [
    "sets of statistics",
    "PutMetricData",
    { Namespace: "A", MetricData: [{ MetricName: "B", StatisticValues: {} }] },
    "NotEmulated",
  ],
  ["an alarm on an expression", "PutMetricAlarm", failures({ Metrics: [] }), "NotEmulated"],
  [
    "an unknown statistic",
    "PutMetricAlarm",
    failures({ Statistic: "p99" }),
    "InvalidParameterValue",
  ],
  [
    "an action that is no topic",
    "PutMetricAlarm",
    failures({ AlarmActions: ["arn:aws:ssm:::x"] }),
    "InvalidParameterValue",
  ],
  [
    "to delete an alarm that is not there",
    "DeleteAlarms",
    { AlarmNames: ["none"] },
    "ResourceNotFound",
  ],
  [
    "to show a dashboard that is not there",
    "GetDashboard",
    { DashboardName: "none" },
    "DashboardNotFoundError",
  ],
])("refuses %s", async (_, operation, input, name) => {
  const watch = aWatch();

  await expect(watch.call(operation, input)).rejects.toMatchObject({ name });
});

test("describes alarms by name, beginning and state", async () => {
  const watch = aWatch();
  await watch.call("PutMetricAlarm", failures());
  await watch.call("PutMetricAlarm", failures({ AlarmName: "late", Period: 60 }));
  const named = async (input: object) => {
    const { MetricAlarms } = await watch.call("DescribeAlarms", input);
    return (MetricAlarms as { AlarmName: string }[]).map(({ AlarmName }) => AlarmName);
  };

  expect(await named({})).toEqual(["failures", "late"]);
  expect(await named({ AlarmNames: ["late"] })).toEqual(["late"]);
  expect(await named({ AlarmNamePrefix: "fail" })).toEqual(["failures"]);
  expect(await named({ StateValue: "ALARM" })).toEqual([]);
  expect(await named({ AlarmTypes: ["CompositeAlarm"] })).toEqual([]);
});

test("sets a state by hand, and forgets an alarm", async () => {
  const watch = aWatch();
  await watch.call("PutMetricAlarm", failures());

  const state = { StateValue: "ALARM", StateReason: "a drill" };
  await watch.call("SetAlarmState", { AlarmName: "failures", ...state });
  const { MetricAlarms } = await watch.call("DescribeAlarms");
  await watch.call("DeleteAlarms", { AlarmNames: ["failures"] });
  await watch.pass(60);

  expect(MetricAlarms).toMatchObject([{ ...state, Period: 300, Threshold: 1 }]);
  expect(watch.states).toEqual(["0 ALARM"]);
  expect(await watch.call("DescribeAlarms")).toMatchObject({ MetricAlarms: [] });
});

test("makes the alarms and dashboards of a template", async () => {
  const watch = aWatch();
  const { AlarmName: _, ...properties } = failures();

  const alarm = await watch.make("AWS::CloudWatch::Alarm", properties);
  await watch.make("AWS::CloudWatch::Dashboard", { DashboardName: "all", DashboardBody: "{}" });

  expect(alarm).toEqual({
    ref: "vending-Alarm-1",
    attributes: { Arn: "arn:aws:cloudwatch:eu-west-1:222222222222:alarm:vending-Alarm-1" },
  });
  expect(await watch.call("GetDashboard", { DashboardName: "all" })).toMatchObject({
    DashboardBody: "{}",
  });
  await expect(watch.make("AWS::CloudWatch::Alarm", failures({ Metrics: [] }))).rejects.toThrow(
    "Metrics",
  );
});
