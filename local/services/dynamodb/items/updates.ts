import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { invalidParameter } from "../errors.ts";
import { applyUpdate } from "../expressions/apply-update.ts";
import { type Condition, readCondition } from "../expressions/condition.ts";
import { checkTermsWanted, type Layer, Terms } from "../expressions/terms.ts";
import { type Action, readUpdate } from "../expressions/update.ts";
import { keyNames, type TableRecord } from "../tables/records.ts";
import type { Item } from "../values/value.ts";
import { checkFailureValues, type SentCondition } from "./conditions.ts";
import { checkUpdated } from "./index-keys.ts";

export interface SentUpdate extends SentCondition {
  readonly Key?: Record<string, AttributeValue> | undefined;
  readonly UpdateExpression?: string | undefined;
}

/** An update that has been read, and can be tried on an item. */
export interface Update {
  readonly condition: Condition | undefined;
  readonly actions: readonly Action[];
}

/** Reads the expressions of an update. Errors: ValidationException. */
export function readSentUpdate(sent: SentUpdate, layer?: Layer): Update {
  const { UpdateExpression: update, ConditionExpression: condition } = sent;
  checkTermsWanted(sent, { UpdateExpression: update, ConditionExpression: condition }, layer);
  checkFailureValues(sent);
  const terms = new Terms(sent, layer);
  const read = {
    actions: update === undefined ? [] : readUpdate({ kind: "UpdateExpression", terms }, update),
    condition:
      condition === undefined
        ? undefined
        : readCondition({ kind: "ConditionExpression", terms }, condition),
  };
  terms.checkAllUsed();
  return read;
}

/** Errors: ValidationException for updates of the key itself. */
export function checkKeysUntouched(table: TableRecord, actions: readonly Action[]): void {
  const names = keyNames(table.key);
  const touched = actions.find(({ path }) => names.includes(path[0]));
  if (!touched) return;
  throw invalidParameter(
    `Cannot update attribute ${touched.path[0]}. This attribute is part of the key`,
  );
}

/** The item after an update; one that was not there begins with its key. Errors: ValidationException. */
export function updatedItem(table: TableRecord, before: Item, actions: readonly Action[]): Item {
  const after = applyUpdate(before, actions);
  checkUpdated(table, after);
  return after;
}
