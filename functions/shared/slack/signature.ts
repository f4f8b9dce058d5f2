import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Seconds } from "../../../domain/time.ts";

/** How far a request's time may be from ours, in either direction (Slack, verifying requests). */
export const WINDOW: Seconds = 300;

/** A request as it came over the wire. */
export interface SignedRequest {
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  /** The body, byte for byte. */
  readonly body: Uint8Array;
}

/** What makes a signature one of Slack's: `v0=` and HMAC-SHA256 over version, time and body. */
export function signatureOf(secret: string, timestamp: string, body: Uint8Array): string {
  const mac = createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body);
  return `v0=${mac.digest("hex")}`;
}

/** Whether one of the secrets signed it, at a time that is near; compared in constant time. */
export function isSigned(
  { timestamp = "", signature = "", body }: SignedRequest,
  secrets: readonly string[],
  now: Seconds,
): boolean {
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp)) > WINDOW) return false;
  const given = digest(signature);
  return secrets
    .map((secret) => timingSafeEqual(digest(signatureOf(secret, timestamp, body)), given))
    .includes(true);
}

/** Makes texts of any length comparable in constant time. */
const digest = (text: string) => createHash("sha256").update(text).digest();
