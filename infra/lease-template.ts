import * as z from "zod";
import type { PolicyReference } from "../domain/baseline/baseline.ts";
import { formatDuration, parseDuration } from "../domain/duration.ts";
import { PATIENCE, REMINDERS, SUBSTITUTES_AFTER } from "../domain/template/approval.ts";
import type { LeaseTemplate } from "../domain/template/template.ts";
import { WEEKDAYS } from "../domain/template/working-hours.ts";
import { parseInstant } from "../domain/time.ts";
import { isTimeZone } from "../domain/zone.ts";
import { policyReference } from "./baseline/schema.ts";
import { baselineNames, baselines } from "./baselines.ts";
import { type Contradiction, contradictionsOfWays } from "./contradictions-of-ways.ts";
import { spendRules } from "./spend-rules.ts";
import { identityCenter } from "./ways-in.ts";

export const duration = z.string().transform((text, context) => {
  const seconds = parseDuration(text);
  if (seconds !== undefined && seconds > 0) return seconds;
  context.addIssue({
    code: "custom",
    message: `"${text}" is not an ISO 8601 duration such as P3D or PT8H`,
  });
  return z.NEVER;
});

/** Who is meant: a principal of IAM, a person of the identity provider, a group, a verified address. */
export const who = z
  .string()
  .regex(
    /^(arn:aws[\w-]*:(iam|sts)::[\d*]+:.+|person:.+|group:\S.*|email:[^\s@]+@[^\s@]+)$/,
    "is not the ARN of an IAM principal, in which * stands for anything, nor person:…, group:… or email:…",
  );

export const region = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "is not the name of an AWS Region");

const instant = z.string().transform((text, context) => {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  context.addIssue({
    code: "custom",
    message: `"${text}" is not an ISO 8601 moment with its offset, such as 2027-03-31T18:00:00Z`,
  });
  return z.NEVER;
});

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "is not a time of day such as 09:00")
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

const workingHours = z
  .strictObject({
    days: z.array(z.enum(WEEKDAYS)).min(1).default(["mon", "tue", "wed", "thu", "fri"]),
    from: timeOfDay,
    to: timeOfDay,
    timeZone: z
      .string()
      .refine(isTimeZone, "is not the name of a time zone, such as Europe/Berlin")
      .default("UTC"),
    moveEnds: z.boolean().default(false),
  })
  .refine(({ from, to }) => from < to, { path: ["to"], error: "is not later than from" });

const dollars = z.int().positive();

const approval = z.union([
  z.enum(["none", "always"]),
  z.strictObject({
    above: z
      .strictObject({ duration: duration.exactOptional(), budget: dollars.exactOptional() })
      .refine(
        (above) => above.duration !== undefined || above.budget !== undefined,
        "says above which duration or which budget: neither is there",
      ),
  }),
]);

const approvers = z.strictObject({
  approvers: z.array(who).exactOptional(),
  substitutes: z.array(who).min(1, "names nobody: leave it out").exactOptional(),
  substitutesAfter: duration.exactOptional(),
  patience: duration.exactOptional(),
  reminders: z.array(duration).max(10).exactOptional(),
});

const managedPolicy = z
  .string()
  .regex(/^arn:aws[\w-]*:iam::(aws|\d{12}):policy\/.+$/, "is not the ARN of a managed policy");

const isPolicyOf = (name: string, reference: PolicyReference | undefined): boolean =>
  reference === undefined ||
  "arn" in reference ||
  baselines.some(
    (each) => each.name === name && each.policies.some((has) => has.name === reference.policy),
  );

