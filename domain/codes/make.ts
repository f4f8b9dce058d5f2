import { formatDuration } from "../duration.ts";
import { type Refusal, refuse } from "../failures.ts";
import type { Principal } from "../ids.ts";
import type { Change } from "../lease/change.ts";
import type { CodeRules, LeaseTemplate } from "../template/template.ts";
import { between, type Instant } from "../time.ts";
import { type Course, type IssuedCode, leftOf } from "./course.ts";

/** What an organizer asks for. */
export interface Batch {
  readonly course: string;
  readonly template: LeaseTemplate;
  readonly endsAt: Instant;
  /** US dollars for each lease. */
  readonly budget?: number;
  readonly by: Principal;
}

/** The change by which codes are made. */
export type Made = Change & { readonly course: Course };

/**
 * Makes codes, known by their hashes, for a new course or for one that there is. Refuses what the template does
 * not allow, and a second course of the same name.
 */
export function makeCodes(
  batch: Batch,
  { before, hashes }: { readonly before: Course | undefined; readonly hashes: readonly string[] },
  now: Instant,
): Made | Refusal {
  const { template } = batch;
  const rules = template.codes;
  if (rules === undefined)
    return refuse("invalid", `Template ${template.name} knows no codes.`, "template");
  const refusal =
    wrongEnd(batch, rules, now) ?? wrongBudget(batch) ?? (before && another(batch, before));
  if (refusal !== undefined) return refusal;
  const course = withMore(batch, { before, number: hashes.length }, now);
  if (course.made - course.withdrawn > rules.most)
    return refuse(
      "limit-reached",
      `Template ${template.name} allows ${rules.most} codes for a course; ${batch.course} would have ${course.made - course.withdrawn}.`,
      "number",
    );
  const details = { template: template.name, endsAt: course.endsAt, codes: hashes.length };
  return {
    course,
    codes: hashes.map((hash) => issued(hash, course)),
    events: [{ type: "CodesMade", course: course.name, at: now, by: batch.by, details }],
  };
}

const issued = (hash: string, { name, withdrawals, endsAt }: Course): IssuedCode => ({
  ...{ hash, version: 1, course: name, withdrawals, endsAt },
});

function withMore(
  { course: name, template, endsAt, budget, by }: Batch,
  { before, number }: { before: Course | undefined; number: number },
  now: Instant,
): Course {
  if (before !== undefined)
    return { ...before, version: before.version + 1, made: before.made + number };
  return {
    ...{ name, version: 1, template: template.name, endsAt, madeBy: by, madeAt: now },
    ...(budget === undefined ? {} : { budget }),
    ...{ made: number, redeemed: 0, withdrawn: 0, withdrawals: 0 },
  };
}

function wrongEnd(
  { endsAt, template }: Batch,
  rules: CodeRules,
  now: Instant,
): Refusal | undefined {
  const { name, latestEnd } = template;
  if (endsAt <= now) return refuse("invalid", `The end ${endsAt} is in the past.`, "endsAt");
  if (latestEnd !== undefined && endsAt > latestEnd)
    return refuse(
      "limit-reached",
      `No lease of template ${name} lasts beyond ${latestEnd}.`,
      "endsAt",
    );
  if (between(now, endsAt) <= rules.longest) return undefined;
  return refuse(
    "limit-reached",
    `Codes of template ${name} are good for ${formatDuration(rules.longest)} at most; ${endsAt} is later.`,
    "endsAt",
  );
}

function wrongBudget({ budget, template }: Batch): Refusal | undefined {
  if (budget === undefined || (budget > 0 && budget <= template.budget.limit)) return undefined;
  return refuse(
    budget > 0 ? "limit-reached" : "invalid",
    `Template ${template.name} allows a budget of 1 to ${template.budget.limit} US dollars, not ${budget}.`,
    "budget",
  );
}

/** Whoever adds codes to a course must mean the same course. */
function another(batch: Batch, before: Course): Refusal | undefined {
  const is = `Course ${before.name} ${before.madeAt} by ${before.madeBy}`;
  if (before.template !== batch.template.name)
    return refuse(
      "invalid",
      `${is} is of template ${before.template}: choose another name.`,
      "course",
    );
  if (before.endsAt !== batch.endsAt)
    return refuse("invalid", `${is} ends at ${before.endsAt}: choose another name.`, "endsAt");
  if (before.budget === batch.budget) return undefined;
  const said =
    before.budget === undefined ? "the template's budget" : `${before.budget} US dollars`;
  return refuse("invalid", `${is} gives each lease ${said}: choose another name.`, "budget");
}

/** Takes back the codes that nobody has redeemed; undefined when there are none. */
export function withdrawCodes(course: Course, by: Principal, now: Instant): Made | undefined {
  const left = leftOf(course);
  if (left === 0) return undefined;
  const after: Course = {
    ...{ ...course, version: course.version + 1 },
    ...{ withdrawn: course.withdrawn + left, withdrawals: course.withdrawals + 1 },
  };
  const details = { codes: left };
  return {
    course: after,
    events: [{ type: "CodesWithdrawn", course: course.name, at: now, by, details }],
  };
}
