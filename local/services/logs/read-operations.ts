import type {
  FilterLogEventsRequest,
  FilterLogEventsResponse,
  GetLogEventsRequest,
  GetLogEventsResponse,
} from "@aws-sdk/client-cloudwatch-logs";
import { lineTest } from "./filter-pattern.ts";
import { groupOperation, pageOf } from "./group-operation.ts";
import { noSuchStream } from "./groups.ts";
import type { LogEvent, LogStore } from "./store.ts";

const LONGEST_PAGE = 10_000;

/** Times that a request is about: the start is in it, the end is not. */
interface Period {
  readonly startTime?: number | undefined;
  readonly endTime?: number | undefined;
}

const during =
  ({ startTime = 0, endTime = Number.POSITIVE_INFINITY }: Period) =>
  ({ at }: LogEvent) =>
    at >= startTime && at < endTime;

const byTime = (one: LogEvent, other: LogEvent) => one.at - other.at;

const filter = (store: LogStore) =>
  groupOperation<FilterLogEventsRequest, FilterLogEventsResponse>({
    name: "FilterLogEvents",
    members: [
      ...(["logStreamNames", "logStreamNamePrefix", "startTime", "endTime"] as const),
      ...(["filterPattern", "nextToken", "limit", "interleaved"] as const),
    ],
    run(group, input) {
      const { logStreamNames: names, logStreamNamePrefix: prefix = "", nextToken } = input;
      const matches = lineTest(input.filterPattern);
      const found = store
        .eventsOf(group)
        .filter(during(input))
        .filter(({ stream }) => names?.includes(stream) ?? stream.startsWith(prefix))
        .filter(({ message }) => matches(message))
        .toSorted(byTime);
      const { items, ...next } = pageOf(found, { nextToken, limit: input.limit ?? LONGEST_PAGE });
      return {
        events: items.map((event) => ({
          ...timed(event),
          logStreamName: event.stream,
          eventId: event.id,
        })),
        searchedLogStreams: [],
        ...next,
      };
    },
  });

const timed = ({ at, message, ingestedAt }: LogEvent) => ({
  timestamp: at,
  message,
  ingestionTime: ingestedAt,
});

/** A token names where a page ends, by the number of its first or last event and the direction. */
function startOf(token: string | undefined, count: number, limit: number, fromHead: boolean) {
  const [direction, place = ""] = token?.split("/") ?? [];
  if (direction === "f") return Number(place);
  if (direction === "b") return Number(place) - limit;
  return fromHead ? 0 : count - limit;
}

const get = (store: LogStore) =>
  groupOperation<GetLogEventsRequest, GetLogEventsResponse>({
    name: "GetLogEvents",
    members: ["logStreamName", "startTime", "endTime", "nextToken", "limit", "startFromHead"],
    run(group, input) {
      const { logStreamName = "", limit = LONGEST_PAGE, startFromHead = false } = input;
      if (!store.stream(group, logStreamName)) throw noSuchStream();
      const found = store
        .eventsOf(group)
        .filter(({ stream }) => stream === logStreamName)
        .filter(during(input))
        .toSorted(byTime);
      const asked = startOf(input.nextToken, found.length, limit, startFromHead);
      const [start, end] = [Math.max(0, asked), Math.max(0, Math.min(asked + limit, found.length))];
      return {
        events: found.slice(start, end).map(timed),
        nextForwardToken: `f/${end}`,
        nextBackwardToken: `b/${start}`,
      };
    },
  });

export const readOperations = (store: LogStore) => ({
  FilterLogEvents: filter(store),
  GetLogEvents: get(store),
});
