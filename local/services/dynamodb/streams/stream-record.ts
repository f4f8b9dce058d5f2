import { hash } from "node:crypto";
import { keyNames, streamArn, type TableRecord } from "../tables/records.ts";
import { equal } from "../values/order.ts";
import { itemSize } from "../values/size.ts";
import type { Item, Value } from "../values/value.ts";

/** One record of a stream, as the subscribers get it. */
export interface StreamRecord {
  readonly sequenceNumber: string;
  /** When the change was made. */
  readonly at: number;
  /** In the form in which functions receive it. */
  readonly event: Readonly<Record<string, unknown>>;
}

/** Who deleted an item, when it was not a caller. */
const BY_TIME_TO_LIVE = { type: "Service", principalId: "dynamodb.amazonaws.com" };

/** What changed: an item, from what to what. */
export interface ItemChange {
  readonly table: TableRecord;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  readonly isExpiry?: boolean;
}

/** Whether a change leaves a record: putting what is there already does not. */
export function isRecorded({ before, after }: ItemChange): boolean {
  if (!before && !after) return false;
  return !before || !after || !equal({ M: before }, { M: after });
}

function keysOf(item: Item, table: TableRecord): Item {
  return Object.fromEntries(keyNames(table.key).map((name) => [name, item[name] as Value]));
}

function images(view: string, { before, after }: ItemChange): Record<string, Item> {
  const wants = (image: string) => view === image || view === "NEW_AND_OLD_IMAGES";
  return {
    ...(after && wants("NEW_IMAGE") && { NewImage: after }),
    ...(before && wants("OLD_IMAGE") && { OldImage: before }),
  };
}

/** The record of a change in the stream of its table. */
export function recordOf(
  change: ItemChange,
  { number, at }: { readonly number: string; readonly at: number },
): StreamRecord {
  const { table, before, after } = change;
  const view = table.stream?.view ?? "KEYS_ONLY";
  const arn = table.stream ? streamArn(table.arn, table.stream) : "";
  const Keys = keysOf((after ?? before) as Item, table);
  const shown = images(view, change);
  const SizeBytes = [Keys, ...Object.values(shown)].reduce((sum, item) => sum + itemSize(item), 0);
  const event = {
    eventID: hash("md5", `${arn} ${number}`),
    eventName: !before ? "INSERT" : after ? "MODIFY" : "REMOVE",
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: table.region,
    dynamodb: {
      // Whole seconds, as DynamoDB gives it.
      ApproximateCreationDateTime: Math.floor(at / 1000),
      Keys,
      ...shown,
      SequenceNumber: number,
      SizeBytes,
      StreamViewType: view,
    },
    ...(change.isExpiry && { userIdentity: BY_TIME_TO_LIVE }),
    eventSourceARN: arn,
  };
  return { sequenceNumber: number, at, event };
}
