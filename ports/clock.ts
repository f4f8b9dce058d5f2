import type { Instant } from "../domain/time.ts";

/** What time it is. */
export interface Clock {
  now(): Instant;
}
