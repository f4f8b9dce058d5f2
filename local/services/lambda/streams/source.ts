import type { Instant } from "../../../kernel/clock.ts";

/** One record of a stream. */
export interface StreamRecord {
  readonly sequenceNumber: string;
  /** When it came into the stream. */
  readonly at: Instant;
  /** As a function gets it: eventID, eventName, dynamodb, eventSourceARN … */
  readonly event: Readonly<Record<string, unknown>>;
}

/** The streams that an event source mapping can read. */
export interface StreamSource {
  /**
   * Up to `limit` records after the one with a sequence number, oldest first; from the oldest that is
   * kept when there is none. Throws when there is no such stream.
   */
  read(streamArn: string, after: string | undefined, limit: number): readonly StreamRecord[];
  /** Sequence number of the newest record; undefined when the stream is empty. */
  newest(streamArn: string): string | undefined;
  /** Calls `wake` whenever records come in, until the returned function is called. */
  subscribe(streamArn: string, wake: () => void): () => void;
}
