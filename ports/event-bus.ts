import type { DomainEvent } from "../domain/events.ts";

/** A domain event with the identity by which its receivers recognise a repetition. */
export interface PublishedEvent extends DomainEvent {
  readonly id: string;
  /** Of its published schema. */
  readonly version: number;
}

/** Tells the world. */
export interface EventBus {
  /** Publishes the events; answers the ids of those that were not taken. */
  publish(events: readonly PublishedEvent[]): Promise<readonly string[]>;
}
