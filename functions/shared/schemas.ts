import * as z from "zod";
import {
  type AccountId,
  type AccountKey,
  isAccountId,
  isAccountKey,
  isLeaseId,
  type LeaseId,
} from "../../domain/ids.ts";

/** Identifiers and environment variables that many contracts share. */

export const leaseId = z.custom<LeaseId>((value) => typeof value === "string" && isLeaseId(value), {
  error: "is not the id of a lease, which looks like l-4f0a8c2e6b9d1f37",
});

export const accountKey = z.custom<AccountKey>(
  (value) => typeof value === "string" && isAccountKey(value),
  {
    error: "is not the key of an account: 10 lowercase letters and digits",
  },
);

export const accountId = z.custom<AccountId>(
  (value) => typeof value === "string" && isAccountId(value),
  {
    error: "is not the number of an AWS account: 12 digits",
  },
);

/**
 * Input of every step of a teardown: the attempt fences off executions that were given up, and the lease those of
 * an earlier lease, whose attempts were counted from 1 too.
 */
export const teardownInput = z.object({ accountKey, leaseId, attempt: z.int().positive() });

export type TeardownInput = z.output<typeof teardownInput>;

/** Input of every step of a vend. */
export const leaseInput = z.object({ leaseId });

export type LeaseInput = z.output<typeof leaseInput>;

/** Input of a step that creates an account: for a lease, or for the pool. */
export const creationInput = z.union([leaseInput, z.object({ accountKey })]);

export type CreationInput = z.output<typeof creationInput>;

/** Output of a step whose only result is in the ledger. */
export const nothing = z.strictObject({});

/** What an earlier call of the same step asked IAM Identity Center for. */
export const earlierAssignment = z.object({ requestId: z.string().optional() }).optional();

/** Whether to confirm what IAM Identity Center was asked for, and by which id. */
export const assignmentOutput = z.discriminatedUnion("next", [
  z.strictObject({ next: z.literal("go-on") }),
  z.strictObject({ next: z.literal("confirm"), requestId: z.string() }),
]);

/** A batch of the ledger's stream; the filter of a mapping says which records are in it. */
export const ledgerRecords = z.object({
  Records: z.array(
    z.object({
      dynamodb: z.object({
        SequenceNumber: z.string(),
        /** The new item in DynamoDB's own form. */
        NewImage: z.record(z.string(), z.unknown()),
      }),
    }),
  ),
});

export const arn = z.string().startsWith("arn:");

export const ledgerEnvironment = z.object({ LEDGER_TABLE: z.string() });
export const brokerEnvironment = z.object({
  BROKER_ROLE_ARN: arn,
  AWS_LAMBDA_FUNCTION_NAME: z.string(),
});
export const childEnvironment = z.object({ BROKER_ROLE_ARN: arn, ACCESS_ROLE_NAME: z.string() });
export const namingEnvironment = z.object({ PREFIX: z.string() });

/** How many accounts of ours the organization has room for. */
export const slotsEnvironment = z.object({ ACCOUNT_SLOTS: z.coerce.number().int().nonnegative() });

/** How clean accounts are kept ready; ages are seconds. */
export const poolEnvironment = slotsEnvironment.extend({
  POOL_SIZE: z.coerce.number().int().nonnegative(),
  POOL_MOST_USES: z.coerce.number().int().positive(),
  POOL_LONGEST_AGE: z.coerce.number().positive(),
});

/** What is needed to give an account to whoever waits for one: how new ones are named, and how many fit. */
export const claimEnvironment = namingEnvironment
  .extend({ EMAIL_PATTERN: z.string().includes("{key}") })
  .extend(slotsEnvironment.shape);

/** What the rails compare with; the denylist is numbers separated by commas. */
export const fencesEnvironment = z.object({
  MANAGEMENT_ACCOUNT_ID: accountId,
  VENDING_ACCOUNT_ID: accountId,
  DENYLIST: z.string().transform((text) => (text === "" ? [] : (text.split(",") as AccountId[]))),
  QUARANTINE_UNIT_ID: z.string(),
  PREFIX: z.string(),
});
