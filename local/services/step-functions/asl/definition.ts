import { InvalidDefinition } from "@aws-sdk/client-sfn";
import * as z from "zod";
import { NotEmulated } from "../../../kernel/aws-error.ts";
import type { Machine, Scope, State } from "./scope.ts";
import { choiceState } from "./states/choice.ts";
import { failState } from "./states/fail.ts";
import { mapState } from "./states/map.ts";
import { parallelState } from "./states/parallel.ts";
import { passState } from "./states/pass.ts";
import { succeedState } from "./states/succeed.ts";
import { taskState } from "./states/task.ts";
import { waitState } from "./states/wait.ts";
import { problemOfTransitions } from "./transitions.ts";

const STATES: Readonly<Record<string, z.ZodType<State>>> = {
  Task: taskState,
  Choice: choiceState,
  Wait: waitState,
  Pass: passState,
  Succeed: succeedState,
  Fail: failState,
  Parallel: parallelState,
  Map: mapState,
};

/** Fields of the language that Step Functions has and the local cloud does not. */
const NOT_EMULATED = [
  "Assign",
  "Arguments",
  "Output",
  "Items",
  "ItemReader",
  "ItemBatcher",
  "ResultWriter",
  "ToleratedFailureCount",
  "ToleratedFailurePercentage",
  "Credentials",
  "HeartbeatSeconds",
  "HeartbeatSecondsPath",
  "Label",
];

const scope = z.strictObject({
  Comment: z.string().optional(),
  QueryLanguage: z.literal("JSONPath").optional(),
  StartAt: z.string(),
  States: z.record(z.string().min(1).max(80), z.looseObject({ Type: z.string() })),
  ProcessorConfig: z.strictObject({ Mode: z.literal("INLINE") }).optional(),
});

const machine = scope.omit({ ProcessorConfig: true }).extend({
  Version: z.literal("1.0").optional(),
  // A Standard execution lasts a year at most; the field itself is bounded by 99,999,999 seconds.
  TimeoutSeconds: z.int().positive().max(99_999_999).optional(),
});

function invalid(code: string, message: string): InvalidDefinition {
  return new InvalidDefinition({
    message: `Invalid State Machine Definition: '${code}: ${message}'`,
    $metadata: {},
  });
}

function refuse(issue: z.core.$ZodIssue, at: string): never {
  const path = [at, ...issue.path].join("/");
  const names = issue.code === "unrecognized_keys" ? issue.keys : [];
  for (const name of names) {
    if (NOT_EMULATED.includes(name)) throw new NotEmulated(`the field ${name} of ${path}`);
  }
  if (issue.path.at(-1) === "QueryLanguage") throw new NotEmulated(`the QueryLanguage of ${path}`);
  if (issue.path.at(-1) === "Mode") throw new NotEmulated(`the Mode of ${path}`);
  const message = names.length > 0 ? `Field '${names[0]}' is not supported` : issue.message;
  throw invalid("SCHEMA_VALIDATION_FAILED", `${message} at ${path}`);
}

function checked<T>(schema: z.ZodType<T>, value: unknown, at: string): T {
  const result = schema.safeParse(value);
  const issue = result.error?.issues[0];
  return issue ? refuse(issue, at) : (result.data as T);
}

function stateOf(value: { readonly Type: string }, at: string): State {
  const schema = STATES[value.Type];
  if (!schema)
    throw invalid("SCHEMA_VALIDATION_FAILED", `Value is not a valid state type at ${at}/Type`);
  const state = checked(schema, value, at);
  if (state.Type === "Parallel") {
    const Branches = state.Branches.map((each, index) => scopeOf(each, `${at}/Branches/${index}`));
    return { ...state, Branches };
  }
  if (state.Type === "Map") {
    const name = state.ItemProcessor === undefined ? "Iterator" : "ItemProcessor";
    return { ...state, [name]: scopeOf(state[name], `${at}/${name}`) };
  }
  return state;
}

function scopeOf(value: unknown, at: string): Scope {
  const { StartAt, States } = checked(scope, value, at);
  const states = Object.entries(States).map(
    ([name, state]) => [name, stateOf(state, `${at}/States/${name}`)] as const,
  );
  const made = { StartAt, States: Object.fromEntries(states) };
  const problem = problemOfTransitions(made, at);
  if (problem) throw invalid(problem.code, problem.message);
  return made;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid("INVALID_JSON_DESCRIPTION", (error as Error).message);
  }
}

/**
 * Understands a definition in the Amazon States Language, JSONPath dialect.
 * Errors: InvalidDefinition as AWS refuses it; NotEmulated for what only the local cloud refuses.
 */
export function parseDefinition(text: string): Machine {
  const { TimeoutSeconds, Version: _, ...rest } = checked(machine, parsed(text), "");
  return { ...scopeOf(rest, ""), TimeoutSeconds };
}
