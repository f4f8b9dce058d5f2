import { describe, expect, it } from "vitest";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import {
  ACCOUNT,
  aBus,
  aRule,
  type Bus,
  payloads,
  put,
  QUEUE,
  REGION,
  refusal,
  START,
} from "./a-bus.ts";

const DEAD = { DeadLetterConfig: { Arn: QUEUE } };

const letters = (bus: Bus) =>
  bus.sent
    .filter(({ service }) => service === "sqs")
    .map(({ input }) => {
      const { MessageBody, MessageAttributes } = input as {
        MessageBody: string;
        MessageAttributes: Record<string, { StringValue: string }>;
      };
      const marks = Object.entries(MessageAttributes).map(([name, mark]) => [
        name,
        mark.StringValue,
      ]);
      return {
        body: JSON.parse(MessageBody) as unknown,
        marks: Object.fromEntries(marks) as object,
      };
    });

const toFunction = (error: Error) => (request: { service: string }) =>
  request.service === "lambda" ? error : undefined;

describe("A delivery", () => {
  it("is tried again with growing pauses until it succeeds", async () => {
    const bus = aBus({
      answer: (_, attempt) => (attempt <= 4 ? refusal("ServiceException", 500) : undefined),
    });
    await aRule(bus);

    await put(bus);
    await bus.pass(60);

    expect(payloads(bus)).toHaveLength(5);
    const pauses = bus.sent
      .map(({ at }, index) => at - (bus.sent[index - 1]?.at ?? START))
      .slice(1);
    expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
    expect(pauses[0]).toBeGreaterThan(0);
  });

  it("becomes a dead letter when its retries are used up", async () => {
    const bus = aBus({ answer: toFunction(refusal("TooManyRequestsException", 429)) });
    await aRule(bus, { target: { ...DEAD, RetryPolicy: { MaximumRetryAttempts: 2 } } });

    await put(bus, { lease: "one" });
    await bus.pass(60);

    expect(payloads(bus)).toHaveLength(3);
    expect(letters(bus)).toMatchObject([
      {
        body: { source: "mayfly", detail: { lease: "one" } },
        marks: {
          RULE_ARN: `arn:aws:events:${REGION}:${ACCOUNT}:rule/rule`,
          ERROR_CODE: "TooManyRequestsException",
          EXHAUSTED_RETRY_CONDITION: "MaximumRetryAttempts",
          RETRY_ATTEMPTS: "2",
        },
      },
    ]);
  });

  it("becomes a dead letter when it is too old", async () => {
    const bus = aBus({ answer: toFunction(refusal("ServiceException", 500)) });
    await aRule(bus, { target: { ...DEAD, RetryPolicy: { MaximumEventAgeInSeconds: 60 } } });

    await put(bus);
    await bus.pass(60);

    expect(letters(bus)).toMatchObject([
      { marks: { EXHAUSTED_RETRY_CONDITION: "MaximumEventAgeInSeconds" } },
    ]);
    expect(bus.sent.at(-1)?.at).toBeLessThanOrEqual(START + 60_000);
  });

  it("becomes a dead letter at once when a permission is missing", async () => {
    const bus = aBus({ answer: toFunction(refusal("AccessDeniedException", 403)) });
    await aRule(bus, { target: DEAD });

    await put(bus);
    await bus.pass(60);

    expect(payloads(bus)).toHaveLength(1);
    expect(letters(bus)).toHaveLength(1);
    expect(letters(bus)[0]?.marks).not.toHaveProperty("EXHAUSTED_RETRY_CONDITION");
  });

  it("is lost without a dead-letter queue, or when the queue refuses", async () => {
    const bus = aBus({ answer: () => refusal("AccessDeniedException", 403) });
    await aRule(bus, { target: DEAD });

    await put(bus);
    await bus.pass(1);

    expect(bus.sent).toHaveLength(2);
    expect(stored(bus)).toEqual([]);
  });

  it("is not forgotten when the cloud is restarted", async () => {
    const storage = new MemoryStorage();
    const first = aBus({ storage, answer: () => refusal("ServiceException", 500) });
    await aRule(first);
    await put(first, { lease: "one" });

    const second = aBus({ storage, now: first.clock.now() });
    second.service.resume?.();
    await second.pass(60);

    expect(payloads(second)).toMatchObject([{ detail: { lease: "one" } }]);
    expect(stored(second)).toEqual([]);
  });

  it("is not forgotten between the answer and the first try", async () => {
    const storage = new MemoryStorage();
    const first = aBus({ storage });
    await aRule(first);
    const Entries = [{ Source: "mayfly", DetailType: "x", Detail: "{}" }];
    await first.call("PutEvents", { Entries });

    const second = aBus({ storage });
    second.service.resume?.();
    await second.settle();

    expect(payloads(second)).toHaveLength(1);
  });
});

function stored(bus: Bus): unknown[] {
  const place = { service: "events", account: ACCOUNT, region: REGION };
  return [...bus.storage.collection(place, "deliveries").keys()];
}
