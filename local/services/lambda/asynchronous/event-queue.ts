import type { Collection } from "../../../kernel/collection.ts";
import type { World } from "../../../kernel/service.ts";
import type { LambdaDependencies } from "../dependencies.ts";
import { type FunctionRecord, functionsOf, type LambdaPlace } from "../functions.ts";
import type { Invoker } from "../invoker.ts";
import type { Outcome } from "../runtime/environment.ts";
import { configOf } from "./event-invoke-config.ts";
import { reportFailure } from "./failed-events.ts";

/** An asynchronous invocation that is not done yet. */
export interface QueuedEvent {
  readonly id: string;
  readonly requestId: string;
  readonly functionName: string;
  /** JSON text. */
  readonly payload: string;
  /** Milliseconds since the epoch, as is `due`. */
  readonly acceptedAt: number;
  readonly due: number;
  /** How often the function has run for it. */
  readonly attempts: number;
  /** How often it could not even be run. */
  readonly delays: number;
}

const MINUTE = 60_000;

/** Longest pause between two attempts to run a throttled function: five minutes, from one second up. */
const LONGEST_PAUSE = 5 * MINUTE;

function eventsOf(world: World, { account, region }: LambdaPlace): Collection<QueuedEvent> {
  return world.storage.collection({ service: "lambda", account, region }, "async-events");
}

/** Lambda's queue of asynchronous invocations: it answers at once and runs the function until it succeeds. */
export class EventQueue {
  readonly #world: World;
  readonly #dependencies: LambdaDependencies;
  readonly #invoker: Invoker;
  readonly #counts = new Map<string, number>();
  /** Ids of the events that this process knows of. */
  readonly #scheduled = new Set<string>();

  constructor(world: World, dependencies: LambdaDependencies, invoker: Invoker) {
    this.#world = world;
    this.#dependencies = dependencies;
    this.#invoker = invoker;
  }

  /** Takes an event in; the function runs later. */
  put(record: FunctionRecord, requestId: string, payload: string): void {
    const now = this.#world.clock.now();
    const common = { requestId, functionName: record.name, payload, acceptedAt: now, due: now };
    const nth = (this.#counts.get(record.arn) ?? 0) + 1;
    this.#counts.set(record.arn, nth);
    const isDoubled = this.#dependencies.faults?.isDoubled(record.name, nth);
    for (const id of isDoubled ? [requestId, `${requestId}/again`] : [requestId])
      this.#schedule(record, { id, ...common, attempts: 0, delays: 0 });
  }

  /** Takes up again what was accepted before a restart. */
  resume(): void {
    for (const place of this.#world.storage.places("lambda", "async-events"))
      for (const event of [...eventsOf(this.#world, place).values()])
        if (!this.#scheduled.has(event.id)) this.#schedule(place, event);
  }

  #schedule(place: LambdaPlace, event: QueuedEvent): void {
    eventsOf(this.#world, place).set(event.id, event);
    this.#scheduled.add(event.id);
    const label = `an event for ${event.functionName}`;
    this.#world.clock.at(event.due, label, () => this.#deliver(place, event));
  }

  async #deliver(place: LambdaPlace, event: QueuedEvent): Promise<void> {
    const record = functionsOf(this.#world, place).get(event.functionName);
    if (!record || this.#isTooOld(record, event)) return await this.#giveUp(place, event);
    const { requestId, payload } = event;
    let outcome: Outcome;
    try {
      outcome = await this.#invoker.invoke(record, { requestId, payload });
    } catch {
      return this.#pause(place, event);
    }
    if (!("failure" in outcome)) return this.#done(place, event);
    await this.#retry(record, { ...event, attempts: event.attempts + 1 }, outcome);
  }

  #isTooOld(record: FunctionRecord, { acceptedAt }: QueuedEvent): boolean {
    const age = this.#world.clock.now() - acceptedAt;
    return age > configOf(this.#world, record).maximumEventAge * 1000;
  }

  /** The function could not be run, for example because it is throttled. */
  #pause(place: LambdaPlace, event: QueuedEvent): void {
    const pause = Math.min(1000 * 2 ** event.delays, LONGEST_PAUSE);
    const due = this.#world.clock.now() + pause;
    this.#schedule(place, { ...event, due, delays: event.delays + 1 });
  }

  /** One minute before the first retry, two before the second (Lambda DG, invocation-retries). */
  async #retry(record: FunctionRecord, event: QueuedEvent, outcome: Outcome): Promise<void> {
    if (event.attempts > configOf(this.#world, record).maximumRetryAttempts)
      return await this.#giveUp(record, event, outcome);
    const due = this.#world.clock.now() + event.attempts * MINUTE;
    this.#schedule(record, { ...event, due });
  }

  async #giveUp(place: LambdaPlace, event: QueuedEvent, outcome?: Outcome): Promise<void> {
    this.#done(place, event);
    const record = functionsOf(this.#world, place).get(event.functionName);
    if (record) await reportFailure(this.#world, this.#dependencies, { record, event, outcome });
  }

  #done(place: LambdaPlace, { id }: QueuedEvent): void {
    this.#scheduled.delete(id);
    eventsOf(this.#world, place).delete(id);
  }
}
