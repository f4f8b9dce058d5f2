import * as z from "zod";
import type { EventType } from "../../../domain/events.ts";
import { accountEvents } from "./accounts.ts";
import { codeEvents } from "./codes.ts";
import { leaseEvents } from "./leases.ts";

/**
 * The schema of every domain event as it lies on the bus, in `detail`. They are published as JSON Schema
 * in `docs/events`: whoever listens may rely on them.
 */
export const EVENT_SCHEMAS: Readonly<Record<EventType, z.ZodType>> = {
  ...leaseEvents,
  ...accountEvents,
  ...codeEvents,
};

/** The version of every event's schema; it becomes 2 when a member is taken away or means something else. */
export const EVENT_VERSION = 1;

/** Whoever receives events must bear members that a later release adds. */
const bearingMore: z.core.ToJSONSchemaParams["override"] = ({ jsonSchema }) => {
  delete jsonSchema.additionalProperties;
};

/** The schemas as JSON Schema 2020-12, by the name of their file. */
export const eventDocuments = (): Readonly<Record<string, object>> =>
  Object.fromEntries(
    Object.entries(EVENT_SCHEMAS).map(([type, schema]) => [
      `${type}.v${EVENT_VERSION}.json`,
      { title: type, ...z.toJSONSchema(schema, { override: bearingMore }) },
    ]),
  );
