import * as z from "zod";
import type { Json } from "../../json-path/json.ts";
import { InvalidPath, isReference, parsePath } from "../../json-path/path.ts";
import { problemOfTemplate } from "./template.ts";

function pathProblem(text: string, reference: boolean): string | undefined {
  try {
    const path = parsePath(text);
    return reference && !isReference(path) ? "Value is not a Reference Path" : undefined;
  } catch (error) {
    if (!(error instanceof InvalidPath)) throw error;
    return `Value is not a valid JSONPath: ${error.message}`;
  }
}

const checked = (reference: boolean) =>
  z.string().superRefine((text, { addIssue }) => {
    const problem = pathProblem(text, reference);
    if (problem !== undefined) addIssue(problem);
  });

/** A JSONPath. */
export const path = checked(false);

/** A JSONPath that means one node. */
export const referencePath = checked(true);

/** Any JSON. */
export const json = z.custom<Json>((value) => value !== undefined);

/** A payload template, with expressions in the fields that end in `.$`. */
export const template = json.superRefine((value, { addIssue }) => {
  const problem = problemOfTemplate(value);
  if (problem !== undefined) addIssue(problem);
});

// SFN DG service-quotas and the ASL specification: 99,999,999 is the largest number of either.
const LARGEST = 99_999_999;

export const seconds = z.int().positive().max(LARGEST);

const retrier = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: z.array(z.string()).nonempty(),
  IntervalSeconds: seconds.optional(),
  MaxAttempts: z.int().nonnegative().max(LARGEST).optional(),
  BackoffRate: z.number().min(1).optional(),
  // Facts 3.2: more than 0 and less than 31,622,401.
  MaxDelaySeconds: z.int().positive().lt(31_622_401).optional(),
  JitterStrategy: z.enum(["FULL", "NONE"]).optional(),
});

const catcher = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: z.array(z.string()).nonempty(),
  ResultPath: referencePath.nullish(),
  Next: z.string(),
});

export type Retrier = z.infer<typeof retrier>;
export type Catcher = z.infer<typeof catcher>;

interface Listed {
  readonly ErrorEquals: readonly string[];
}

/** `States.ALL` must stand alone and come last (facts 3.2). */
function wildcardProblem(all: readonly Listed[]): string | undefined {
  const misplaced = all.some(
    ({ ErrorEquals }, index) =>
      ErrorEquals.includes("States.ALL") && (ErrorEquals.length > 1 || index < all.length - 1),
  );
  return misplaced ? "States.ALL must appear alone and in the last entry" : undefined;
}

const listed = <T extends Listed>(entry: z.ZodType<T>) =>
  z.array(entry).superRefine((all, { addIssue }) => {
    const problem = wildcardProblem(all);
    if (problem !== undefined) addIssue(problem);
  });

/** What every state may say. */
export const common = {
  Comment: z.string().optional(),
  QueryLanguage: z.literal("JSONPath").optional(),
};

/** Where a state goes on: exactly one of the two, which the definition checks. */
export const transition = { Next: z.string().optional(), End: z.boolean().optional() };

/** Which part of the input goes in, and which part of the output comes out. */
export const inAndOut = { InputPath: path.nullish(), OutputPath: path.nullish() };

/** What becomes of a result. */
export const resulting = {
  ResultSelector: template.optional(),
  ResultPath: referencePath.nullish(),
};

export const handling = { Retry: listed(retrier).optional(), Catch: listed(catcher).optional() };
