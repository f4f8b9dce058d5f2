import * as z from "zod";

/**
 * Reads a function's environment once, when it starts, and refuses to start without it: a missing
 * variable is a fault of the deployment, not of the request that happens to find it.
 */
export function readEnvironment<T extends z.ZodType>(schema: T): z.output<T> {
  const environment = schema.safeParse(process.env);
  if (environment.success) return environment.data;
  throw new Error(`The environment is not complete:\n${z.prettifyError(environment.error)}`);
}
