import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as z from "zod";
import { flawOf } from "../domain/account/naming.ts";
import type { PolicyReference } from "../domain/baseline/baseline.ts";
import { DEFAULT_ACCOUNT_QUOTA } from "../domain/capacity/limits.ts";
import { parseDuration } from "../domain/duration.ts";
import type { AccountId } from "../domain/ids.ts";
import type { LeaseTemplate } from "../domain/template/template.ts";
import { DAY, HOUR, MINUTE } from "../domain/time.ts";
import { policyReference } from "./baseline/schema.ts";
import { baselineNames, baselines } from "./baselines.ts";

const accountId = z
  .string()
  .regex(/^\d{12}$/, "is not the number of an AWS account: 12 digits")
  .transform((text) => text as AccountId);

const principalPattern = z
  .string()
  .regex(
    /^arn:aws[\w-]*:(iam|sts)::[\d*]+:.+$/,
    "is not the ARN of an IAM principal, in which * stands for anything",
  );

const duration = z.string().transform((text, context) => {
  const seconds = parseDuration(text);
  if (seconds !== undefined && seconds > 0) return seconds;
  context.addIssue({
    code: "custom",
    message: `"${text}" is not an ISO 8601 duration such as P3D or PT8H`,
  });
  return z.NEVER;
});

/** Half a year: what no nuke finds adds up. */
const POOL_AGE = 180 * DAY;

const managedPolicy = z
  .string()
  .regex(/^arn:aws[\w-]*:iam::(aws|\d{12}):policy\/.+$/, "is not the ARN of a managed policy");

const isPolicyOf = (name: string, reference: PolicyReference | undefined): boolean =>
  reference === undefined ||
  "arn" in reference ||
  baselines.some(
    (each) => each.name === name && each.policies.some((has) => has.name === reference.policy),
  );

const template = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,39}$/, "is not 1 to 40 lowercase letters, digits and dashes"),
    description: z.string().min(1).max(500),
    duration: z.strictObject({ default: duration, longest: duration }),
    extensions: z.int().min(0).max(100).default(3),
    approval: z.enum(["none", "always"]).default("none"),
    leasesAtOnce: z.int().min(1).max(1_000).default(2),
    budget: z.strictObject({ default: z.int().positive(), limit: z.int().positive() }),
    warnings: z.array(duration).max(10).default([259_200, 86_400, 3_600]),
    disposition: z.enum(["close", "recycle", "auto"]).default("close"),
    baseline: z.enum(baselineNames).default("standard"),
    drift: z.enum(["report", "repair"]).default("report"),
    // IAM's default quota of managed policies on a role.
    accessPolicies: z.array(managedPolicy).min(1).max(20),
    sourceIdentity: z.boolean().default(true),
    requireMfa: z.strictObject({ maxAge: duration.exactOptional() }).exactOptional(),
    permissionsBoundary: policyReference.exactOptional(),
  })
  .refine(({ baseline, permissionsBoundary: bound }) => isPolicyOf(baseline, bound), {
    path: ["permissionsBoundary"],
    error: "names a policy that the template's baseline has not",
  })
  .refine((each) => each.duration.default <= each.duration.longest, {
    path: ["duration", "default"],
    error: "is longer than duration.longest",
  })
  .refine((each) => each.budget.default <= each.budget.limit, {
    path: ["budget", "default"],
    error: "is over budget.limit",
  })
  .transform((each) => each satisfies LeaseTemplate);

const templates = z
  .array(template)
  .min(1, "names no lease template: nobody could request an account")
  .refine(
    (all) => new Set(all.map(({ name }) => name)).size === all.length,
    "has two lease templates of one name",
  );

