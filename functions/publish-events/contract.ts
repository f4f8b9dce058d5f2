import * as z from "zod";

const record = z.object({
  dynamodb: z.object({
    SequenceNumber: z.string(),
    /** The new item in DynamoDB's own form. */
    NewImage: z.record(z.string(), z.unknown()),
  }),
});

/** A batch of the ledger's stream: only events that are to be published pass the filter of its mapping. */
export const input = z.object({ Records: z.array(record) });

export const environment = z.object({ EVENT_BUS: z.string() });
