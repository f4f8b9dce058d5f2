import type { EngineOutcome, EngineResource } from "./engine-output.ts";

// Faults of AWS or of the way to it, which may be gone a minute later. Other refusals stay: services that
// are closed to new customers, or do not exist in the Region.
const PASSING = [
  /throttl|too ?many ?requests|request ?limit ?exceeded|rate exceeded|slow ?down/i,
  /service ?unavailable|internal ?(failure|error|server|service)|status ?code: 50[0234]/i,
  /time-?d? ?out|connection reset|unexpected EOF/i,
];

const mayPass = (reason: string): boolean => PASSING.some((pattern) => pattern.test(reason));

/** What may be there unseen, because listing it failed for a reason that may pass. */
export const unlistedFor = ({ problems }: EngineOutcome): readonly EngineResource[] =>
  problems.flatMap(({ place, reason }) => {
    if (place === undefined || !mayPass(reason)) return [];
    const [region = "", type = ""] = place.split(" - ");
    return [
      { region, type, name: `${place} - not listed`, state: "would remove" as const, reason },
    ];
  });
