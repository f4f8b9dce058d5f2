import * as z from "zod";
import type { Principal } from "../../domain/ids.ts";
import { slackEnvironment } from "../shared/slack/schemas.ts";

const record = z.object({
  dynamodb: z.object({
    SequenceNumber: z.string(),
    /** The new item in DynamoDB's own form. */
    NewImage: z.record(z.string(), z.unknown()),
  }),
});

/** A batch of the ledger's stream: only events of leases that are told in Slack pass the filter. */
export const input = z.object({ Records: z.array(record) });

/** What of an event is told. */
export const leaseHappening = z.object({
  id: z.string(),
  event: z.object({
    type: z.string(),
    by: z.string(),
    leaseId: z.string(),
    owner: z.string().transform((arn) => arn as Principal),
  }),
});

export type LeaseHappening = z.output<typeof leaseHappening>;

export const environment = slackEnvironment.extend({
  /** Empty when nobody is told of requests. */
  APPROVERS_CHANNEL: z.string(),
});