const members = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, "is not 1 to 40 lowercase letters, digits and dashes"),
  description: z.string().min(1).max(500),
  users: z
    .array(who)
    .min(1, "names nobody: leave it out when everybody may use the template")
    .exactOptional(),
  duration: z.strictObject({ default: duration, longest: duration }),
  extensions: z.int().min(0).max(100).default(3),
  longestExtension: duration.exactOptional(),
  latestEnd: instant.exactOptional(),
  approval: approval.default("none"),
  approvers: approvers.exactOptional(),
  leasesAtOnce: z.int().min(1).max(1_000).default(2),
  leasesInAll: z.int().min(1).max(50_000).exactOptional(),
  budget: z.strictObject({ default: dollars, limit: dollars }),
  spend: spendRules.exactOptional(),
  warnings: z.array(duration).max(10).default([259_200, 86_400, 3_600]),
  workingHours: workingHours.exactOptional(),
  freezeBefore: duration.exactOptional(),
  disposition: z.enum(["close", "recycle", "auto"]).default("close"),
  coolDown: duration.exactOptional(),
  regions: z.array(region).min(1, "names no Region: leave it out").exactOptional(),
  baseline: z.enum(baselineNames).default("standard"),
  drift: z.enum(["report", "repair"]).default("report"),
  // IAM's default quota of managed policies on a role.
  accessPolicies: z.array(managedPolicy).min(1).max(20),
  sourceIdentity: z.boolean().default(true),
  requireMfa: z.strictObject({ maxAge: duration.exactOptional() }).exactOptional(),
  permissionsBoundary: policyReference.exactOptional(),
  parentPolicy: z.boolean().exactOptional(),
  identityCenter: identityCenter.exactOptional(),
});

type Members = z.output<typeof members>;

function contradictions(each: Members): readonly Contradiction[] {
  const { approval: rule, approvers: people } = each;
  const patience = people?.patience ?? PATIENCE;
  const above = typeof rule === "string" ? undefined : rule.above;
  return [
    ...contradictionsOfWays(each),
    !isPolicyOf(each.baseline, each.permissionsBoundary) && [
      "permissionsBoundary",
      "names a policy that the template's baseline has not",
    ],
    each.duration.default > each.duration.longest && [
      "duration.default",
      "is longer than duration.longest",
    ],
    each.freezeBefore !== undefined &&
      each.freezeBefore > each.duration.longest / 2 && [
        "freezeBefore",
        "is more than half of duration.longest: nothing would ever be frozen",
      ],
    each.budget.default > each.budget.limit && ["budget.default", "is over budget.limit"],
    each.leasesInAll !== undefined &&
      each.leasesAtOnce > each.leasesInAll && ["leasesAtOnce", "is more than leasesInAll"],
    each.longestExtension !== undefined &&
      each.extensions === 0 && ["longestExtension", "is of no use: extensions is 0"],
    rule === "none" && people !== undefined && ["approvers", "is of no use: approval is none"],
    people?.approvers?.length === 0 && [
      "approvers.approvers",
      "names nobody, and approval is asked for: leave it out for the approvers of the deployment",
    ],
    above?.duration !== undefined &&
      above.duration >= each.duration.longest &&
      above.budget === undefined && [
        "approval.above.duration",
        "is as long as duration.longest: nothing would ever need approval",
      ],
    above?.budget !== undefined &&
      above.budget >= each.budget.limit &&
      above.duration === undefined && [
        "approval.above.budget",
        "is as much as budget.limit: nothing would ever need approval",
      ],
    people?.substitutesAfter !== undefined &&
      people.substitutes === undefined && ["approvers.substitutes", "is missing: who comes in?"],
    people?.substitutes !== undefined &&
      (people.substitutesAfter ?? SUBSTITUTES_AFTER) >= patience && [
        "approvers.substitutesAfter",
        `is not before the request lapses, after ${formatDuration(patience)}`,
      ],
    (people?.reminders ?? (people?.patience === undefined ? REMINDERS : [])).some(
      (after) => after >= patience,
    ) && ["approvers.reminders", `has one after the request lapses, ${formatDuration(patience)}`],
  ];
}

/** A lease template as one writes it, checked. */
export const template = members
  .superRefine((each, context) => {
    for (const found of contradictions(each)) {
      if (found === undefined || found === false) continue;
      const [path, message] = found;
      context.addIssue({ code: "custom", path: path.split("."), message });
    }
  })
  .transform((each) => each satisfies LeaseTemplate);
