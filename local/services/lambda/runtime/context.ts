import type { FunctionRecord } from "../functions.ts";

/** What an invocation adds to what its function says of itself. */
interface InvocationFacts {
  readonly requestId: string;
  readonly logStream: string;
  /** Milliseconds until the timeout. */
  readonly remaining: () => number;
}

/** The `context` of a handler. */
export function handlerContext(record: FunctionRecord, facts: InvocationFacts) {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: "$LATEST",
    functionName: record.name,
    memoryLimitInMB: String(record.memory),
    logGroupName: record.logging.group,
    logStreamName: facts.logStream,
    invokedFunctionArn: record.arn,
    awsRequestId: facts.requestId,
    getRemainingTimeInMillis: () => Math.max(0, facts.remaining()),
  };
}
