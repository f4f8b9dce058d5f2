import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage, type Storage } from "../../../local/kernel/collection.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type {
  Authorization,
  Call,
  Operation,
  ResourceContext,
} from "../../../local/kernel/service.ts";
import { type Happening, Trace } from "../../../local/kernel/trace.ts";
import type { LambdaDependencies, LogLine } from "../../../local/services/lambda/dependencies.ts";
import { lambdaService } from "../../../local/services/lambda/service.ts";

export const START = Date.UTC(2026, 10, 24);
export const ACCOUNT = "222222222222";
export const REGION = "eu-west-1";
export const HOUR = 3_600_000;
export const STREAM = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/t/stream/now`;

/** What a call sent to another service. */
export interface Sent {
  readonly service: string;
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

/** Lambda alone in a world of virtual time, with everything it asks of others recorded. */
export function aLambda(
  overrides: Partial<LambdaDependencies> = {},
  storage: Storage = new MemoryStorage(),
) {
  const clock = new VirtualClock(START);
  const world = { clock, storage, random: seeded(1), trace: new Trace() };
  const happenings: Happening[] = [];
  world.trace.watch((happening) => happenings.push(happening));
  const lines: LogLine[] = [];
  const sent: Sent[] = [];
  const service = lambdaService(world, {
    identity: { assumeAsService: (role, _service, name) => aSession(clock.now(), role, name) },
    endpoint: () => "http://127.0.0.1:1",
    authorize: () => {},
    dispatch: async ({ service, operation, input }) => {
      sent.push({ service, operation, input: input as Record<string, unknown> });
      return {};
    },
    log: (line) => lines.push(line),
    ...overrides,
  });
  const operation = (name: string) =>
    service.operations[name] as Operation<object, Promise<Record<string, unknown>>>;
  let calls = 0;
  const aCall = (): Call => {
    calls += 1;
    const requestId = `request-${calls}`;
    const arn = `arn:aws:iam::${ACCOUNT}:root`;
    return {
      ...{ world, account: ACCOUNT, region: REGION, requestId, sourceIp: "127.0.0.1" },
      principal: { kind: "root", account: ACCOUNT, arn, userId: ACCOUNT },
      userAgent: "test",
      sleep: (milliseconds) => clock.sleep(milliseconds, "test"),
      dispatch: () => Promise.reject(new Error("unused")),
    };
  };
  const call = (name: string, input: object = {}) =>
    clock.held(name, async () => await operation(name).run(input, aCall()));
  const make = async (type: string, properties: object, logicalId = "Made") => {
    const found = service.resources?.find((each) => each.type === type);
    return await found?.create(properties as never, aContext(world, logicalId));
  };
  return {
    ...{ world, clock, service, happenings, lines, sent, call, make },
    authorize: (name: string, input: object): readonly Authorization[] =>
      operation(name).authorize(input, aCall()),
    /** Runs a function and answers what it answered, or its error. */
    async invoke(name: string, event: unknown = {}) {
      const answer = await call("Invoke", {
        FunctionName: name,
        Payload: Buffer.from(JSON.stringify(event)),
      });
      const text = Buffer.from(answer["Payload"] as Uint8Array).toString();
      return { error: answer["FunctionError"], payload: JSON.parse(text) as unknown };
    },
  };
}

export type Lambda = ReturnType<typeof aLambda>;

function aSession(now: number, roleArn: string, sessionName: string) {
  sessions += 1;
  const [account = "", roleName = ""] = [roleArn.split(":")[4], roleArn.split("/").at(-1)];
  const arn = `arn:aws:sts::${account}:assumed-role/${roleName}/${sessionName}`;
  const session = { issuedAt: now, expiresAt: now + 12 * HOUR };
  const accessKeyId = `ASIA${sessions}`;
  return {
    credentials: { accessKeyId, secretAccessKey: "secret", sessionToken: "token" },
    principal: { kind: "role" as const, account, arn, roleArn, roleName, userId: "id", session },
  };
}

let sessions = 0;

function aContext(world: Lambda["world"], logicalId: string): ResourceContext {
  return {
    ...{ world, account: ACCOUNT, region: REGION, stackName: "stack", logicalId, tags: {} },
    physicalName: () => logicalId,
    asset: (_bucket, key) => key,
  };
}

/** Writes a bundle into a folder of its own. */
export function aBundle(code: string, files: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "mayfly-function-"));
  for (const [name, text] of Object.entries({ "index.js": code, ...files }))
    writeFileSync(join(folder, name), text);
  return folder;
}

/** Makes a function from the text of its module. */
export async function aFunction(
  lambda: Lambda,
  name: string,
  code: string,
  more: { readonly properties?: object; readonly files?: Record<string, string> } = {},
): Promise<string> {
  await lambda.make("AWS::Lambda::Function", {
    FunctionName: name,
    Runtime: "nodejs24.x",
    Handler: "index.handler",
    Role: `arn:aws:iam::${ACCOUNT}:role/${name}`,
    Code: { S3Bucket: "assets", S3Key: aBundle(code, more.files) },
    Timeout: 900,
    ...more.properties,
  });
  return name;
}
