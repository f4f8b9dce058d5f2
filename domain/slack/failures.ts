import { Breakage, Busy } from "../failures.ts";

/** Slack has no time for us or cannot be reached; `details.retryAfter` is in seconds. No step waits for it. */
export class SlackBusy extends Busy {
  override readonly name = "SlackBusy";
}

/** Slack says no; `details.error` is its word for it. */
export class SlackRefused extends Breakage {
  override readonly name = "SlackRefused";
}
