import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import type { ResourceContext, ResourceMade, ResourceType } from "../../../kernel/service.ts";
import type { LambdaDependencies } from "../dependencies.ts";
import { conflict, invalidParameter } from "../errors.ts";
import {
  type FunctionRecord,
  functionArn,
  functionsOf,
  type LoggingConfig,
  replaceFunction,
} from "../functions.ts";
import { roleMay } from "../role-session.ts";
import { moduleFile } from "../runtime/bundle.ts";

const LONGEST_NAME = 64;

/** Bytes of all environment variables together (Lambda quotas: 4 KB). */
const LONGEST_ENVIRONMENT = 4096;

const logging = z.strictObject({
  LogFormat: z.enum(["Text", "JSON"]).default("Text"),
  LogGroup: z.string().optional(),
  ApplicationLogLevel: z.enum(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"]).optional(),
  SystemLogLevel: z.enum(["DEBUG", "INFO", "WARN"]).optional(),
});

const queueArn = z.string().regex(/^arn:aws:sqs:/, "is not an SQS queue, which alone is emulated");

const properties = z.strictObject({
  FunctionName: z.string().max(LONGEST_NAME).optional(),
  Description: z.string().max(256).default(""),
  Runtime: z.enum(["nodejs22.x", "nodejs24.x"]),
  Handler: z.string(),
  Role: z.string().startsWith("arn:"),
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Environment: z
    .strictObject({ Variables: z.record(z.string(), z.coerce.string()).default({}) })
    .optional(),
  MemorySize: z.coerce.number().int().min(128).max(10_240).default(128),
  Timeout: z.coerce.number().int().min(1).max(900).default(3),
  EphemeralStorage: z
    .strictObject({ Size: z.coerce.number().int().min(512).max(10_240) })
    .default({ Size: 512 }),
  Architectures: z.tuple([z.enum(["arm64", "x86_64"])]).default(["x86_64"]),
  TracingConfig: z
    .strictObject({ Mode: z.enum(["Active", "PassThrough"]) })
    .default({ Mode: "PassThrough" }),
  LoggingConfig: logging.default({ LogFormat: "Text" }),
  DeadLetterConfig: z.strictObject({ TargetArn: queueArn }).optional(),
  ReservedConcurrentExecutions: z.coerce.number().int().min(0).optional(),
  /** Understood, and without effect: functions are not stopped when they call themselves. */
  RecursiveLoop: z.enum(["Allow", "Terminate"]).optional(),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).default([]),
});

type Properties = z.infer<typeof properties>;

function loggingOf(name: string, { LoggingConfig }: Properties): LoggingConfig {
  const { LogFormat, LogGroup, ApplicationLogLevel, SystemLogLevel } = LoggingConfig;
  return {
    format: LogFormat,
    group: LogGroup ?? `/aws/lambda/${name}`,
    ...(ApplicationLogLevel && { applicationLevel: ApplicationLogLevel }),
    ...(SystemLogLevel && { systemLevel: SystemLogLevel }),
  };
}

function environmentOf({ Environment }: Properties): Record<string, string> {
  const variables = Environment?.Variables ?? {};
  const bytes = Buffer.byteLength(JSON.stringify(variables));
  if (bytes <= LONGEST_ENVIRONMENT) return variables;
  throw invalidParameter(
    `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${JSON.stringify(variables)}`,
  );
}

/** Size and hash of the code: what tells one deployment from another. */
function codeOf(folder: string): Pick<FunctionRecord, "folder" | "codeSize" | "codeSha256"> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
    .toSorted();
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file));
  const codeSize = files.reduce((sum, file) => sum + statSync(file).size, 0);
  return { folder, codeSize, codeSha256: hash.digest("base64") };
}

function recordOf(name: string, asked: Properties, context: ResourceContext): FunctionRecord {
  const { account, region, world } = context;
  const own = Object.fromEntries(asked.Tags.map(({ Key, Value }) => [Key, Value]));
  return {
    ...{ name, account, region, arn: functionArn(context, name) },
    ...{ description: asked.Description, runtime: asked.Runtime, handler: asked.Handler },
    role: asked.Role,
    ...codeOf(context.asset(asked.Code.S3Bucket, asked.Code.S3Key)),
    environment: environmentOf(asked),
    ...{ memory: asked.MemorySize, timeout: asked.Timeout, storage: asked.EphemeralStorage.Size },
    architecture: asked.Architectures[0],
    tracing: asked.TracingConfig.Mode,
    logging: loggingOf(name, asked),
    tags: { ...context.tags, ...own },
    ...{ modifiedAt: world.clock.now(), revision: world.random.uuid(), policy: [] },
    ...(asked.DeadLetterConfig && { deadLetter: asked.DeadLetterConfig.TargetArn }),
    ...(asked.ReservedConcurrentExecutions !== undefined && {
      reservedConcurrency: asked.ReservedConcurrentExecutions,
    }),
  };
}

/** Lambda asks for the one permission and not for the other, which its guide names too. */
function checkTracing(dependencies: LambdaDependencies, record: FunctionRecord): void {
  if (record.tracing === "PassThrough") return;
  const wanted = [{ action: "xray:PutTraceSegments", resource: "*" }];
  if (roleMay(dependencies, record, wanted)) return;
  throw invalidParameter(
    "The provided execution role does not have permissions to call PutTraceSegments on XRAY",
  );
}

/** A function whose code is a folder that was published as an asset. */
export const functionType = (dependencies: LambdaDependencies): ResourceType => ({
  type: "AWS::Lambda::Function",
  properties: Object.keys(properties.shape),
  create(given: unknown, context): ResourceMade {
    const asked = properties.parse(given);
    const name = asked.FunctionName ?? context.physicalName(LONGEST_NAME);
    if (functionsOf(context.world, context).has(name))
      throw conflict(`Function already exist: ${name}`);
    const record = recordOf(name, asked, context);
    const module = record.handler.slice(0, record.handler.lastIndexOf("."));
    const file = moduleFile(record.folder, module);
    if (file === undefined)
      throw invalidParameter(`The code of ${name} in ${record.folder} has no module ${module}.`);
    checkTracing(dependencies, record);
    replaceFunction(context.world, record);
    return { ref: name, attributes: { Arn: record.arn } };
  },
});
