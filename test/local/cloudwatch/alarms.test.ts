import { expect, test } from "vitest";
import { aWatch, aWorld, failures, MINUTE, START, TOPIC } from "./a-watch.ts";

test("goes off at once when a sum is over the threshold, and is well again a period later", async () => {
  const watch = aWatch();
  await watch.call("PutMetricAlarm", failures());
  await watch.pass(1);

  watch.put();
  await watch.pass(30);

  expect(watch.states).toEqual(["1 ALARM", "10 OK"]);
});

test("is well when nothing came in, if that is what silence means", async () => {
  const watch = aWatch();
  await watch.call("PutMetricAlarm", failures());

  await watch.pass(60);

  expect(watch.states).toEqual(["10 OK"]);
});

test("goes off when silence is what is wrong, after whole periods of it", async () => {
  const watch = aWatch();
  await watch.call(
    "PutMetricAlarm",
    failures({
      ...{ EvaluationPeriods: 3, TreatMissingData: "breaching" },
      ComparisonOperator: "LessThanThreshold",
    }),
  );
  for (let beat = 0; beat < 4; beat += 1) {
    watch.put();
    await watch.pass(5);
  }

  await watch.pass(60);

  expect(watch.states).toEqual(["5 OK", "35 ALARM"]);
});

test("waits for as many periods over the threshold as it was told", async () => {
  const watch = aWatch();
  await watch.call("PutMetricAlarm", failures({ EvaluationPeriods: 3 }));
  for (let beat = 0; beat < 3; beat += 1) {
    watch.put();
    await watch.pass(5);
  }

  await watch.pass(60);

  expect(watch.states).toEqual(["5 OK", "10 ALARM", "20 OK"]);
});

test.each([
  { treatment: "missing", states: ["0 ALARM", "10 INSUFFICIENT_DATA"] },
  { treatment: "ignore", states: ["0 ALARM"] },
])("treats what is missing as $treatment", async ({ treatment, states }) => {
  const watch = aWatch();
  await watch.call("PutMetricAlarm", failures({ TreatMissingData: treatment }));
  watch.put();

  await watch.pass(60);

  expect(watch.states).toEqual(states);
});

test("judges an average when its period is over, not before", async () => {
  const watch = aWatch();
  await watch.call("PutMetricAlarm", failures({ Statistic: "Average", Threshold: 4 }));
  watch.put(5);
  watch.put(1);

  await watch.pass(6);

  expect(watch.states).toEqual(["5 OK"]);
});

test.each([
  ["another namespace", { namespace: "Other" }],
  ["another name", { name: "Successes" }],
  ["a dimension more", { dimensions: { service: "mayfly", stage: "test" } }],
  ["another value of a dimension", { dimensions: { service: "other" } }],
  ["another Region", { region: "us-east-1" }],
])("does not care about a number of %s", async (_, more) => {
  const watch = aWatch();
  await watch.call("PutMetricAlarm", failures());

  watch.put(1, more);

  expect(watch.states).toEqual([]);
});

test("tells its topic, as CloudWatch and for its own sake, and bears a refusal", async () => {
  const watch = aWatch();
  await watch.call("PutMetricAlarm", failures({ AlarmDescription: "Look into the log." }));

  watch.put();
  await watch.pass(1);

  expect(watch.published).toHaveLength(1);
  const [sent] = watch.published;
  expect(sent).toMatchObject({
    ...{ service: "sns", operation: "Publish", region: "eu-west-1" },
    principal: {
      ...{ kind: "service", service: "cloudwatch.amazonaws.com", sourceAccount: "222222222222" },
      sourceArn: "arn:aws:cloudwatch:eu-west-1:222222222222:alarm:failures",
    },
    input: { TopicArn: TOPIC, Subject: 'ALARM: "failures" in eu-west-1' },
  });
  const { Message } = (sent?.input ?? {}) as { Message: string };
  expect(JSON.parse(Message)).toMatchObject({
    ...{ AlarmName: "failures", AlarmDescription: "Look into the log." },
    ...{ NewStateValue: "ALARM", OldStateValue: "INSUFFICIENT_DATA" },
    StateChangeTime: new Date(START).toISOString(),
  });
});

test("tells nobody when its actions are off", async () => {
  const watch = aWatch();
  await watch.call("PutMetricAlarm", failures({ ActionsEnabled: false }));

  watch.put();
  await watch.pass(1);

  expect(watch.published).toEqual([]);
});

test("leaves the clock alone when there is nothing more to say", async () => {
  const watch = aWatch();
  await watch.call("PutMetricAlarm", failures());
  watch.put();
  await watch.pass(30);
  let isIdle = true;
  const { clock } = watch.world;
  const at = clock.at.bind(clock);
  clock.at = (...timer) => {
    isIdle = false;
    return at(...timer);
  };

  await watch.pass(24 * 60);

  expect(isIdle).toBe(true);
});

test("is well again after a restart in which its period passed", async () => {
  const before = aWatch();
  await before.call("PutMetricAlarm", failures());
  before.put();

  const after = aWatch(aWorld(before.world.storage, START + 20 * MINUTE));
  after.service.resume?.();
  await after.pass(10);

  expect(after.states).toEqual(["25 OK"]);
});

test("does not take a restart for silence", async () => {
  const before = aWatch();
  const silent = { EvaluationPeriods: 3, TreatMissingData: "breaching" };
  await before.call(
    "PutMetricAlarm",
    failures({ ...silent, ComparisonOperator: "LessThanThreshold" }),
  );

  const after = aWatch(aWorld(before.world.storage, START + MINUTE));
  after.service.resume?.();
  await after.pass(30);

  expect(after.states).toEqual(["20 ALARM"]);
});
