import type { Target } from "@aws-sdk/client-eventbridge";
import { lookUp } from "../../json-path/look-up.ts";
import { parsePath } from "../../json-path/path.ts";
import type { BusEvent } from "../event.ts";
import type { RuleRecord } from "../records.ts";
import { transformed } from "./transformer.ts";

/** What a target gets for an event: all of it, a part, a constant, or what a template makes of it. */
export function payloadOf(target: Target, event: BusEvent, rule: RuleRecord): string {
  const { Input, InputPath, InputTransformer } = target;
  if (Input !== undefined) return Input;
  if (InputTransformer) return transformed(InputTransformer, event, rule);
  if (InputPath === undefined) return JSON.stringify(event);
  return JSON.stringify(lookUp(parsePath(InputPath), event) ?? null);
}
