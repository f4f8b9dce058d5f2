import { describe, expect, it } from "vitest";
import type { StreamRecord, StreamSource } from "../../../local/services/lambda/streams/source.ts";
import { ACCOUNT, aFunction, aLambda, HOUR, type Lambda, START, STREAM } from "./a-lambda.ts";

const QUEUE = `arn:aws:sqs:eu-west-1:${ACCOUNT}:dead-letters`;

/** Tells what it was given by its log. */
const TELLS = `exports.handler = async ({ Records }) => {
  console.log("got " + Records.map(({ dynamodb }) => dynamodb.SequenceNumber).join());
`;

function aStream() {
  const records: StreamRecord[] = [];
  const listeners = new Set<() => void>();
  const source: StreamSource = {
    read: (_arn, after, limit) =>
      records.filter((each) => after === undefined || each.sequenceNumber > after).slice(0, limit),
    newest: () => records.at(-1)?.sequenceNumber,
    subscribe: (_arn, wake) => {
      listeners.add(wake);
      return () => listeners.delete(wake);
    },
  };
  const add = (number: string, image: object = {}, eventName = "INSERT") => {
    const dynamodb = { SequenceNumber: number, NewImage: image };
    records.push({ sequenceNumber: number, at: START, event: { eventName, dynamodb } });
    for (const wake of listeners) wake();
  };
  return { source, add };
}

async function aMapping(code: string, properties: object = {}) {
  const stream = aStream();
  const refused = new Set<string>();
  const lambda = aLambda({
    streams: stream.source,
    authorize: (_principal, _region, { action }) => {
      if (refused.has(action)) throw new Error(`not allowed: ${action}`);
    },
  });
  await aFunction(lambda, "feed", `${TELLS} ${code} };`);
  await lambda.make("AWS::Lambda::EventSourceMapping", {
    ...{ FunctionName: "feed", EventSourceArn: STREAM, StartingPosition: "TRIM_HORIZON" },
    ...properties,
  });
  return { lambda, add: stream.add, refused };
}

const batchesOf = ({ lines }: Lambda) =>
  lines.flatMap(({ line }) => /got (\S*)/.exec(line)?.[1] ?? []);

const runAnHour = (lambda: Lambda) => lambda.clock.run({ until: START + HOUR });

describe("an event source mapping", () => {
  it("gives a function the records in order, in batches", async () => {
    const { lambda, add } = await aMapping("", { BatchSize: 2 });

    for (const number of ["1", "2", "3"]) add(number);
    await runAnHour(lambda);

    expect(batchesOf(lambda)).toEqual(["1,2", "3"]);
  });

  it("gathers records for its window", async () => {
    const { lambda, add } = await aMapping("", { MaximumBatchingWindowInSeconds: 10 });

    add("1");
    await lambda.clock.run({ until: START + 5000 });
    add("2");
    await runAnHour(lambda);

    expect(batchesOf(lambda)).toEqual(["1,2"]);
  });

  it("begins after what is there already when it starts at the latest", async () => {
    const stream = aStream();
    stream.add("1");
    const lambda = aLambda({ streams: stream.source });
    await aFunction(lambda, "feed", `${TELLS} };`);
    await lambda.make("AWS::Lambda::EventSourceMapping", {
      ...{ FunctionName: "feed", EventSourceArn: STREAM, StartingPosition: "LATEST" },
    });

    stream.add("2");
    await runAnHour(lambda);

    expect(batchesOf(lambda)).toEqual(["2"]);
  });

  it("passes on only what its filter matches", async () => {
    const pattern = { eventName: ["INSERT"], dynamodb: { NewImage: { p: { BOOL: [true] } } } };
    const FilterCriteria = { Filters: [{ Pattern: JSON.stringify(pattern) }] };
    const { lambda, add } = await aMapping("", { FilterCriteria });

    add("1", { p: { BOOL: true } }, "MODIFY");
    add("2", { p: { BOOL: true } });
    add("3", { p: { BOOL: false } });
    add("4");
    await runAnHour(lambda);

    expect(batchesOf(lambda)).toEqual(["2"]);
  });

  it("begins again at the first record that the function reports", async () => {
    const code = `const failed = globalThis.once ? [] : ["2"];
      globalThis.once = true;
      return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };`;
    const properties = { FunctionResponseTypes: ["ReportBatchItemFailures"] };
    const { lambda, add } = await aMapping(code, properties);

    for (const number of ["1", "2", "3"]) add(number);
    await runAnHour(lambda);

    expect(batchesOf(lambda)).toEqual(["1,2,3", "2,3"]);
  });

  it("halves a batch that fails until it has found the record", async () => {
    const code = `if (Records.some(({ dynamodb }) => dynamodb.SequenceNumber === "3")) throw new Error("3");`;
    const properties = { BisectBatchOnFunctionError: true, MaximumRetryAttempts: 1 };
    const { lambda, add } = await aMapping(code, properties);

    for (const number of ["1", "2", "3", "4"]) add(number);
    await runAnHour(lambda);

    expect(batchesOf(lambda)).toEqual(["1,2,3,4", "1,2", "3,4", "3", "3", "4"]);
  });

  it("passes over a batch after its retries and tells where it lies", async () => {
    const DestinationConfig = { OnFailure: { Destination: QUEUE } };
    const properties = { MaximumRetryAttempts: 2, DestinationConfig };
    const { lambda, add } = await aMapping('throw new Error("no");', properties);

    add("1");
    await runAnHour(lambda);

    expect(batchesOf(lambda)).toEqual(["1", "1", "1"]);
    expect(JSON.parse(String(lambda.sent[0]?.input["MessageBody"]))).toMatchObject({
      requestContext: { condition: "RetryAttemptsExhausted", approximateInvokeCount: 3 },
      DDBStreamBatchInfo: { startSequenceNumber: "1", batchSize: 1, streamArn: STREAM },
    });
  });

  it("waits while the role of the function may not read the stream", async () => {
    const { lambda, add, refused } = await aMapping("");
    refused.add("dynamodb:GetRecords");

    add("1");
    await lambda.clock.run({ until: START + HOUR });
    const before = batchesOf(lambda);
    refused.clear();
    await lambda.clock.run({ until: START + 2 * HOUR });

    expect([before, batchesOf(lambda)]).toEqual([[], ["1"]]);
    expect(lambda.happenings).toContainEqual(
      expect.objectContaining({ message: "not allowed: dynamodb:GetRecords" }),
    );
  });

  it("goes on where it was after a restart", async () => {
    const { lambda, add } = await aMapping("");
    add("1");
    await runAnHour(lambda);

    const stream = aStream();
    stream.add("1");
    stream.add("2");
    const again = aLambda({ streams: stream.source }, lambda.world.storage);
    for (const _ of [1, 2]) again.service.resume?.();
    await again.clock.run({ until: START + 2 * HOUR });

    expect(batchesOf(again)).toEqual(["2"]);
  });

  it("refuses a filter rule that is not emulated", async () => {
    const FilterCriteria = { Filters: [{ Pattern: '{"eventName":[{"wildcard":"I*"}]}' }] };

    await expect(aMapping("", { FilterCriteria })).rejects.toThrow("wildcard");
  });
});
