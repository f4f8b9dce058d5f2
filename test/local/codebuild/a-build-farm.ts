import type { Build } from "@aws-sdk/client-codebuild";
import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { Call, Operation, ResourceContext, World } from "../../../local/kernel/service.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import type {
  BuildEvent,
  CodeBuildDependencies,
} from "../../../local/services/codebuild/dependencies.ts";
import { codebuildService } from "../../../local/services/codebuild/service.ts";

export const START = Date.UTC(2026, 10, 24, 12);
const HOUR = 60 * 60_000;
const SITE = { account: "222222222222", region: "eu-west-1" };
const ROLE = "arn:aws:iam::222222222222:role/nuke";

/** A world whose time passes by itself while somebody waits for it. */
export const aWorld = (storage = new MemoryStorage()) => {
  const clock = new VirtualClock(START);
  return { clock, storage, random: seeded(7), trace: new Trace() };
};

const roleSession = (roleArn: string, now: number) => ({
  credentials: { accessKeyId: "ASIABUILD", secretAccessKey: "secret", sessionToken: "token" },
  principal: {
    kind: "role" as const,
    ...{ account: SITE.account, roleArn, roleName: "nuke", userId: "AROA:build" },
    arn: `${roleArn}/build`,
    session: { issuedAt: now, expiresAt: now + HOUR },
  },
});

function aCall(world: World): Call {
  const arn = `arn:aws:sts::${SITE.account}:assumed-role/teardown/execution`;
  return {
    ...{ world, ...SITE, requestId: "request", sourceIp: "127.0.0.1", userAgent: "test" },
    principal: { kind: "root", account: SITE.account, arn, userId: SITE.account },
    sleep: () => Promise.resolve(),
    dispatch: () => Promise.reject(new Error("CodeBuild dispatches nothing")),
  };
}

function context(world: World, folder: string): ResourceContext {
  return {
    ...{ world, ...SITE, stackName: "vending", logicalId: "Nuke", tags: { team: "platform" } },
    physicalName: () => "vending-Nuke-1",
    asset: (bucket, key) => {
      if (bucket === "assets") return folder;
      throw new Error(`No asset was published as s3://${bucket}/${key}.`);
    },
  };
}

/** A project's properties, as the CDK emits them, for a buildspec. */
export const properties = (buildspec: object, more: object = {}) => ({
  Name: "nuke",
  Source: { Type: "NO_SOURCE", BuildSpec: JSON.stringify(buildspec) },
  Artifacts: { Type: "NO_ARTIFACTS" },
  Cache: { Type: "NO_CACHE" },
  Environment: {
    Type: "ARM_CONTAINER",
    Image: "aws/codebuild/amazonlinux2-aarch64-standard:3.0",
    ComputeType: "BUILD_GENERAL1_SMALL",
    PrivilegedMode: false,
    ImagePullCredentialsType: "CODEBUILD",
    EnvironmentVariables: [{ Name: "ROOM", Type: "PLAINTEXT", Value: "project" }],
  },
  ServiceRole: ROLE,
  EncryptionKey: "alias/aws/s3",
  ...more,
});

/** A buildspec that runs these commands. */
export const commands = (...build: string[]) => ({
  version: "0.2",
  phases: { build: { commands: build } },
});

/** CodeBuild in a world of its own, called at the level of its operations. */
export function aBuildFarm(changes: Partial<CodeBuildDependencies> = {}, world = aWorld()) {
  const lines: string[] = [];
  const events: BuildEvent[] = [];
  const listeners: ((line: string) => void)[] = [];
  const service = codebuildService(world, {
    identity: { assumeAsService: (roleArn) => roleSession(roleArn, world.clock.now()) },
    authorize: () => {},
    endpoint: () => "http://127.0.0.1:4566",
    log: ({ line }) => {
      lines.push(line);
      for (const listener of listeners) listener(line);
    },
    emit: (event) => void events.push(event),
    ...changes,
  });
  const operation = (name: string) =>
    service.operations[name] as Operation<object, Promise<Record<string, unknown>>>;
  const call = async (name: string, input: object = {}) =>
    await operation(name).run(input, aCall(world));
  const start = async (input: object = {}) =>
    (await call("StartBuild", { projectName: "nuke", ...input }))["build"] as Build;
  const described = async ({ id }: Build) => {
    const { builds } = await call("BatchGetBuilds", { ids: [id] });
    return (builds as Build[])[0] as Build;
  };
  return {
    ...{ world, service, lines, events, call, start, described },
    authorize: (name: string, input: object) => operation(name).authorize(input, aCall(world)),
    project: async (given: object, folder = "/nowhere") =>
      await service.resources?.[0]?.create(given as never, context(world, folder)),
    /** Waits until a build writes this line. */
    written: (expected: string) =>
      new Promise<void>((resolve) =>
        listeners.push((line) => {
          if (line === expected) resolve();
        }),
      ),
    /** Runs a build to its end. */
    async build(input: object = {}) {
      const started = await start(input);
      await world.clock.run({
        until: START + 48 * HOUR,
        done: async () => (await described(started)).buildComplete === true,
      });
      return await described(started);
    },
  };
}

/** What commands have written, without the lines of CodeBuild's own. */
export const outputOf = (lines: readonly string[]) =>
  lines.filter((line) => !line.startsWith("[Container]"));
