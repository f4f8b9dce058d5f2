import * as z from "zod";
import type { ResourceContext, ResourceType } from "../../kernel/service.ts";
import { parseBuildspec } from "./buildspec.ts";
import { type ProjectRecord, projectArn, projectsAt } from "./records.ts";

const LONGEST_NAME = 150;

const variable = z.strictObject({
  Name: z.string(),
  Value: z.string(),
  // Values from Parameter Store and Secrets Manager are not emulated.
  Type: z.literal("PLAINTEXT").default("PLAINTEXT"),
});

const environment = z.strictObject({
  Type: z.enum(["ARM_CONTAINER", "LINUX_CONTAINER"]),
  Image: z.string(),
  ComputeType: z.string(),
  PrivilegedMode: z.boolean().default(false),
  ImagePullCredentialsType: z.string().default("CODEBUILD"),
  EnvironmentVariables: z.array(variable).default([]),
});

const logsConfig = z.strictObject({
  CloudWatchLogs: z
    .strictObject({
      Status: z.enum(["ENABLED", "DISABLED"]),
      GroupName: z.string().optional(),
      StreamName: z.string().optional(),
    })
    .optional(),
  S3Logs: z.strictObject({ Status: z.literal("DISABLED") }).optional(),
});

// Limits: CodeBuild User Guide, "Quotas"; 36 hours for a build, 8 in the queue.
const minutes = (longest: number) => z.coerce.number().int().min(5).max(longest);

const properties = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  Source: z.strictObject({
    Type: z.enum(["NO_SOURCE", "S3"]),
    Location: z.string().optional(),
    BuildSpec: z.string(),
  }),
  Artifacts: z.strictObject({ Type: z.literal("NO_ARTIFACTS") }),
  Cache: z.strictObject({ Type: z.literal("NO_CACHE") }).optional(),
  Environment: environment,
  ServiceRole: z.string(),
  EncryptionKey: z.string().default("alias/aws/s3"),
  TimeoutInMinutes: minutes(2_160).default(60),
  QueuedTimeoutInMinutes: minutes(480).default(480),
  ConcurrentBuildLimit: z.coerce.number().int().positive().optional(),
  LogsConfig: logsConfig.optional(),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).default([]),
});

type Properties = z.output<typeof properties>;

/** The folder of an asset; a source that is no asset is read from S3 when a build starts. */
function folderOf(location: string, context: ResourceContext): string | undefined {
  const slash = location.indexOf("/");
  try {
    return context.asset(location.slice(0, slash), location.slice(slash + 1));
  } catch {
    return undefined;
  }
}

function sourceOf({ Source }: Properties, context: ResourceContext): ProjectRecord["source"] {
  const { Type: type, Location: location, BuildSpec: buildspec } = Source;
  parseBuildspec(buildspec);
  if (type === "NO_SOURCE") return { type, buildspec };
  if (location === undefined) throw new Error("A project with a source in S3 needs its Location.");
  const folder = folderOf(location, context);
  return { type, location, buildspec, ...(folder !== undefined && { folder }) };
}

function environmentOf({ Environment }: Properties): ProjectRecord["environment"] {
  return {
    type: Environment.Type,
    image: Environment.Image,
    computeType: Environment.ComputeType,
    privilegedMode: Environment.PrivilegedMode,
    imagePullCredentialsType: Environment.ImagePullCredentialsType,
    variables: Environment.EnvironmentVariables.map(({ Name, Value }) => ({
      name: Name,
      value: Value,
    })),
  };
}

function logsOf({ LogsConfig }: Properties): ProjectRecord["logs"] {
  const { Status = "ENABLED", GroupName, StreamName } = LogsConfig?.CloudWatchLogs ?? {};
  return {
    isEnabled: Status === "ENABLED",
    ...(GroupName !== undefined && { groupName: GroupName }),
    ...(StreamName !== undefined && { streamName: StreamName }),
  };
}

function recordOf(name: string, asked: Properties, context: ResourceContext): ProjectRecord {
  const { account, region, world, tags } = context;
  const own = Object.fromEntries(asked.Tags.map(({ Key, Value }) => [Key, Value]));
  return {
    ...{ name, account, region, createdAt: world.clock.now(), builds: 0 },
    ...(asked.Description !== undefined && { description: asked.Description }),
    source: sourceOf(asked, context),
    environment: environmentOf(asked),
    serviceRole: asked.ServiceRole,
    timeoutInMinutes: asked.TimeoutInMinutes,
    queuedTimeoutInMinutes: asked.QueuedTimeoutInMinutes,
    encryptionKey: asked.EncryptionKey,
    ...(asked.ConcurrentBuildLimit !== undefined && {
      concurrentBuildLimit: asked.ConcurrentBuildLimit,
    }),
    logs: logsOf(asked),
    tags: { ...tags, ...own },
  };
}

/** A project, as the CDK emits it. Its buildspec is part of the template, in JSON. */
export const projectType: ResourceType = {
  type: "AWS::CodeBuild::Project",
  properties: Object.keys(properties.shape),
  create(given: unknown, context) {
    const asked = properties.parse(given);
    const name = asked.Name ?? context.physicalName(LONGEST_NAME);
    const arn = projectArn(context, name);
    const projects = projectsAt(context.world, context);
    if (projects.has(name)) throw new Error(`Project already exists: ${arn}`);
    projects.set(name, recordOf(name, asked, context));
    return { ref: name, attributes: { Arn: arn, Id: name } };
  },
};
