import { afterAll } from "vitest";
import type { DomainEvent } from "../../domain/events.ts";
import { synthesized } from "../../local/cloud/assembly.ts";
import type { Person } from "../../local/cloud/people.ts";
import { type CloudOptions, type LocalCloud, startCloud } from "../../local/cloud/start.ts";
import { VirtualClock } from "../../local/kernel/clocks/virtual-clock.ts";
import type { PublishedEvent } from "../../ports/event-bus.ts";
import { testConfiguration } from "./configuration.ts";
import { flawOfEvent } from "./event-flaws.ts";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

const START = Date.UTC(2026, 11, 1, 9);

/** A running cloud with Mayfly in it, and what tests ask of it again and again. */
export interface TestCloud extends LocalCloud<VirtualClock> {
  /** Every domain event that was published so far. */
  readonly events: readonly DomainEvent[];
  /** Asks for an account and answers the id of the lease. */
  request(body?: object, person?: Person): Promise<string>;
  lease(id: string): Promise<Record<string, unknown>>;
  /** Lets time run until such an event was published; fails when it does not come. */
  until(type: DomainEvent["type"], about?: object): Promise<DomainEvent>;
  /** Lets this much time pass. */
  pass(milliseconds: number): Promise<void>;
}

type Options = Partial<Omit<CloudOptions<VirtualClock>, "clock">>;

/** A small world, where a nuke has a sixth of the Regions to look at. */
const THREE_REGIONS = ["eu-west-1", "us-east-1", "us-west-2"];

/**
 * Starts a cloud in virtual time, with three Regions unless told. It is closed after the tests of the
 * file, which then fail if an event was published that its schema in docs/events does not allow.
 */
export async function aCloud(options: Options = {}): Promise<TestCloud> {
  const local = await testConfiguration();
  const { configuration = local.configuration, engine = local.engine } = options;
  const assembly = options.assembly ?? (await synthesized(configuration));
  const clock = new VirtualClock(START);
  const cloud = await startCloud({
    regions: THREE_REGIONS,
    ...options,
    clock,
    configuration,
    engine,
    assembly,
  });
  const dealt = dealings(cloud);
  afterAll(async () => {
    await cloud.close();
    const flaws = dealt.events.flatMap((event) => flawOfEvent(event) ?? []);
    if (flaws.length > 0) throw new Error(`Events are not as published:\n${flaws.join("\n")}`);
  });
  return { ...cloud, ...dealt };
}

const REQUEST = { template: "sandbox", duration: "P2D", purpose: "a load test" };
const PATIENCE = 10 * DAY;

/** What tests ask of a cloud, whoever closes it. */
export function dealings(cloud: LocalCloud<VirtualClock>) {
  const events: PublishedEvent[] = [];
  const { clock, trace } = cloud.world;
  trace.watch((happening) => {
    if (happening.kind === "event" && happening.source === "mayfly")
      events.push(happening.detail as PublishedEvent);
  });
  const found = (type: string, about: object) =>
    events.find((event) => event.type === type && isAbout(event, about));
  return {
    events,
    request: async (body: object = {}, person: Person = "developer") => {
      const answer = await cloud.as(person)("POST /v1/leases", { ...REQUEST, ...body });
      if (answer.status !== 202) throw new Error(JSON.stringify(answer.body));
      return answer.body["id"] as string;
    },
    lease: async (id: string) => (await cloud.as("administrator")(`GET /v1/leases/${id}`)).body,
    until: async (type: DomainEvent["type"], about: object = {}) => {
      await clock.run({
        until: clock.now() + PATIENCE,
        done: () => found(type, about) !== undefined,
      });
      const event = found(type, about);
      if (event === undefined) throw new Error(`There was no ${type}: ${told(events)}`);
      return event;
    },
    pass: async (milliseconds: number) => {
      await clock.run({ until: clock.now() + milliseconds });
    },
  };
}

const isAbout = (event: object, about: object) =>
  Object.entries(about).every(([key, value]) => (event as Record<string, unknown>)[key] === value);

const told = (events: readonly DomainEvent[]) =>
  events.map(({ type, why = "" }) => `${type} ${why}`).join(", ");
