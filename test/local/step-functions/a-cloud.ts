import { readFileSync } from "node:fs";
import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage, type Storage } from "../../../local/kernel/collection.ts";
import type { Identity } from "../../../local/kernel/identity.ts";
import type { RoleSession } from "../../../local/kernel/principal.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { Call, Dispatch, Operation } from "../../../local/kernel/service.ts";
import { type Happening, Trace } from "../../../local/kernel/trace.ts";
import type {
  ServiceEvent,
  StepFunctionsDependencies,
} from "../../../local/services/step-functions/dependencies.ts";
import { stepFunctionsService } from "../../../local/services/step-functions/service.ts";

export const START = Date.UTC(2026, 10, 24, 12);
export const ACCOUNT = "222222222222";
export const REGION = "eu-west-1";
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/machine`;

type Request = Parameters<Dispatch>[0];

/** What a function does: answers, or throws an error with this name and message. */
export type Script = (input: unknown, attempt: number, clock: VirtualClock) => unknown;

/** An error that a function throws. */
export class Thrown extends Error {
  constructor(name: string, message = name) {
    super(message);
    this.name = name;
  }
}

const identity: Pick<Identity, "assumeAsService"> = {
  assumeAsService(roleArn, service, sessionName) {
    if (roleArn.endsWith("/closed")) throw new Error("AccessDenied");
    const principal: RoleSession = {
      kind: "role",
      account: ACCOUNT,
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/machine/${sessionName}`,
      roleArn,
      roleName: service.service,
      userId: `AROA:${sessionName}`,
      session: { issuedAt: 0, expiresAt: 0 },
    };
    return { credentials: { accessKeyId: "", secretAccessKey: "" }, principal };
  },
};

/** What the fake of Lambda answers: its API's shape. */
function lambdaAnswer(payload: unknown, FunctionError?: string) {
  const Payload = Buffer.from(JSON.stringify(payload ?? null));
  return { StatusCode: 200, Payload, ...(FunctionError && { FunctionError }) };
}

async function invoke(script: () => unknown) {
  try {
    return lambdaAnswer(await script());
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    const told = { errorType: error.name, errorMessage: error.message, trace: [] };
    return lambdaAnswer(told, "Unhandled");
  }
}

interface Options {
  readonly storage?: Storage;
  readonly now?: number;
  /** What the role of a machine may do; everything when absent. */
  readonly authorize?: StepFunctionsDependencies["authorize"];
  /** Calls of services other than Lambda. */
  readonly dispatch?: Dispatch;
}

/** Step Functions on a virtual clock, with functions that follow a script. */
export function aCloud(functions: Record<string, Script> = {}, options: Options = {}) {
  const clock = new VirtualClock(options.now ?? START);
  const storage = options.storage ?? new MemoryStorage();
  const trace = new Trace();
  const world = { clock, storage, random: seeded(7), trace };
  const events: ServiceEvent[] = [];
  const happenings: Happening[] = [];
  const requests: Request[] = [];
  const attempts = new Map<string, number>();
  const ended = new Map<string, () => void>();
  trace.watch((happening) => happenings.push(happening));
  const dispatch: Dispatch = async (request) => {
    requests.push(request);
    if (request.service !== "lambda") {
      if (!options.dispatch) throw new Error(`nobody answers ${request.operation}`);
      return await options.dispatch(request);
    }
    const arn = (request.input as { FunctionName: string }).FunctionName;
    const name = arn.split(":").at(-1) ?? "";
    const attempt = (attempts.get(name) ?? 0) + 1;
    attempts.set(name, attempt);
    const { Payload } = request.input as { Payload: Uint8Array };
    const event: unknown = JSON.parse(Buffer.from(Payload).toString());
    return await invoke(() => (functions[name] ?? (() => ({})))(event, attempt, clock));
  };
  const service = stepFunctionsService(world, {
    ...{ identity, dispatch, authorize: options.authorize ?? (() => {}) },
    onBuildEnded: (arn, listener) => {
      ended.set(arn, listener);
      return () => void ended.delete(arn);
    },
    emit: (event) => events.push(event),
  });
  const call = aCall(world);
  const run = async (name: string, input: object = {}) => {
    const operation = service.operations[name] as Operation<object, Record<string, unknown>>;
    return await operation.run(input, call);
  };
  return {
    ...{ world, clock, storage, service, events, happenings, requests, call: run },
    endBuild: (arn: string) => ended.get(arn)?.(),
    watchedBuilds: () => [...ended.keys()],
    attempts: (name: string) => attempts.get(name) ?? 0,
    authorize: (name: string, input: object) =>
      (service.operations[name] as Operation<object>).authorize(input, call),
    /** Lets time run; answers when the execution has ended or the hours are over. */
    until: async (executionArn: string, hours = 24) => {
      const done = async () =>
        (await run("DescribeExecution", { executionArn }))["status"] !== "RUNNING";
      await clock.run({ until: clock.now() + hours * 3_600_000, done });
      return await run("DescribeExecution", { executionArn });
    },
    pass: (seconds: number) => clock.run({ until: clock.now() + seconds * 1_000 }),
  };
}

export type Cloud = ReturnType<typeof aCloud>;

function aCall(world: Call["world"]): Call {
  const arn = `arn:aws:iam::${ACCOUNT}:root`;
  return {
    world,
    account: ACCOUNT,
    region: REGION,
    principal: { kind: "root", account: ACCOUNT, arn, userId: ACCOUNT },
    requestId: "request",
    sourceIp: "127.0.0.1",
    userAgent: "test",
    sleep: () => Promise.resolve(),
    dispatch: () => Promise.reject(new Error("nothing dispatches here")),
  };
}

export const functionArn = (name: string) => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;

/** Makes a machine and answers its ARN. */
export async function aMachine(cloud: Cloud, definition: object | string): Promise<string> {
  const text = typeof definition === "string" ? definition : JSON.stringify(definition);
  const input = { name: "machine", definition: text, roleArn: ROLE };
  return String((await cloud.call("CreateStateMachine", input))["stateMachineArn"]);
}

/** Makes a machine, starts it and answers how it ended. */
export async function outcomeOf(
  cloud: Cloud,
  definition: object | string,
  input: unknown = {},
): Promise<Record<string, unknown>> {
  const stateMachineArn = await aMachine(cloud, definition);
  const started = await cloud.call("StartExecution", {
    stateMachineArn,
    name: "run",
    input: JSON.stringify(input),
  });
  const { output, ...ended } = await cloud.until(String(started["executionArn"]));
  return { ...ended, output: typeof output === "string" ? JSON.parse(output) : output };
}

/** A machine of states in the order of their names' first appearance. */
export const states = (States: Record<string, object>, rest: object = {}) => ({
  StartAt: Object.keys(States)[0],
  States,
  ...rest,
});

/** One of the product's machines, with each substitution as a function of that name. */
export function productMachine(name: "vend" | "teardown" | "stock"): string {
  const text = readFileSync(
    new URL(`../../../statemachines/${name}.asl.json`, import.meta.url),
    "utf8",
  );
  return text.replaceAll(/\$\{(\w+)\}/gu, (_, placeholder: string) =>
    placeholder === "NukeProject" ? "nuke" : functionArn(placeholder),
  );
}

/** Types of the events in an execution's history. */
export async function historyOf(cloud: Cloud, executionArn: string): Promise<string[]> {
  const { events } = await cloud.call("GetExecutionHistory", { executionArn, maxResults: 1000 });
  return (events as { type: string }[]).map(({ type }) => type);
}
