import { parseDuration } from "../../domain/duration.ts";
import { type Refusal, refuse } from "../../domain/failures.ts";
import type { Term } from "../../domain/lease/lease.ts";
import { parseInstant } from "../../domain/time.ts";

/** Reads `duration` or `endsAt` of a body; undefined when neither is given. */
export function termOf(body: {
  duration?: string | undefined;
  endsAt?: string | undefined;
}): Term | Refusal | undefined {
  if (body.duration !== undefined) {
    const seconds = parseDuration(body.duration);
    if (seconds !== undefined) return { kind: "duration", seconds };
    return refuse(
      "invalid",
      `"${body.duration.slice(0, 40)}" is not an ISO 8601 duration of weeks, days, hours or minutes, such as P3D or PT90M.`,
      "duration",
    );
  }
  if (body.endsAt === undefined) return undefined;
  const at = parseInstant(body.endsAt);
  if (at !== undefined) return { kind: "until", at };
  return refuse(
    "invalid",
    `"${body.endsAt.slice(0, 40)}" is not an ISO 8601 moment with its offset, such as 2027-01-31T18:00:00Z.`,
    "endsAt",
  );
}