const schema = z
  .strictObject({
    prefix: z.string().default("mayfly"),
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "is not the name of an AWS Region"),
    organization: z.strictObject({
      managementAccountId: accountId,
      vendingAccountId: accountId,
      rootId: z
        .string()
        .regex(/^r-[0-9a-z]{4,32}$/, "is not the id of an organization's root, such as r-ab12"),
      accessRoleName: z
        .string()
        .regex(/^[\w+=,.@-]{1,64}$/, "is not the name of a role")
        .default("OrganizationAccountAccessRole"),
      // What Service Quotas shows for AWS Organizations as "Default maximum number of accounts".
      accountQuota: z.int().min(1).max(50_000).default(DEFAULT_ACCOUNT_QUOTA),
      // The management account and the one that Mayfly runs in are among them.
      otherAccounts: z.int().min(1).optional(),
    }),
    accounts: z.strictObject({
      emailPattern: z.string(),
      denylist: z.array(accountId).default([]),
    }),
    people: z.strictObject({
      administrators: z
        .array(principalPattern)
        .min(1, "names nobody: accounts in attention would have no keeper"),
      approvers: z.array(principalPattern).default([]),
    }),
    templates,
    pool: z
      .strictObject({
        size: z.int().min(0).max(100).default(0),
        mostUses: z.int().min(1).max(1_000).default(50),
        longestAge: duration.default(POOL_AGE),
      })
      .default({ size: 0, mostUses: 50, longestAge: POOL_AGE }),
    nuke: z.strictObject({
      engine: z.strictObject({
        location: z.string().regex(/^(s3|https):\/\/.+/, "is not an s3:// or https:// address"),
        sha256: z.string().regex(/^[0-9a-f]{64}$/, "is not a SHA-256 in hexadecimal"),
      }),
      passes: z.int().min(1).max(20).default(5),
    }),
    sweep: z
      .strictObject({
        every: duration
          .refine((seconds) => seconds >= MINUTE && seconds <= 6 * HOUR, "is not PT1M to PT6H")
          .default(15 * MINUTE),
      })
      .default({ every: 15 * MINUTE }),
    reconcile: z
      .strictObject({
        every: duration
          .refine((seconds) => seconds >= HOUR && seconds <= DAY, "is not PT1H to P1D")
          .default(6 * HOUR),
      })
      .default({ every: 6 * HOUR }),
    alarms: z.strictObject({ email: z.email().optional() }).default({}),
  })
  .superRefine(({ prefix, accounts }, context) => {
    const flaw = flawOf({ prefix, emailPattern: accounts.emailPattern });
    if (flaw === undefined) return;
    const path = flaw.field === "prefix" ? ["prefix"] : ["accounts", "emailPattern"];
    context.addIssue({ code: "custom", path, message: flaw.message });
  });

/** What a deployment is made from, checked and with every default filled in. */
export type Configuration = z.output<typeof schema>;

/** What one writes in `mayfly.config.ts`. */
export type ConfigurationInput = z.input<typeof schema>;

/** Gives the configuration its type, so that the editor knows every member. */
export const defineConfiguration = (input: ConfigurationInput): ConfigurationInput => input;

/** Checks a configuration. Throws an error that names every wrong member and says what is wrong with it. */
export function checkConfiguration(input: unknown): Configuration {
  const checked = schema.safeParse(input);
  if (checked.success) return checked.data;
  const flaws = checked.error.issues.map(
    (issue) => `  ${issue.path.join(".") || "configuration"}: ${issue.message}`,
  );
  throw new Error(`The configuration is not valid:\n${flaws.join("\n")}`);
}

/** How many accounts of Mayfly's the organization has room for: what its quota leaves beside the others. */
export function accountSlots({ organization }: Configuration): number {
  const { managementAccountId, vendingAccountId, accountQuota } = organization;
  const ours = new Set([managementAccountId, vendingAccountId]).size;
  return Math.max(0, accountQuota - (organization.otherAccounts ?? ours));
}

const ROOT = join(import.meta.dirname, "..");
const OWN = "mayfly.config.ts";
const EXAMPLE = "mayfly.config.example.ts";

/** Reads `mayfly.config.ts`; without one, the example, whose account numbers deploy nowhere. */
export async function readConfiguration(): Promise<Configuration> {
  const file = existsSync(join(ROOT, OWN)) ? OWN : EXAMPLE;
  const { default: input } = (await import(pathToFileURL(join(ROOT, file)).href)) as {
    default: unknown;
  };
  return checkConfiguration(input);
}
