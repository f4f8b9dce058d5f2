import * as z from "zod";
import type { IdentityProvider } from "../../domain/access/person.ts";
import { SUMS } from "../../domain/report/lease-row.ts";
import { parseInstant } from "../../domain/time.ts";
import { isTimeZone } from "../../domain/zone.ts";
import {
  accountId,
  brokerEnvironment,
  ledgerEnvironment,
  namingEnvironment,
  slotsEnvironment,
} from "../shared/schemas.ts";

/** The longest body that is read, in bytes. */
export const LONGEST_BODY = 64 * 1024;

export const LONGEST_PURPOSE = 500;
export const LONGEST_REASON = 500;

/** What of API Gateway's event (HTTP API, payload 2.0) is used, whoever calls. */
export const visit = z.object({
  routeKey: z.string(),
  rawPath: z.string(),
  headers: z.record(z.string(), z.string()).default({}),
  pathParameters: z.record(z.string(), z.string()).default({}),
  queryStringParameters: z.record(z.string(), z.string()).default({}),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({
    requestId: z.string(),
    http: z.object({ sourceIp: z.string() }),
  }),
});

/** The same with what the authorizer, IAM's or that of tokens, has found out of the caller. */
export const input = visit.extend({
  requestContext: visit.shape.requestContext.extend({
    authorizer: z.union([
      z.object({ iam: z.object({ userArn: z.string().startsWith("arn:") }) }),
      z.object({ jwt: z.object({ claims: z.record(z.string(), z.string()) }) }),
    ]),
  }),
});

/** Comes as JSON; empty where everybody signs with IAM. */
const provider = z
  .string()
  .transform((text) => (text === "" ? undefined : (JSON.parse(text) as unknown)))
  .pipe(z.object({ issuer: z.url(), personClaim: z.string(), groupsClaim: z.string() }).optional());

/** The identity provider of a function that answers an API, as its environment has it. */
export function providerOf({
  BROKER_ROLE_ARN: role,
  IDENTITY_PROVIDER: known,
}: Pick<z.output<typeof environment>, "BROKER_ROLE_ARN" | "IDENTITY_PROVIDER">): {
  readonly provider?: IdentityProvider;
} {
  const [, partition = "aws"] = role.split(":");
  return known === undefined ? {} : { provider: { ...known, partition } };
}

/** Lists of patterns come as JSON. */
const patterns = z
  .string()
  .transform((text) => JSON.parse(text) as unknown)
  .pipe(z.array(z.string()));

export const environment = ledgerEnvironment
  .extend(namingEnvironment.shape)
  .extend(slotsEnvironment.shape)
  .extend(brokerEnvironment.shape)
  .extend({
    APPROVERS: patterns,
    ADMINISTRATORS: patterns,
    AUDITORS: patterns,
    REGION: z.string(),
    REPORTS_BUCKET: z.string(),
    VENDING_ACCOUNT_ID: accountId,
    IDENTITY_PROVIDER: provider,
  });

const purpose = z
  .string({ error: "is missing: say in a sentence what the account is for" })
  .trim()
  .min(1, "is empty: say in a sentence what the account is for")
  .max(LONGEST_PURPOSE, `is longer than ${LONGEST_PURPOSE} characters`);

const reason = z
  .string({ error: "is missing: the owner wants to know why" })
  .trim()
  .min(1, "is empty: the owner wants to know why")
  .max(LONGEST_REASON, `is longer than ${LONGEST_REASON} characters`);

const wholeDollars = z.int({ error: "is not a whole number of US dollars" });

/** Body of `POST /v1/leases`. */
export const leaseRequest = z
  .strictObject({
    template: z.string({ error: "is missing: name one of GET /v1/lease-templates" }),
    purpose,
    duration: z.string().optional(),
    endsAt: z.string().optional(),
    budget: wholeDollars.optional(),
    timeZone: z
      .string()
      .refine(isTimeZone, "is not the name of a time zone, such as Europe/Berlin")
      .optional(),
  })
  .refine((body) => body.duration === undefined || body.endsAt === undefined, {
    path: ["endsAt"],
    error: "cannot be given together with duration",
  });

/** Body of `POST /v1/leases/{id}/extend`. */
export const extension = z
  .strictObject({ duration: z.string().optional(), endsAt: z.string().optional() })
  .refine((body) => (body.duration === undefined) !== (body.endsAt === undefined), {
    path: ["duration"],
    error: "or endsAt must be given, and not both",
  });

