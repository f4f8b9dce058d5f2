import { unmarshall } from "@aws-sdk/util-dynamodb";
import type * as z from "zod";
import type { DomainEvent } from "../../domain/events.ts";
import type { EventBus, PublishedEvent } from "../../ports/event-bus.ts";
import type { BatchAnswer } from "../shared/batch-answer.ts";
import { EVENT_VERSION } from "../shared/event-schemas/events.ts";
import type { input } from "./contract.ts";

/** Publishes the events of the ledger, at least once and in order; what was not taken comes again. */
export const publishEvents =
  ({ bus }: { readonly bus: EventBus }) =>
  async ({ Records }: z.output<typeof input>): Promise<BatchAnswer> => {
    const events = Records.map(({ dynamodb }) => eventOf(dynamodb.NewImage));
    const failed = new Set(await bus.publish(events));
    const failures = Records.filter((_, index) => failed.has(events[index]?.id ?? ""));
    return {
      batchItemFailures: failures.map(({ dynamodb }) => ({
        itemIdentifier: dynamodb.SequenceNumber,
      })),
    };
  };

function eventOf(image: Readonly<Record<string, unknown>>): PublishedEvent {
  const { id, event } = unmarshall(image as Parameters<typeof unmarshall>[0]) as {
    id: string;
    event: DomainEvent;
  };
  return { ...event, id, version: EVENT_VERSION };
}
