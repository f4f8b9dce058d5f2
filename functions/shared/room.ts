import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import * as z from "zod";
import { InvalidInput } from "../../domain/failures.ts";
import { logger } from "./observability.ts";

/**
 * The furniture of every function: its input is parsed with a schema before any work is done, and what
 * goes wrong is logged once with its cause. Failures keep their names, which state machines match.
 */
export const room = <I extends z.ZodType, O>(input: I, work: (input: z.output<I>) => Promise<O>) =>
  middy<unknown, O>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .onError(({ error }) => {
      logger.error("The function failed.", error ?? new Error("unknown"));
    })
    .handler((event) => work(parse(input, event, "input")));

/** Throws InvalidInput when the value does not match: a bug in whoever sent it. */
export function parse<T extends z.ZodType>(schema: T, value: unknown, what: string): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidInput(
    `The ${what} does not match its contract: ${z.prettifyError(parsed.error)}`,
  );
}
