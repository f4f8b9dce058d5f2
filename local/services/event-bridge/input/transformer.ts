import type { InputTransformer } from "@aws-sdk/client-eventbridge";
import type { Json } from "../../json-path/json.ts";
import { lookUp } from "../../json-path/look-up.ts";
import { parsePath } from "../../json-path/path.ts";
import type { BusEvent } from "../event.ts";
import type { RuleRecord } from "../records.ts";

/** Variables that every template knows. */
const RESERVED = [
  "aws.events.rule-arn",
  "aws.events.rule-name",
  "aws.events.event.ingestion-time",
  "aws.events.event",
  "aws.events.event.json",
] as const;

const PLACEHOLDER = /<([\w.-]+)>/gu;

/** The first placeholder of a template that nothing fills. */
export function unknownPlaceholder(transformer: InputTransformer): string | undefined {
  const known = [...RESERVED, ...Object.keys(transformer.InputPathsMap ?? {})];
  const used = [...(transformer.InputTemplate ?? "").matchAll(PLACEHOLDER)];
  return used.map(([, name = ""]) => name).find((name) => !known.includes(name));
}

function variablesOf({ InputPathsMap = {} }: InputTransformer, event: BusEvent, rule: RuleRecord) {
  const paths = Object.entries(InputPathsMap).map(
    ([name, path]) => [name, lookUp(parsePath(path), event)] as const,
  );
  const { detail: _, ...withoutDetail } = event;
  const variables: Record<string, Json | undefined> = {
    "aws.events.rule-arn": rule.arn,
    "aws.events.rule-name": rule.name,
    "aws.events.event.ingestion-time": event.time,
    "aws.events.event": withoutDetail,
    "aws.events.event.json": event,
    ...Object.fromEntries(paths),
  };
  return variables;
}

/** Where a template is inside a JSON string, so that a placeholder there is a part of it. */
function isQuoted(template: string, position: number): boolean {
  const before = template.slice(0, position).replaceAll(/\\./gsu, "");
  return [...before].filter((character) => character === '"').length % 2 === 1;
}

function shown(value: Json | undefined, quoted: boolean): string {
  if (!quoted) return JSON.stringify(value ?? null);
  if (value === undefined) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return JSON.stringify(text).slice(1, -1);
}

/** The text that a target gets instead of the event. */
export function transformed(
  transformer: InputTransformer,
  event: BusEvent,
  rule: RuleRecord,
): string {
  const template = transformer.InputTemplate ?? "";
  const variables = variablesOf(transformer, event, rule);
  return template.replaceAll(PLACEHOLDER, (_, name: string, position: number) =>
    shown(variables[name], isQuoted(template, position)),
  );
}
