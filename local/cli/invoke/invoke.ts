import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { Credentials } from "../../kernel/principal.ts";

/** Where to invoke, and as whom: an administrator of the account that Mayfly runs in. */
export interface Place {
  readonly url: string;
  readonly region: string;
  readonly credentials: Credentials;
  /** The cloud's present time, in milliseconds since the epoch. */
  readonly now: number;
}

/** What an invocation came to. */
export interface Invoked {
  readonly hasFailed: boolean;
  /** JSON of the answer, or of the error. */
  readonly payload: string;
  readonly log: readonly string[];
  /** Milliseconds, with the start of the function. */
  readonly tookMs: number;
}

/** Invokes a function by Lambda's API, and reads its log by that of CloudWatch Logs. Errors: those of the SDK. */
export async function invoke(place: Place, FunctionName: string, event: string): Promise<Invoked> {
  const { url: endpoint, region, credentials, now } = place;
  const lambda = new LambdaClient({ endpoint, region, credentials, maxAttempts: 1 });
  const startedAt = performance.now();
  const { FunctionError, Payload, $metadata } = await lambda.send(
    new InvokeCommand({ FunctionName, Payload: Buffer.from(event) }),
  );
  const tookMs = Math.round(performance.now() - startedAt);
  const logs = new CloudWatchLogsClient({ endpoint, region, credentials });
  const { events = [] } = await logs.send(
    new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${FunctionName}`, startTime: now }),
  );
  return {
    hasFailed: FunctionError !== undefined,
    payload: Buffer.from(Payload ?? []).toString(),
    log: ofRequest(events, $metadata.requestId ?? ""),
    tookMs,
  };
}

interface Line {
  readonly logStreamName?: string | undefined;
  readonly message?: string | undefined;
}

/** A function that runs several times at once has a stream of its own for each. */
function ofRequest(lines: readonly Line[], requestId: string): readonly string[] {
  const own = lines.filter(({ message }) => message?.includes(requestId));
  const streams = new Set(own.map(({ logStreamName }) => logStreamName));
  const isOwn = ({ logStreamName }: Line) => streams.size === 0 || streams.has(logStreamName);
  return lines.filter(isOwn).map(({ message = "" }) => message.trimEnd());
}
