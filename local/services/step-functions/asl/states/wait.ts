import * as z from "zod";
import { parsePath } from "../../../json-path/path.ts";
import { runtimeFailure } from "../failure.ts";
import { common, inAndOut, referencePath, transition } from "../fields.ts";
import { leave, numberAt, selectedInput } from "../flow.ts";
import { seen } from "../intrinsic/evaluate.ts";
import type { Behaviour, Visit } from "../visit.ts";

const HOWS = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"] as const;

export const waitState = z
  .strictObject({
    Type: z.literal("Wait"),
    ...common,
    ...transition,
    ...inAndOut,
    Seconds: z.int().nonnegative().max(99_999_999).optional(),
    SecondsPath: referencePath.optional(),
    Timestamp: z.iso.datetime({ offset: true }).optional(),
    TimestampPath: referencePath.optional(),
  })
  .refine((state) => HOWS.filter((how) => state[how] !== undefined).length === 1, {
    error: `Exactly one of ${HOWS.join(", ")} is required`,
  });

export type WaitState = z.infer<typeof waitState>;

function momentAt(text: string, visit: Visit): number {
  const value = seen(parsePath(text), visit);
  const moment = typeof value === "string" ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(moment)) return moment;
  throw runtimeFailure(`The TimestampPath parameter '${text}' does not reference a timestamp`);
}

function until(state: WaitState, visit: Visit): number {
  if (state.Timestamp !== undefined) return Date.parse(state.Timestamp);
  const seen = { ...visit, input: selectedInput(state, visit) };
  if (state.TimestampPath !== undefined) return momentAt(state.TimestampPath, seen);
  const { Seconds, SecondsPath = "$" } = state;
  const waiting = Seconds ?? numberAt("SecondsPath", SecondsPath, seen);
  return visit.now + waiting * 1_000;
}

/** Lets time pass. */
export const wait: Behaviour<WaitState> = {
  enter: (state, visit) => ({ kind: "wait", until: until(state, visit) }),
  finish: (state, visit) => leave(state, visit, selectedInput(state, visit)),
};
