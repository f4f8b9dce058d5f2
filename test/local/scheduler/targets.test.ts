import { describe, expect, it } from "vitest";
import { ACCOUNT, aSchedule, aScheduler, QUEUE, REGION, ROLE } from "./a-scheduler.ts";

const HOUR = 60;
const DAY = 24 * HOUR;

describe("what a target gets", () => {
  it("has the context attributes filled in", async () => {
    const { ask, pass, sent } = aScheduler();
    const Input = '{"at":"<aws.scheduler.scheduled-time>","of":"<aws.scheduler.schedule-arn>"}';
    await ask("CreateSchedule", aSchedule({}, { Input }));

    await pass(2 * HOUR);

    expect(JSON.parse(String(sent[0]?.input["Payload"]))).toEqual({
      at: "2026-11-24T13:00:00Z",
      of: `arn:aws:scheduler:${REGION}:${ACCOUNT}:schedule/default/l-1`,
    });
  });

  it.each([
    ["states", "stateMachine:vend", {}, "StartExecution", { input: "{}" }],
    ["sqs", "work", {}, "SendMessage", { MessageBody: "{}" }],
    [
      "events",
      "event-bus/default",
      { EventBridgeParameters: { DetailType: "Due", Source: "mayfly" } },
      "PutEvents",
      { Entries: [{ DetailType: "Due", Source: "mayfly", Detail: "{}" }] },
    ],
  ])("is a call of %s", async (service, name, parameters, operation, input) => {
    const { ask, pass, sent } = aScheduler();
    const Arn = `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;
    await ask("CreateSchedule", aSchedule({}, { Arn, Input: "{}", ...parameters }));

    await pass(2 * HOUR);

    expect(sent).toMatchObject([{ service, operation, input }]);
  });

  it("comes twice when deliveries are duplicated", async () => {
    const { ask, pass, minutes } = aScheduler({ copies: () => 1 });
    await ask("CreateSchedule", aSchedule());

    await pass(2 * HOUR);

    expect(minutes()).toHaveLength(2);
  });
});

class Failed extends Error {
  readonly status: number;
  constructor(name: string, status: number) {
    super("no");
    this.name = name;
    this.status = status;
  }
}

describe("a target that fails", () => {
  const letter = { DeadLetterConfig: { Arn: QUEUE } };

  it("is tried again until it answers", async () => {
    const target = (call: number) => {
      if (call < 3) throw new Failed("ServiceException", 500);
    };
    const { ask, pass, sent } = aScheduler({ target });
    await ask("CreateSchedule", aSchedule({}, letter));

    await pass(DAY);

    expect(sent.map(({ operation }) => operation)).toEqual(["Invoke", "Invoke", "Invoke"]);
  });

  it("ends in the dead-letter queue after its last retry", async () => {
    const target = () => {
      throw new Failed("ServiceException", 500);
    };
    const { ask, pass, sent } = aScheduler({ target });
    const RetryPolicy = { MaximumRetryAttempts: 2 };
    await ask("CreateSchedule", aSchedule({}, { ...letter, RetryPolicy }));

    await pass(DAY);

    const text = (StringValue: string) => ({ DataType: "String", StringValue });
    expect(sent.map(({ operation }) => operation)).toEqual([
      ...["Invoke", "Invoke", "Invoke"],
      "SendMessage",
    ]);
    expect(sent.at(-1)).toMatchObject({
      caller: { kind: "role", roleArn: ROLE },
      input: {
        QueueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/dead-letters`,
        MessageBody: '{"leaseId":"l-1"}',
        MessageAttributes: {
          ERROR_CODE: text("ServiceException"),
          ERROR_MESSAGE: text("no"),
          SCHEDULE_ARN: text(`arn:aws:scheduler:${REGION}:${ACCOUNT}:schedule/default/l-1`),
          EXHAUSTED_RETRY_CONDITION: text("MaximumRetryAttempts"),
          RETRY_ATTEMPTS: text("2"),
        },
      },
    });
  });

  it("is not tried again when the event has grown too old", async () => {
    const target = () => {
      throw new Failed("ServiceException", 500);
    };
    const { ask, pass, sent } = aScheduler({ target });
    const RetryPolicy = { MaximumEventAgeInSeconds: 60 };
    await ask("CreateSchedule", aSchedule({}, { ...letter, RetryPolicy }));

    await pass(DAY);

    expect(sent.at(-2)?.at.slice(0, 16)).toBe("2026-11-24T13:00");
    expect(sent.at(-1)?.input["MessageAttributes"]).toMatchObject({
      EXHAUSTED_RETRY_CONDITION: { StringValue: "MaximumEventAgeInSeconds" },
    });
  });
});
