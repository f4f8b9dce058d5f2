import type {
  PutEventsRequest,
  PutEventsRequestEntry,
  PutEventsResponse,
  PutEventsResultEntry,
} from "@aws-sdk/client-eventbridge";
import { onlyMembers } from "../../../kernel/only-members.ts";
import type { Call, Operation } from "../../../kernel/service.ts";
import { isObject, type Json } from "../../json-path/json.ts";
import { validation } from "../errors.ts";
import { type BusEvent, makeEvent } from "../event.ts";
import { busAt } from "../find.ts";
import { type Answer, busArnOf, busName, onBus } from "../operation.ts";
import { siteOf } from "../records.ts";
import type { Router } from "../router.ts";

const MOST_ENTRIES = 10;

/** Bytes of all entries together (SDK, PutEventsCommand). */
const LARGEST = 1_048_576;

// EventBridge User Guide, "Calculating PutEvents event entry size": 14 bytes for a time.
const sizeOf = ({ Time, Source, DetailType, Detail, Resources = [] }: PutEventsRequestEntry) =>
  (Time ? 14 : 0) +
  [Source, DetailType, Detail, ...Resources].reduce(
    (sum, text) => sum + Buffer.byteLength(text ?? ""),
    0,
  );

function checkEntries(entries: readonly PutEventsRequestEntry[]): void {
  if (entries.length < 1 || entries.length > MOST_ENTRIES) {
    const bound = entries.length < 1 ? "greater than or equal to 1" : "less than or equal to 10";
    const constraint = `Member must have length ${bound}`;
    const failed = `Value at 'entries' failed to satisfy constraint: ${constraint}`;
    throw validation(`1 validation error detected: ${failed}`);
  }
  for (const entry of entries) {
    const understood = ["Time", "Source", "Resources", "DetailType", "Detail", "EventBusName"];
    onlyMembers("events:PutEvents", entry, understood);
  }
  if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > LARGEST) {
    throw validation("Total size of the entries in the request is over the limit.");
  }
}

const refused = (ErrorCode: string, ErrorMessage: string): PutEventsResultEntry => ({
  ErrorCode,
  ErrorMessage,
});

const missing = (name: string) =>
  refused(
    "InvalidArgument",
    `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
  );

function detailOf(text: string): Json | undefined {
  try {
    const detail = JSON.parse(text) as Json;
    return isObject(detail) ? detail : undefined;
  } catch {
    return undefined;
  }
}

/** The event of an entry, or why it is refused. */
function eventOf(call: Call, entry: PutEventsRequestEntry): BusEvent | PutEventsResultEntry {
  const { Source, DetailType, Detail, Resources, Time } = entry;
  if (!Source) return missing("Source");
  if (!DetailType) return missing("DetailType");
  if (!Detail) return missing("Detail");
  if (Source.startsWith("aws.")) {
    return refused("NotAuthorizedForSourceException", "Not authorized for the source.");
  }
  const detail = detailOf(Detail);
  if (detail === undefined) return refused("MalformedDetail", "Detail is malformed.");
  return makeEvent(call.world, call, {
    source: Source,
    detailType: DetailType,
    detail,
    resources: Resources,
    at: Time?.getTime(),
  });
}

function put(router: Router, call: Call, entry: PutEventsRequestEntry): PutEventsResultEntry {
  const event = router.forwardedBy(call.principal.arn) ?? eventOf(call, entry);
  if (!("id" in event)) return event;
  const site = siteOf(busArnOf(entry.EventBusName, call));
  const bus = busName(entry.EventBusName);
  // Events for a bus that does not exist are accepted, and lost.
  if (busAt(call.world, site, bus)) router.publish(site, bus, event);
  return { EventId: event.id };
}

/** Condition keys of what an entry brings (EventBridge User Guide, "IAM policy conditions"). */
const entryContext = ({ Source = "", DetailType = "" }: PutEventsRequestEntry) => ({
  "events:source": Source,
  "events:detail-type": DetailType,
});

/** Puts up to ten events on buses; each entry has its own answer. */
export const putEvents = (
  router: Router,
): Operation<PutEventsRequest, Answer<PutEventsResponse>> => ({
  authorize: ({ Entries = [] }, call) =>
    Entries.map((entry) => ({
      ...onBus(call, "events:PutEvents", busArnOf(entry.EventBusName, call)),
      context: entryContext(entry),
    })),
  run(input, call) {
    onlyMembers("events:PutEvents", input, ["Entries"]);
    const { Entries: entries = [] } = input;
    checkEntries(entries);
    const answers = entries.map((entry) => put(router, call, entry));
    const FailedEntryCount = answers.filter(({ EventId }) => EventId === undefined).length;
    return { FailedEntryCount, Entries: answers };
  },
});
