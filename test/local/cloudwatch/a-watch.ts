import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { Call, Dispatch, Operation, ResourceContext } from "../../../local/kernel/service.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import { cloudwatchService } from "../../../local/services/cloudwatch/service.ts";

export const START = Date.UTC(2026, 10, 24, 12);
export const MINUTE = 60_000;
const SITE = { account: "222222222222", region: "eu-west-1" };
export const TOPIC = "arn:aws:sns:eu-west-1:222222222222:alarms";

/** An alarm that goes off at the first failure in five minutes. */
export const failures = (more: object = {}) => ({
  ...{ AlarmName: "failures", Namespace: "Mayfly", MetricName: "Failures" },
  Dimensions: [{ Name: "service", Value: "mayfly" }],
  ...{ Statistic: "Sum", Period: 300, EvaluationPeriods: 1, Threshold: 1 },
  ...{ ComparisonOperator: "GreaterThanOrEqualToThreshold", TreatMissingData: "notBreaching" },
  AlarmActions: [TOPIC],
  ...more,
});

export const aWorld = (storage = new MemoryStorage(), start = START) => ({
  clock: new VirtualClock(start),
  ...{ storage, random: seeded(3), trace: new Trace() },
});

/** CloudWatch in a world of its own, called at the level of its operations. */
export function aWatch(world = aWorld()) {
  const published: Parameters<Dispatch>[0][] = [];
  const dispatch: Dispatch = (request) => {
    published.push(request);
    return Promise.reject(new Error("the topic is gone"));
  };
  const service = cloudwatchService(world, { dispatch });
  const operation = (name: string) =>
    service.operations[name] as Operation<object, Promise<Record<string, unknown>>>;
  const arn = `arn:aws:iam::${SITE.account}:root`;
  const aCall: Call = {
    ...{ world, ...SITE, requestId: "request", sourceIp: "127.0.0.1", userAgent: "test" },
    principal: { kind: "root", account: SITE.account, arn, userId: SITE.account },
    sleep: () => Promise.resolve(),
    dispatch,
  };
  const context: ResourceContext = {
    ...{ world, ...SITE, stackName: "vending", logicalId: "Alarm", tags: {} },
    physicalName: () => "vending-Alarm-1",
    asset: () => "",
  };
  const states: string[] = [];
  world.trace.watch((each) => {
    const minute = (world.clock.now() - START) / MINUTE;
    if (each.kind === "alarm") states.push(`${minute} ${each.state}`);
  });
  return {
    ...{ world, service, published, states },
    call: async (name: string, input: object = {}) => await operation(name).run(input, aCall),
    make: async (type: string, properties: object) =>
      await service.resources
        ?.find((each) => each.type === type)
        ?.create(properties as never, context),
    pass: (minutes: number) => world.clock.run({ until: world.clock.now() + minutes * MINUTE }),
    put: (value = 1, more: object = {}) =>
      service.record({
        ...{ ...SITE, namespace: "Mayfly", name: "Failures", value, at: world.clock.now() },
        dimensions: { service: "mayfly" },
        ...more,
      }),
  };
}
