import { Logger } from "@aws-lambda-powertools/logger";

/** Structured logs of every function; a step adds the lease or account that it works on. */
export const logger = new Logger({ serviceName: "mayfly" });
