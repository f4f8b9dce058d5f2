import type { Credentials } from "../../../kernel/principal.ts";
import type { FunctionRecord } from "../functions.ts";
import { namedEndpoint } from "./aws-names.ts";

/** What an environment adds to what its function says. */
export interface VariableFacts {
  readonly credentials: Credentials;
  readonly endpoint: string;
  readonly logStream: string;
}

/**
 * The environment variables of a function: its own and those of Lambda's runtime (Lambda Developer
 * Guide, "Defined runtime environment variables"). Nothing of the machine's environment is among them.
 */
export function variablesOf(record: FunctionRecord, facts: VariableFacts): Record<string, string> {
  const { accessKeyId, secretAccessKey, sessionToken = "" } = facts.credentials;
  return {
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    PATH: "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin",
    ...record.environment,
    _HANDLER: record.handler,
    _X_AMZN_TRACE_ID: "Root=1-00000000-000000000000000000000000;Sampled=0",
    AWS_REGION: record.region,
    AWS_DEFAULT_REGION: record.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${record.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: record.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(record.memory),
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: record.logging.group,
    AWS_LAMBDA_LOG_STREAM_NAME: facts.logStream,
    AWS_LAMBDA_LOG_FORMAT: record.logging.format,
    LAMBDA_TASK_ROOT: "/var/task",
    LAMBDA_RUNTIME_DIR: "/var/runtime",
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_ENDPOINT_URL: facts.endpoint,
    AWS_ENDPOINT_URL_S3_CONTROL: namedEndpoint(facts.endpoint),
  };
}
