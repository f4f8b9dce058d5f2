import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as z from "zod";
import { flawOf } from "../domain/account/naming.ts";
import { DEFAULT_ACCOUNT_QUOTA } from "../domain/capacity/limits.ts";
import { formatDuration } from "../domain/duration.ts";
import type { AccountId } from "../domain/ids.ts";
import type { LeaseTemplate } from "../domain/template/template.ts";
import { DAY, HOUR, MINUTE, type Seconds } from "../domain/time.ts";
import { duration, region, template, who } from "./lease-template.ts";
import { notifications } from "./notifications.ts";
import { nukeSettings } from "./nuke-settings.ts";

const accountId = z
  .string()
  .regex(/^\d{12}$/, "is not the number of an AWS account: 12 digits")
  .transform((text) => text as AccountId);

/** Half a year: what no nuke finds adds up. */
const POOL_AGE = 180 * DAY;

const templates = z
  .array(template)
  .min(1, "names no lease template: nobody could request an account")
  .refine(
    (all) => new Set(all.map(({ name }) => name)).size === all.length,
    "has two lease templates of one name",
  );

/** Everywhere that people are named. */
function namedIn({ people, templates: all }: Named): [(string | number)[], readonly string[]][] {
  const { administrators, approvers, auditors } = people;
  return [
    [["people", "administrators"], administrators],
    [["people", "approvers"], approvers],
    [["people", "auditors"], auditors],
    ...all.flatMap((each, index): [(string | number)[], readonly string[]][] => [
      [["templates", index, "users"], each.users ?? []],
      [["templates", index, "codes", "organizers"], each.codes?.organizers ?? []],
      [["templates", index, "approvers", "approvers"], each.approvers?.approvers ?? []],
      [["templates", index, "approvers", "substitutes"], each.approvers?.substitutes ?? []],
    ]),
  ];
}

interface Named {
  readonly people: Readonly<Record<"administrators" | "approvers" | "auditors", readonly string[]>>;
  readonly templates: readonly LeaseTemplate[];
}

/** `mayfly` in Slack; without it nothing of it is deployed. */
const slack = z.strictObject({
  team: z.string().regex(/^T[A-Z0-9]{2,23}$/, "is not the id of a workspace, such as T012AB3CD"),
  principal: z
    .string()
    .regex(
      /^arn:aws[\w-]*:(iam|sts)::\d{12}:[^{}*]*\{email\}[^{}*]*$/,
      "is not an ARN with {email} where the person is named",
    ),
  exceptions: z
    .record(z.email().toLowerCase(), z.string().regex(/^arn:aws[\w-]*:(iam|sts)::\d{12}:[^*]+$/))
    .default({}),
  approversChannel: z
    .string()
    .regex(/^[CG][A-Z0-9]{2,23}$/, "is not the id of a channel, such as C012AB3CD")
    .optional(),
  // GovSlack has another one.
  apiUrl: z.url({ protocol: /^https$/ }).default("https://slack.com/api"),
});

/** How often something is done again and again. */
function recurring({ least, most, usual }: Record<"least" | "most" | "usual", Seconds>) {
  const every = duration.refine(
    (seconds) => seconds >= least && seconds <= most,
    `is not ${formatDuration(least)} to ${formatDuration(most)}`,
  );
  return z.strictObject({ every: every.default(usual) }).default({ every: usual });
}

const schema = z
  .strictObject({
    prefix: z.string().default("mayfly"),
    region,
    // Outside of them owners of leased accounts can do nothing; everywhere when absent.
    regions: z.array(region).min(1, "names no Region: leave it out").exactOptional(),
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
        .array(who)
        .min(1, "names nobody: accounts in attention would have no keeper"),
      approvers: z.array(who).default([]),
      auditors: z.array(who).default([]),
    }),
    // Its people get an API of their own, and call it with a token instead of a signature.
    identityProvider: z
      .strictObject({
        issuer: z.url({ protocol: /^https$/, error: "is not an https:// address" }),
        audience: z.array(z.string().min(1)).min(1, "names no audience: any token would do"),
        scopes: z.array(z.string().min(1)).default([]),
        personClaim: z.string().min(1).default("sub"),
        groupsClaim: z.string().min(1).default("groups"),
      })
      .optional(),
    templates,
    pool: z
      .strictObject({
        size: z.int().min(0).max(100).default(0),
        mostUses: z.int().min(1).max(1_000).default(50),
        longestAge: duration.default(POOL_AGE),
      })
      .default({ size: 0, mostUses: 50, longestAge: POOL_AGE }),
    nuke: nukeSettings.prefault({}),
    sweep: recurring({ least: MINUTE, most: 6 * HOUR, usual: 15 * MINUTE }),
    reconcile: recurring({ least: HOUR, most: DAY, usual: 6 * HOUR }),
    spend: recurring({ least: HOUR, most: DAY, usual: 8 * HOUR }),
    notifications: notifications.exactOptional(),
    alarms: z.strictObject({ email: z.email().optional() }).default({}),
    slack: slack.optional(),
  })
  .superRefine(({ prefix, accounts }, context) => {
    const flaw = flawOf({ prefix, emailPattern: accounts.emailPattern });
    if (flaw === undefined) return;
    const path = flaw.field === "prefix" ? ["prefix"] : ["accounts", "emailPattern"];
    context.addIssue({ code: "custom", path, message: flaw.message });
  })
  .superRefine(({ regions, templates: all }, context) => {
    for (const [index, each] of all.entries()) {
      const outside = each.regions?.find((name) => regions?.includes(name) === false);
      if (outside !== undefined)
        context.addIssue({
          ...{ code: "custom", path: ["templates", index, "regions"] },
          message: `names ${outside}, where the deployment's regions let nobody work`,
        });
    }
  })
  .superRefine((all, context) => {
    if (all.identityProvider !== undefined) return;
    for (const [path, names] of namedIn(all)) {
      const unknown = names.find((name) => !name.startsWith("arn:"));
      if (unknown !== undefined)
        context.addIssue({
          ...{ code: "custom", path: [...path] },
          message: `names ${unknown}, of whom only an identityProvider could tell; there is none`,
        });
    }
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

/** Whether any template knows one-time codes: only then there is a door that everybody can knock at. */
export const knowsCodes = ({ templates: all }: Configuration): boolean =>
  all.some(({ codes }) => codes !== undefined);

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
