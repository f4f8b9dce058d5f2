import type { Instant } from "../domain/time.ts";

/** Somebody's machine that is told events. */
export interface Receivers {
  /**
   * Sends a message. Anything but a success that comes in time is an error, a redirection too.
   *
   * @throws Error that says what was wrong
   */
  post(url: string, message: WebhookMessage): Promise<void>;
}

export interface WebhookMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Secrets that people keep in Secrets Manager. */
export interface Secrets {
  /** The present value and, while it is being rotated, the one before. */
  values(name: string): Promise<readonly string[]>;
}

/** Remembers what was told on which channel, so that nothing is told again because something ran twice. */
export interface Told {
  wasTold(channel: string, eventId: string): Promise<boolean>;
  remember(channel: string, eventId: string, at: Instant): Promise<void>;
}

/** A queue from which a message comes again when it is not dealt with. */
export interface Redelivery {
  /** Lets it come again after so many seconds, at most 43,200. */
  later(queueArn: string, receipt: string, seconds: number): Promise<void>;
}
