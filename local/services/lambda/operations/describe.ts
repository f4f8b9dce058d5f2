import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import type { FunctionRecord } from "../functions.ts";

/** Lambda's way of writing a moment: no `Z` but an offset. */
const timestampOf = (at: number) => new Date(at).toISOString().replace("Z", "+0000");

function loggingOf({ logging }: FunctionRecord): FunctionConfiguration["LoggingConfig"] {
  const { format, group, applicationLevel, systemLevel } = logging;
  return {
    LogFormat: format,
    LogGroup: group,
    ...(applicationLevel !== undefined && {
      ApplicationLogLevel: applicationLevel as "INFO",
    }),
    ...(systemLevel !== undefined && { SystemLogLevel: systemLevel as "INFO" }),
  };
}

/** A function as GetFunctionConfiguration and ListFunctions show it. */
export function configurationOf(record: FunctionRecord): FunctionConfiguration {
  return {
    FunctionName: record.name,
    FunctionArn: record.arn,
    Description: record.description,
    Runtime: record.runtime as "nodejs24.x",
    Role: record.role,
    Handler: record.handler,
    CodeSize: record.codeSize,
    CodeSha256: record.codeSha256,
    Timeout: record.timeout,
    MemorySize: record.memory,
    LastModified: timestampOf(record.modifiedAt),
    Version: "$LATEST",
    RevisionId: record.revision,
    PackageType: "Zip",
    Architectures: [record.architecture as "arm64"],
    EphemeralStorage: { Size: record.storage },
    TracingConfig: { Mode: record.tracing as "Active" },
    SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
    LoggingConfig: loggingOf(record),
    State: "Active",
    LastUpdateStatus: "Successful",
    ...(Object.keys(record.environment).length > 0 && {
      Environment: { Variables: { ...record.environment } },
    }),
    ...(record.deadLetter !== undefined && {
      DeadLetterConfig: { TargetArn: record.deadLetter },
    }),
  };
}
