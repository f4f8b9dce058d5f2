import * as z from "zod";
import type { PeopleRules } from "../../../domain/access/address.ts";
import { arn, ledgerEnvironment } from "../schemas.ts";

/** A channel, a user, a workspace as Slack names them. */
const id = z.string().regex(/^[A-Z0-9]{3,24}$/);

const trigger = z.string().max(300);

/** Whoever did something, and where. */
const doer = { team: id, user: id };

/** What somebody did in Slack, as it is handed on once it is verified. */
export const deed = z.discriminatedUnion("kind", [
  z.object({
    ...{ kind: z.literal("command"), ...doer, text: z.string() },
    ...{ responseUrl: z.string(), trigger },
  }),
  z.object({
    ...{ kind: z.literal("action"), ...doer, action: z.string(), value: z.string() },
    ...{ responseUrl: z.string().optional(), trigger, isHome: z.boolean() },
  }),
  z.object({
    ...{ kind: z.literal("submission"), ...doer, form: z.string(), about: z.string() },
    values: z.record(z.string(), z.string()),
  }),
  z.object({ kind: z.literal("home"), ...doer }),
]);

export type Deed = z.output<typeof deed>;

/** Work for the function behind the one that answers. */
export const work = z.object({
  /** The same however often it is handed on. */
  id: z.string().regex(/^[0-9a-f]{64}$/),
  sourceIp: z.string(),
  deed,
});

export type Work = z.output<typeof work>;

const peopleRules = z
  .string()
  .transform((text) => JSON.parse(text) as unknown)
  .pipe(z.object({ principal: z.string(), exceptions: z.record(z.string(), z.string()) }));

/** For functions that speak to Slack in Mayfly's name. */
export const slackEnvironment = ledgerEnvironment.extend({
  SLACK_TEAM: id,
  SLACK_API_URL: z.url(),
  SLACK_SECRET_ARN: arn,
  /** JSON */
  SLACK_PEOPLE: peopleRules.transform((rules): PeopleRules => rules),
  API_FUNCTION: z.string(),
});
