import type { World } from "../../kernel/service.ts";
import type { Json } from "../json-path/json.ts";
import type { Site } from "./records.ts";

/** An event as rules see it and targets get it. */
export type BusEvent = {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601, whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Json;
};

/** What a new event is made from. */
export interface EventFacts {
  readonly source: string;
  readonly detailType: string;
  readonly detail: Json;
  readonly resources?: readonly string[] | undefined;
  /** Milliseconds since the epoch; now when absent. */
  readonly at?: number | undefined;
}

export function makeEvent(world: World, { account, region }: Site, facts: EventFacts): BusEvent {
  const time = new Date(facts.at ?? world.clock.now()).toISOString();
  return {
    version: "0",
    id: world.random.uuid(),
    "detail-type": facts.detailType,
    source: facts.source,
    account,
    time: `${time.slice(0, 19)}Z`,
    region,
    resources: facts.resources ?? [],
    detail: facts.detail,
  };
}
