import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { EventBus, PublishedEvent } from "../../ports/event-bus.ts";
import { CLIENT_SETTINGS } from "./client-settings.ts";
import { translated } from "./translate-failure.ts";

/** `source` of every event of ours. */
export const EVENT_SOURCE = "mayfly";

// PutEvents takes ten entries a call.
const BATCH = 10;

/** Publishes domain events on an EventBridge bus; `detail-type` is the event's type. */
export function eventBridgeBus(busName: string): EventBus {
  const client = new EventBridgeClient(CLIENT_SETTINGS);
  const put = async (events: readonly PublishedEvent[]): Promise<readonly string[]> => {
    const command = new PutEventsCommand({ Entries: events.map((event) => entry(busName, event)) });
    const answer = await translated("PutEvents", client.send(command));
    return events
      .filter((_, index) => answer.Entries?.[index]?.ErrorCode !== undefined)
      .map(({ id }) => id);
  };
  return {
    publish: async (events) => {
      const failed: string[] = [];
      for (let start = 0; start < events.length; start += BATCH)
        failed.push(...(await put(events.slice(start, start + BATCH))));
      return failed;
    },
  };
}

const entry = (busName: string, event: PublishedEvent) => ({
  EventBusName: busName,
  Source: EVENT_SOURCE,
  DetailType: event.type,
  Time: new Date(event.at),
  Detail: JSON.stringify(event),
});