/** Body of `POST /v1/leases/{id}/approve`: may be left out. */
export const approval = z.strictObject({ reason: reason.optional() });

/** Body of `POST /v1/leases/{id}/unfreeze`. */
export const unfreezing = z.strictObject({ budget: wholeDollars.optional() });

/** Body of `POST /v1/leases/{id}/deny`. */
export const denial = z.strictObject({ reason });

/** Body of `POST /v1/accounts/{key}/quarantine`. */
export const quarantine = z.strictObject({
  reason: z
    .string({ error: "is missing: whoever finds the account wants to know why" })
    .trim()
    .min(1, "is empty: whoever finds the account wants to know why")
    .max(LONGEST_REASON, `is longer than ${LONGEST_REASON} characters`),
});

/** More would not fit the transaction that writes them: 100 items (DynamoDB Developer Guide, "Quotas"). */
export const LARGEST_BATCH = 90;

/** Body of `POST /v1/codes`. */
export const codesRequest = z.strictObject({
  course: z
    .string({ error: "is missing: name the event or course" })
    .regex(
      /^[a-z][a-z0-9-]{1,39}$/,
      "is not 2 to 40 lowercase letters, digits and dashes, a letter first",
    ),
  template: z.string({ error: "is missing: name a lease template that knows codes" }),
  number: z
    .int({ error: "is not a whole number" })
    .min(1, "is less than 1")
    .max(LARGEST_BATCH, `is more than ${LARGEST_BATCH}: ask again for more codes of the course`),
  endsAt: z.string({ error: "is missing: say when the course ends" }),
  budget: wholeDollars.optional(),
});

/** Query of `DELETE /v1/codes/{course}`: what becomes of the leases that there are. */
export const withdrawal = z.strictObject({ leases: z.enum(["keep", "end"]).default("keep") });

/** Body of `POST /v1/leases/{id}/credentials`. */
export const credentialsRequest = z.strictObject({ duration: z.string().optional() });

/** Body of `POST /v1/leases/{id}/console`. */
export const consoleRequest = credentialsRequest.extend({
  destination: z.string().max(2_048, "is longer than 2048 characters").optional(),
});

export const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,128}$/, "is not 1 to 128 printable ASCII characters");

const OPTIONAL_PAGE = {
  limit: z.coerce
    .number({ error: "is not a number from 1 to 100" })
    .int("is not a whole number")
    .min(1, "is less than 1")
    .max(100, "is more than 100")
    .default(25),
  cursor: z.string().max(2_048).optional(),
};

export const STATUSES = [
  "requested",
  "vending",
  "active",
  "ending",
  "ended",
  "denied",
  "cancelled",
  "failed",
] as const;
export const ACCOUNT_STATUSES = [
  ...(["creating", "preparing", "available", "leased", "quarantined"] as const),
  ...(["nuking", "closing", "closed", "gone", "attention"] as const),
] as const;

/** Query of `GET /v1/leases`: without a status, mine; with one, everybody's for those who may see them. */
export const leaseList = z.strictObject({ ...OPTIONAL_PAGE, status: z.enum(STATUSES).optional() });

const moment = z.string().transform((text, context) => {
  const at = parseInstant(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  if (at !== undefined) return at;
  context.addIssue({
    code: "custom",
    message: "is not a day such as 2026-12-01, nor a moment with its offset",
  });
  return z.NEVER;
});

/** Query of `GET /v1/reports/leases`: from a day on, up to another, which does not belong to it. */
export const leaseReport = z.strictObject({
  ...OPTIONAL_PAGE,
  from: moment.optional(),
  to: moment.optional(),
  format: z.enum(["json", "csv"]).default("json"),
  by: z.enum(SUMS).optional(),
});

export const eventList = z.strictObject(OPTIONAL_PAGE);

/** Query of `GET /v1/codes`. */
export const courseList = z.strictObject(OPTIONAL_PAGE);

/** Query of `GET /v1/access`. */
export const accessList = z.strictObject(OPTIONAL_PAGE);

/** Query of `GET /v1/accounts`. */
export const accountList = z.strictObject({ ...OPTIONAL_PAGE, status: z.enum(ACCOUNT_STATUSES) });
