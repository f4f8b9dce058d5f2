import type { Identity } from "../../kernel/identity.ts";
import type { Metric } from "../../kernel/metric.ts";
import type { Principal } from "../../kernel/principal.ts";
import type { Authorization, Dispatch } from "../../kernel/service.ts";
import type { QueueSource } from "../sqs/queue-source.ts";
import type { InvocationFaults } from "./faults.ts";
import type { StreamSource } from "./streams/source.ts";

/** One line of a log, as a function or Lambda itself writes it. */
export interface LogLine {
  readonly account: string;
  readonly region: string;
  readonly group: string;
  readonly stream: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly line: string;
}

/** What Lambda needs of the rest of the cloud. */
export interface LambdaDependencies {
  readonly identity: Pick<Identity, "assumeAsService">;
  /** Address of the gateway, which functions find in AWS_ENDPOINT_URL. */
  readonly endpoint: () => string;
  /** Throws AccessDenied unless the principal may do this. */
  readonly authorize: (principal: Principal, region: string, wanted: Authorization) => void;
  /** Calls other services, for destinations and dead-letter queues. */
  readonly dispatch: Dispatch;
  readonly log: (line: LogLine) => void;
  /** Reads the streams of DynamoDB; without it no event source mapping can be made. */
  readonly streams?: StreamSource;
  /** Watches queues of SQS, for functions that are fed from one. */
  readonly queues?: QueueSource;
  /** Told of every number that Lambda gives to CloudWatch. */
  readonly metric?: (metric: Metric) => void;
  /** Faults that strike invocations by plan. */
  readonly faults?: InvocationFaults;
}
