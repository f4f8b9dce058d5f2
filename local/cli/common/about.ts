import type { Person } from "../../cloud/people.ts";
import type { MadeUser } from "../../identity/first-credentials.ts";

/** What a running cloud says of itself at `/_local/cloud`. */
export interface About {
  /** Its present time, ISO 8601. */
  readonly time: string;
  /** The Region that Mayfly runs in. */
  readonly region: string;
  /** First part of every name that Mayfly gives. */
  readonly prefix: string;
  readonly people: Readonly<Record<Person, MadeUser>>;
}
