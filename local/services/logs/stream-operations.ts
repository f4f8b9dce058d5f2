import {
  type CreateLogStreamRequest,
  type DeleteLogStreamRequest,
  type DescribeLogStreamsRequest,
  type DescribeLogStreamsResponse,
  InvalidParameterException,
  type LogStream,
  type PutLogEventsRequest,
  type PutLogEventsResponse,
  ResourceAlreadyExistsException,
} from "@aws-sdk/client-cloudwatch-logs";
import { groupOperation, pageOf } from "./group-operation.ts";
import { type GroupRecord, groupArn, noSuchStream } from "./groups.ts";
import type { LogStore, LogStreamFacts } from "./store.ts";

const create = (store: LogStore) =>
  groupOperation<CreateLogStreamRequest, object>({
    name: "CreateLogStream",
    members: ["logStreamName"],
    run(group, { logStreamName = "" }) {
      if (store.makeStream(group, group.name, logStreamName)) return {};
      throw new ResourceAlreadyExistsException({
        message: "The specified log stream already exists",
        $metadata: {},
      });
    },
  });

const remove = (store: LogStore) =>
  groupOperation<DeleteLogStreamRequest, object>({
    name: "DeleteLogStream",
    members: ["logStreamName"],
    run(group, { logStreamName = "" }) {
      if (!store.stream(group, logStreamName)) throw noSuchStream();
      store.forgetStream(group, logStreamName);
      return {};
    },
  });

function describe(group: GroupRecord, stream: LogStreamFacts): LogStream {
  const { name, createdAt, firstAt, lastAt, ingestedAt } = stream;
  return {
    logStreamName: name,
    creationTime: createdAt,
    arn: `${groupArn(group, group.name)}:log-stream:${name}`,
    uploadSequenceToken: "1",
    storedBytes: 0,
    ...(firstAt !== undefined && { firstEventTimestamp: firstAt }),
    ...(lastAt !== undefined && { lastEventTimestamp: lastAt }),
    ...(ingestedAt !== undefined && { lastIngestionTime: ingestedAt }),
  };
}

const LONGEST_PAGE = 50;

const list = (store: LogStore) =>
  groupOperation<DescribeLogStreamsRequest, DescribeLogStreamsResponse>({
    name: "DescribeLogStreams",
    members: ["logStreamNamePrefix", "orderBy", "descending", "nextToken", "limit"],
    run(group, input) {
      const { logStreamNamePrefix: prefix = "", orderBy, descending, nextToken } = input;
      const found = store.streamsOf(group).filter(({ name }) => name.startsWith(prefix));
      const ordered =
        orderBy === "LastEventTime"
          ? found.toSorted((one, other) => (one.lastAt ?? 0) - (other.lastAt ?? 0))
          : found.toSorted((one, other) => (one.name < other.name ? -1 : 1));
      if (descending) ordered.reverse();
      const page = pageOf(ordered, { nextToken, limit: input.limit ?? LONGEST_PAGE });
      const { items, ...next } = page;
      return { logStreams: items.map((stream) => describe(group, stream)), ...next };
    },
  });

const put = (store: LogStore) =>
  groupOperation<PutLogEventsRequest, PutLogEventsResponse>({
    name: "PutLogEvents",
    members: ["logStreamName", "logEvents", "sequenceToken"],
    run(group, { logStreamName: stream = "", logEvents = [] }) {
      if (!store.stream(group, stream)) throw noSuchStream();
      const times = logEvents.map(({ timestamp = 0 }) => timestamp);
      if (times.some((time, index) => time < (times[index - 1] ?? 0)))
        throw new InvalidParameterException({
          message: "Log events in a single PutLogEvents request must be in chronological order.",
          $metadata: {},
        });
      const { account, region, name } = group;
      for (const { timestamp: at = 0, message: line = "" } of logEvents)
        store.append({ account, region, group: name, stream, at, line });
      return { nextSequenceToken: "1" };
    },
  });

export const streamOperations = (store: LogStore) => ({
  CreateLogStream: create(store),
  DeleteLogStream: remove(store),
  DescribeLogStreams: list(store),
  PutLogEvents: put(store),
});
