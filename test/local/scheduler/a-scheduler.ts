import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage, type Storage } from "../../../local/kernel/collection.ts";
import type { Principal, RoleSession, ServicePrincipal } from "../../../local/kernel/principal.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { Call, Dispatch, Operation } from "../../../local/kernel/service.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import { schedulerService } from "../../../local/services/scheduler/service.ts";

export const START = Date.UTC(2026, 10, 24, 12, 0, 30);
export const ACCOUNT = "222222222222";
export const REGION = "eu-west-1";
export const FUNCTION = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:lease-due`;
export const QUEUE = `arn:aws:sqs:${REGION}:${ACCOUNT}:dead-letters`;
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/fire`;

/** A call of a target, and when it came. */
export interface Sent {
  readonly at: string;
  readonly caller: Principal;
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

interface Options {
  readonly storage?: Storage;
  readonly now?: number;
  /** Throws what the target answers to its so many'th call. */
  readonly target?: (call: number) => void;
  readonly copies?: () => number;
}

/** A schedule that calls a function, as Mayfly sets one for each lease. */
export const aSchedule = (changes: object = {}, target: object = {}) => ({
  Name: "l-1",
  ScheduleExpression: "at(2026-11-24T13:00:00)",
  FlexibleTimeWindow: { Mode: "OFF" },
  Target: { Arn: FUNCTION, RoleArn: ROLE, Input: '{"leaseId":"l-1"}', ...target },
  ...changes,
});

/** EventBridge Scheduler alone, in a world whose clock moves by `pass`. */
export function aScheduler({ now = START, ...options }: Options = {}) {
  const clock = new VirtualClock(now);
  const storage = options.storage ?? new MemoryStorage();
  const world = { clock, storage, random: seeded(1), trace: new Trace() };
  const sent: Sent[] = [];
  const entered: ServicePrincipal[] = [];
  const assumeAsService = (roleArn: string, service: ServicePrincipal, session: string) => {
    entered.push(service);
    if (roleArn.endsWith("/closed")) throw new Error("AccessDenied");
    const arn = `arn:aws:sts::${ACCOUNT}:assumed-role/fire/${session}`;
    const principal: RoleSession = {
      ...{ kind: "role", account: ACCOUNT, arn, roleArn, roleName: "fire", userId: "AROA" },
      session: { issuedAt: 0, expiresAt: 0 },
    };
    return { credentials: { accessKeyId: "", secretAccessKey: "" }, principal };
  };
  const dispatch: Dispatch = async ({ principal, service, operation, input }) => {
    const at = new Date(clock.now()).toISOString();
    sent.push({ at, caller: principal, service, operation, input: input as Sent["input"] });
    const calls = sent.filter((each) => each.operation === "Invoke").length;
    if (operation === "Invoke") options.target?.(calls);
    return await Promise.resolve({});
  };
  const copies = options.copies && { copies: options.copies };
  const service = schedulerService(world, { identity: { assumeAsService }, dispatch, ...copies });
  const operation = (name: string) =>
    service.operations[name] as Operation<object, Record<string, unknown>>;
  const call: Call = {
    ...{ world, account: ACCOUNT, region: REGION, requestId: "r", sourceIp: "::1" },
    principal: { kind: "root", account: ACCOUNT, arn: "arn", userId: "AIDA" },
    userAgent: "test",
    sleep: () => Promise.resolve(),
    dispatch,
  };
  return {
    ...{ sent, entered, service, storage, clock },
    ask: async (name: string, input: object = {}) => await operation(name).run(input, call),
    authorize: (name: string, input: object) => operation(name).authorize(input, call),
    pass: (minutes: number) => clock.run({ until: clock.now() + minutes * 60_000 }),
    /** The minutes in which the target was called. */
    minutes: () =>
      sent.filter(({ operation: each }) => each !== "SendMessage").map(({ at }) => at.slice(0, 16)),
    make: async (type: string, properties: object) =>
      await service.resources
        ?.find((each) => each.type === type)
        ?.create(properties as never, {
          ...{ world, account: ACCOUNT, region: REGION, stackName: "s", logicalId: "l" },
          tags: { stack: "s" },
          physicalName: () => "made",
          asset: () => "",
        }),
  };
}
