import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage, type Storage } from "../../../local/kernel/collection.ts";
import type { RoleSession } from "../../../local/kernel/principal.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { Call, Dispatch, Operation, ResourceContext } from "../../../local/kernel/service.ts";
import { type Happening, Trace } from "../../../local/kernel/trace.ts";
import type { EventBridgeDependencies } from "../../../local/services/event-bridge/dependencies.ts";
import { eventBridgeService } from "../../../local/services/event-bridge/service.ts";

export const START = Date.UTC(2026, 10, 24, 12);
export const ACCOUNT = "222222222222";
export const REGION = "eu-west-1";
export const FUNCTION = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:listener`;
export const QUEUE = `arn:aws:sqs:${REGION}:${ACCOUNT}:dead-letters`;
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/deliver`;

type Request = Parameters<Dispatch>[0];

/** An error as a service of the cloud throws it. */
export const refusal = (name: string, status: number) =>
  Object.assign(new Error(`${name} it is`), { name, status });

function roleSession(roleArn: string, sessionName: string): RoleSession {
  return {
    kind: "role",
    account: ACCOUNT,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deliver/${sessionName}`,
    roleArn,
    roleName: "deliver",
    userId: `AROA:${sessionName}`,
    session: { issuedAt: 0, expiresAt: 0 },
  };
}

interface Options {
  /** What targets say to a call: nothing, or an error to throw. */
  readonly answer?: (request: Request, attempt: number) => Error | undefined;
  readonly copies?: EventBridgeDependencies["copies"];
  readonly storage?: Storage;
  readonly now?: number;
}

/** EventBridge on a virtual clock; what it sends is written down. */
export function aBus(options: Options = {}) {
  const clock = new VirtualClock(options.now ?? START);
  const storage = options.storage ?? new MemoryStorage();
  const world = { clock, storage, random: seeded(3), trace: new Trace() };
  const happenings: Happening[] = [];
  const sent: (Request & { readonly at: number })[] = [];
  world.trace.watch((happening) => happenings.push(happening));
  const callFor = (principal: Call["principal"] = root(ACCOUNT), region = REGION): Call => ({
    ...{ world, account: principal.account, region, principal },
    ...{ requestId: "request", sourceIp: "127.0.0.1", userAgent: "test" },
    sleep: () => Promise.resolve(),
    dispatch: () => Promise.reject(new Error("nothing dispatches here")),
  });
  const run = async (name: string, input: object = {}, call: Call = callFor()) =>
    await (service.operations[name] as Operation<object, Record<string, unknown>>).run(input, call);
  const dispatch: Dispatch = async (request) => {
    sent.push({ ...request, at: clock.now() });
    const error = options.answer?.(request, sent.length);
    if (error) throw error;
    if (request.service !== "events") return {};
    return await run(
      request.operation,
      request.input as object,
      callFor(request.principal, request.region),
    );
  };
  const service = eventBridgeService(world, {
    dispatch,
    identity: {
      assumeAsService: (roleArn, _, sessionName) => ({
        credentials: { accessKeyId: "", secretAccessKey: "" },
        principal: roleSession(roleArn, sessionName),
      }),
    },
    ...(options.copies && { copies: options.copies }),
  });
  return {
    ...{ world, clock, storage, service, happenings, sent, call: run, callFor },
    authorize: (name: string, input: object, call: Call = callFor()) =>
      (service.operations[name] as Operation<object>).authorize(input, call),
    settle: () => clock.run({ until: clock.now() }),
    pass: (minutes: number) => clock.run({ until: clock.now() + minutes * 60_000 }),
    make: async (type: string, properties: object) =>
      await service.resources
        ?.find((each) => each.type === type)
        ?.create(properties as never, context(world)),
  };
}

export type Bus = ReturnType<typeof aBus>;

export function root(account: string): Call["principal"] {
  return { kind: "root", account, arn: `arn:aws:iam::${account}:root`, userId: account };
}

const context = (world: Call["world"]): ResourceContext => ({
  ...{ world, account: ACCOUNT, region: REGION, stackName: "stack", logicalId: "Rule" },
  tags: { stack: "one" },
  physicalName: () => "Stack-Rule-1X2Y",
  asset: () => "",
});

interface RuleOptions {
  readonly pattern?: object;
  readonly target?: object;
  readonly bus?: string;
}

/** Makes a rule with one target: by default the function, for every event of `mayfly`. */
export async function aRule(bus: Bus, { pattern, target, bus: name }: RuleOptions = {}) {
  const EventBusName = name ?? "default";
  const EventPattern = JSON.stringify(pattern ?? { source: ["mayfly"] });
  await bus.call("PutRule", { Name: "rule", EventBusName, EventPattern });
  const Targets = [{ Id: "one", Arn: FUNCTION, ...target }];
  await bus.call("PutTargets", { Rule: "rule", EventBusName, Targets });
}

/** Puts an event of `mayfly` and lets it be delivered. */
export async function put(bus: Bus, detail: object = {}, entry: object = {}) {
  const event = { Source: "mayfly", DetailType: "LeaseEnded", Detail: JSON.stringify(detail) };
  const answer = await bus.call("PutEvents", { Entries: [{ ...event, ...entry }] });
  await bus.settle();
  return answer;
}

/** What Lambda was given, as JSON. */
export const payloads = (bus: Bus): unknown[] =>
  bus.sent
    .filter(({ service }) => service === "lambda")
    .map(({ input }) => {
      const { Payload } = input as { Payload: Uint8Array };
      return JSON.parse(Buffer.from(Payload).toString()) as unknown;
    });
