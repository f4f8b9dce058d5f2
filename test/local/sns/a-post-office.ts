import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { Call, Dispatch, Operation, ResourceContext } from "../../../local/kernel/service.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import { snsService } from "../../../local/services/sns/service.ts";

const START = Date.UTC(2026, 10, 24, 12);
const SITE = { account: "222222222222", region: "eu-west-1" };
export const TOPIC = "arn:aws:sns:eu-west-1:222222222222:alarms";

type Dispatched = Parameters<Dispatch>[0];

/** SNS in a world of its own, called at the level of its operations; what it calls is written down. */
export function aPostOffice() {
  const clock = new VirtualClock(START);
  const world = { clock, storage: new MemoryStorage(), random: seeded(3), trace: new Trace() };
  const dispatched: Dispatched[] = [];
  const dispatch: Dispatch = (request) => {
    dispatched.push(request);
    return Promise.resolve({});
  };
  const refuse = () => {
    throw new Error("no role is entered");
  };
  const service = snsService(world, { dispatch, identity: { assumeAsService: refuse } });
  const operation = (name: string) =>
    service.operations[name] as Operation<object, Promise<Record<string, unknown>>>;
  const aCall = (principal?: Call["principal"]): Call => {
    const arn = `arn:aws:iam::${SITE.account}:root`;
    return {
      ...{ world, ...SITE, requestId: "request", sourceIp: "127.0.0.1", userAgent: "test" },
      principal: principal ?? { kind: "root", account: SITE.account, arn, userId: SITE.account },
      sleep: () => Promise.resolve(),
      dispatch,
    };
  };
  const context: ResourceContext = {
    ...{ world, ...SITE, stackName: "vending", logicalId: "Topic", tags: { team: "platform" } },
    physicalName: () => "vending-Topic-1",
    asset: () => "",
  };
  return {
    ...{ world, service, dispatched },
    call: async (name: string, input: object = {}) => await operation(name).run(input, aCall()),
    authorize: (name: string, input: object, principal?: Call["principal"]) =>
      operation(name).authorize(input, aCall(principal)),
    make: async (type: string, properties: object) =>
      await service.resources
        ?.find((each) => each.type === type)
        ?.create(properties as never, context),
    delivered: async () => {
      await clock.settled();
      return dispatched;
    },
  };
}

/** One with the topic `alarms`. */
export async function withTopic() {
  const office = aPostOffice();
  await office.call("CreateTopic", { Name: "alarms" });
  return office;
}
