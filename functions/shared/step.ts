import type * as z from "zod";
import { logger } from "./observability.ts";
import { parse, room } from "./room.ts";

/** What goes into a step, what comes out, and what its environment must hold. */
export interface Contract<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I;
  readonly output: O;
  readonly environment: z.ZodType;
}

/** Which lease or account a line of the log is about. */
const SUBJECTS = ["leaseId", "accountKey", "attempt"];

/** A step of a state machine: its output is checked too, and every line of its log names its subject. */
export const step = <I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  work: (input: z.output<I>) => Promise<z.input<O>>,
) =>
  room(contract.input, async (input) => {
    logger.appendKeys(subjectOf(input as Record<string, unknown>));
    const output = parse(contract.output, await work(input), "output");
    logger.info("The step is done.", { output });
    return output;
  });

const subjectOf = (input: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(input).filter(([key]) => SUBJECTS.includes(key)));
