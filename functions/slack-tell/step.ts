import { unmarshall } from "@aws-sdk/util-dynamodb";
import type * as z from "zod";
import { Busy } from "../../domain/failures.ts";
import { SlackRefused } from "../../domain/slack/failures.ts";
import type { BatchAnswer } from "../shared/batch-answer.ts";
import { logger } from "../shared/observability.ts";
import type { input, LeaseHappening } from "./contract.ts";
import { leaseHappening } from "./contract.ts";

export interface TellPorts {
  readonly tell: (happening: LeaseHappening) => Promise<void>;
  /** Lets so many seconds pass. */
  readonly pause: (seconds: number) => Promise<void>;
}

/** Seconds for which a batch waits at most before the stream tries again by itself. */
const LONGEST_PAUSE = 30;

/**
 * Tells of what happened, in order. When Slack has no time, it is left alone as long as it asked for, and
 * the stream comes again with the rest: what is told waits, and no lease does. What Slack refuses for good
 * is logged, and the next is told.
 */
export const tellAll =
  ({ tell, pause }: TellPorts) =>
  async ({ Records }: z.output<typeof input>): Promise<BatchAnswer> => {
    for (const { dynamodb } of Records)
      try {
        await tell(happeningOf(dynamodb.NewImage));
      } catch (error) {
        if (error instanceof SlackRefused) {
          logger.error("Slack did not take a message.", error);
          continue;
        }
        if (!(error instanceof Busy)) throw error;
        const { retryAfter = 1 } = error.details;
        await pause(Math.min(Number(retryAfter), LONGEST_PAUSE));
        return { batchItemFailures: [{ itemIdentifier: dynamodb.SequenceNumber }] };
      }
    return { batchItemFailures: [] };
  };

const happeningOf = (image: Readonly<Record<string, unknown>>): LeaseHappening =>
  leaseHappening.parse(unmarshall(image as Parameters<typeof unmarshall>[0]));
