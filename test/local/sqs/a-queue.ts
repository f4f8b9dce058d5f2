import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { Call, Operation } from "../../../local/kernel/service.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import { sqsService } from "../../../local/services/sqs/service.ts";

export const START = Date.UTC(2026, 10, 24);
export const ACCOUNT = "222222222222";
export const REGION = "eu-west-1";

/** SQS alone, in a world whose clock moves by `pass`. */
export function someQueues() {
  const clock = new VirtualClock(START);
  const world = { clock, storage: new MemoryStorage(), random: seeded(1), trace: new Trace() };
  const service = sqsService(world, { endpoint: () => "http://127.0.0.1:4566" });
  const operation = (name: string) =>
    service.operations[name] as Operation<object, Promise<Record<string, unknown>>>;
  const call: Call = {
    ...{ world, account: ACCOUNT, region: REGION, requestId: "r", sourceIp: "::1" },
    principal: { kind: "root", account: ACCOUNT, arn: "arn", userId: "AIDA" },
    userAgent: "test",
    sleep: () => Promise.resolve(),
    dispatch: () => Promise.reject(new Error("unused")),
  };
  const ask = async (name: string, input: object) => await operation(name).run(input, call);
  return {
    world,
    ask,
    authorize: (name: string, input: object) => operation(name).authorize(input, call),
    pass: (seconds: number) => clock.run({ until: clock.now() + seconds * 1000 }),
    make: async (type: string, properties: object) =>
      await service.resources
        ?.find((each) => each.type === type)
        ?.create(properties as never, {
          ...{ world, account: ACCOUNT, region: REGION, stackName: "s", logicalId: "l", tags: {} },
          physicalName: () => "made",
          asset: () => "",
        }),
    /** Makes a queue and answers its address. */
    queue: async (QueueName: string, Attributes: object = {}) =>
      String((await ask("CreateQueue", { QueueName, Attributes }))["QueueUrl"]),
    /** Bodies of what can be received now. */
    receive: async (QueueUrl: string, input: object = {}) => {
      const asked = { QueueUrl, MaxNumberOfMessages: 10, ...input };
      const { Messages = [] } = await ask("ReceiveMessage", asked);
      return Messages as { Body: string; ReceiptHandle: string; [name: string]: unknown }[];
    },
  };
}
