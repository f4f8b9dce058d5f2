import { describe, expect, it } from "vitest";
import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import type { Metric } from "../../../local/kernel/metric.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { Call, Operation } from "../../../local/kernel/service.ts";
import { type Happening, Trace } from "../../../local/kernel/trace.ts";
import { logsService } from "../../../local/services/logs/service.ts";

const START = Date.UTC(2026, 10, 24);
const ACCOUNT = "222222222222";
const REGION = "eu-west-1";
const DAY = 86_400_000;
const ARN = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group`;

/** CloudWatch Logs alone, in virtual time. */
function someLogs() {
  const clock = new VirtualClock(START);
  const world = { clock, storage: new MemoryStorage(), random: seeded(1), trace: new Trace() };
  const metrics: Metric[] = [];
  const happenings: Happening[] = [];
  world.trace.watch((happening) => happenings.push(happening));
  const service = logsService(world, { metric: (metric) => metrics.push(metric) });
  const call: Call = {
    ...{ world, account: ACCOUNT, region: REGION, requestId: "r", sourceIp: "::1" },
    principal: { kind: "root", account: ACCOUNT, arn: "arn", userId: "id" },
    userAgent: "test",
    sleep: () => Promise.resolve(),
    dispatch: () => Promise.reject(new Error("unused")),
  };
  const operation = (name: string) =>
    service.operations[name] as Operation<object, Promise<Record<string, unknown>>>;
  const ask = async (name: string, input: object) => await operation(name).run(input, call);
  return {
    ...{ clock, metrics, happenings, ask, service },
    authorize: (name: string, input: object) => operation(name).authorize(input, call),
    make: async (type: string, properties: object, region = REGION) => {
      const template = { stackName: "s", logicalId: "L", tags: {}, asset: () => "" };
      const context = { ...{ world, account: ACCOUNT, region }, ...template };
      await service.resources
        ?.find((each) => each.type === type)
        ?.create(properties as never, { ...context, physicalName: () => "s-L" });
    },
    write: (line: string, stream = "s") => {
      const place = { account: ACCOUNT, region: REGION, group: "g", stream };
      service.write({ ...place, at: clock.now(), line });
    },
    filter: async (input: object = {}) => {
      const { events } = await ask("FilterLogEvents", { logGroupName: "g", ...input });
      return (events as { message: string }[]).map(({ message }) => message);
    },
  };
}

describe("a log group", () => {
  it("keeps what is written, in the order of time", async () => {
    const { ask, filter } = someLogs();
    await ask("CreateLogGroup", { logGroupName: "g" });
    for (const logStreamName of ["a", "b"])
      await ask("CreateLogStream", { logGroupName: "g", logStreamName });
    const put = (logStreamName: string, timestamp: number, message: string) =>
      ask("PutLogEvents", {
        ...{ logGroupName: "g", logStreamName, logEvents: [{ timestamp, message }] },
      });

    await put("a", START + 2, "second");
    await put("b", START + 1, "first");

    expect(await filter()).toEqual(["first", "second"]);
  });

  it.each([
    ["due", ["a due lease", "nothing due"]],
    ["due lease", ["a due lease"]],
    ['"nothing due"', ["nothing due"]],
    ["due -nothing", ["a due lease"]],
    ["?lease ?error", ["a due lease", "an error"]],
  ])("is searched by the terms %s", async (filterPattern, found) => {
    const { write, filter } = someLogs();
    for (const line of ["a due lease", "nothing due", "an error"]) write(line);

    expect(await filter({ filterPattern })).toEqual(found);
  });

  it("is not searched by fields of JSON", async () => {
    const { write, filter } = someLogs();
    write("x");

    await expect(filter({ filterPattern: '{ $.level = "ERROR" }' })).rejects.toThrow("emulate");
  });

  it("is read stream by stream, from the end or on from a token", async () => {
    const { write, ask } = someLogs();
    for (const line of ["1", "2", "3"]) write(line);
    write("other", "t");
    const read = async (input: object) =>
      await ask("GetLogEvents", { logGroupName: "g", logStreamName: "s", limit: 2, ...input });
    const messages = ({ events }: Record<string, unknown>) =>
      (events as { message: string }[]).map(({ message }) => message);

    const last = await read({});
    const first = await read({ startFromHead: true });
    const next = await read({ nextToken: first["nextForwardToken"] });

    expect([last, first, next].map(messages)).toEqual([["2", "3"], ["1", "2"], ["3"]]);
  });

  it("forgets what is older than its retention", async () => {
    const { write, ask, filter, clock } = someLogs();
    write("old");
    await ask("PutRetentionPolicy", { logGroupName: "g", retentionInDays: 1 });

    await clock.run({ until: START + 2 * DAY });
    write("new");

    expect(await filter()).toEqual(["new"]);
  });

  it("keeps its newest lines when there are too many", async () => {
    const { write, filter } = someLogs();

    for (let line = 0; line < 25_000; line += 1) write(String(line));

    const lines = await filter({ limit: 100_000 });
    expect(lines.length).toBeLessThanOrEqual(11_000);
    expect(lines.at(-1)).toBe("24999");
  });

  it("is listed by its prefix, and is gone when it is deleted", async () => {
    const { ask } = someLogs();
    for (const logGroupName of ["/aws/b", "/aws/a", "/other"])
      await ask("CreateLogGroup", { logGroupName });

    const before = await ask("DescribeLogGroups", { logGroupNamePrefix: "/aws" });
    await ask("DeleteLogGroup", { logGroupName: "/aws/a" });
    const after = await ask("DescribeLogGroups", { logGroupNamePrefix: "/aws" });

    const names = [before, after].map(({ logGroups }) =>
      (logGroups as { logGroupName: string }[]).map(({ logGroupName }) => logGroupName),
    );
    expect(names).toEqual([["/aws/a", "/aws/b"], ["/aws/b"]]);
  });

  it.each([
    ["a group that is there", "CreateLogGroup", {}, "ResourceAlreadyExistsException"],
    [
      "a retention of two days",
      "PutRetentionPolicy",
      { retentionInDays: 2 },
      "InvalidParameterException",
    ],
    [
      "a stream that is not there",
      "GetLogEvents",
      { logStreamName: "x" },
      "ResourceNotFoundException",
    ],
  ])("refuses %s", async (_, name, input, error) => {
    const { ask } = someLogs();
    await ask("CreateLogGroup", { logGroupName: "g" });

    await expect(ask(name, { logGroupName: "g", ...input })).rejects.toMatchObject({ name: error });
  });

  it("is named by permissions with its streams", () => {
    const { authorize } = someLogs();

    const group = authorize("FilterLogEvents", { logGroupName: "g" });
    const stream = authorize("PutLogEvents", { logGroupName: "g", logStreamName: "s" });

    expect([group, stream].flat().map(({ resource }) => resource)).toEqual([
      `${ARN}:g:*`,
      `${ARN}:g:log-stream:s`,
    ]);
  });
});

describe("the policies of log groups", () => {
  const policy = { PolicyName: "events-may-write", PolicyDocument: "{}" };

  it("are listed, each in its Region", async () => {
    const { ask, make } = someLogs();
    await make("AWS::Logs::ResourcePolicy", policy);
    await make("AWS::Logs::ResourcePolicy", { ...policy, PolicyName: "other" }, "us-west-2");

    const told = await ask("DescribeResourcePolicies", {});

    const own = { policyName: "events-may-write", policyDocument: "{}", lastUpdatedTime: START };
    expect(told).toEqual({ resourcePolicies: [own] });
  });

  it("are asked for by nukes, as are destinations, of which there are none", async () => {
    expect(await someLogs().ask("DescribeDestinations", {})).toEqual({ destinations: [] });
  });
});

describe("a line of a log", () => {
  it("is told to everybody who watches", () => {
    const { write, happenings } = someLogs();

    write("hello");

    expect(happenings).toEqual([{ kind: "log", at: START, logGroup: "g", line: "hello" }]);
  });

  it("gives CloudWatch the metrics that it carries", () => {
    const { write, metrics } = someLogs();
    const CloudWatchMetrics = [
      { Namespace: "Mayfly", Dimensions: [["service"]], Metrics: [{ Name: "RecordsDue" }] },
    ];
    const _aws = { Timestamp: START, CloudWatchMetrics };

    write(JSON.stringify({ _aws, service: "mayfly", RecordsDue: 3 }));

    expect(metrics).toEqual([
      {
        ...{ account: ACCOUNT, region: REGION, namespace: "Mayfly", name: "RecordsDue" },
        ...{ value: 3, dimensions: { service: "mayfly" }, at: START },
      },
    ]);
  });
});
