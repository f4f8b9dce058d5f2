import type * as z from "zod";
import type { PoolRules } from "../../domain/capacity/pool.ts";
import type { poolEnvironment } from "./schemas.ts";

/** The pool of this deployment, from the environment of a function. */
export const poolRulesOf = (environment: z.output<typeof poolEnvironment>): PoolRules => ({
  size: environment.POOL_SIZE,
  mostUses: environment.POOL_MOST_USES,
  longestAge: environment.POOL_LONGEST_AGE,
});
