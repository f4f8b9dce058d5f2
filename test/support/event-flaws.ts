import * as z from "zod";
import { EVENT_SCHEMAS } from "../../functions/shared/event-schemas/events.ts";
import type { PublishedEvent } from "../../ports/event-bus.ts";

/** What of an event on the bus is not as its published schema says; undefined when all of it is. */
export function flawOfEvent(event: PublishedEvent): string | undefined {
  const checked = EVENT_SCHEMAS[event.type].safeParse(event);
  return checked.success
    ? undefined
    : `${event.type} ${JSON.stringify(event)}: ${z.prettifyError(checked.error)}`;
}
