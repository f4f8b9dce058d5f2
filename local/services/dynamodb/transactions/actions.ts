import type {
  ConditionCheck,
  Delete,
  Put,
  Update as SentUpdate,
  TransactWriteItem,
} from "@aws-sdk/client-dynamodb";
import { onlyMembers } from "../../../kernel/only-members.ts";
import { constraint, invalid } from "../errors.ts";
import type { Condition } from "../expressions/condition.ts";
import { onlyCondition } from "../items/conditions.ts";
import { checkNoEmptyIndexKey } from "../items/index-keys.ts";
import { checkKey, checkNewItem, checkNoEmptyKey } from "../items/keys.ts";
import { checkKeysUntouched, readSentUpdate, type Update, updatedItem } from "../items/updates.ts";
import type { TableRecord } from "../tables/records.ts";
import { readItem, type SentItem } from "../values/read.ts";
import type { Item } from "../values/value.ts";

export type ActionName = "ConditionCheck" | "Put" | "Update" | "Delete";

/** What one item of a transaction says, as it was sent. */
type SentAction = ConditionCheck & Put & SentUpdate & Delete;

/** One action of a transaction, its expressions read. */
export interface TransactedAction {
  readonly name: ActionName;
  readonly sent: SentAction;
  readonly condition: Condition | undefined;
  readonly update: Update | undefined;
  /** The item to put, or the key of the item. */
  readonly subject: Item;
}

const NAMES: readonly ActionName[] = ["ConditionCheck", "Put", "Update", "Delete"];
const SHARED = [
  "TableName",
  "ConditionExpression",
  "ExpressionAttributeNames",
  "ExpressionAttributeValues",
  "ReturnValuesOnConditionCheckFailure",
];
const OWN: Readonly<Record<ActionName, readonly string[]>> = {
  ConditionCheck: ["Key"],
  Put: ["Item"],
  Update: ["Key", "UpdateExpression"],
  Delete: ["Key"],
};

/** The one action that an item of a transaction has. Errors: ValidationException. */
function sentActionOf(item: TransactWriteItem): { name: ActionName; sent: SentAction } {
  const names = NAMES.filter((name) => item[name] !== undefined);
  const [name, another] = names;
  if (name === undefined) {
    throw invalid(
      "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request",
    );
  }
  if (another !== undefined) {
    throw invalid("TransactItems can only contain one of Check, Put, Update or Delete");
  }
  return { name, sent: item[name] as SentAction };
}

/** Reads an item of a transaction as far as it goes without its table. Errors: ValidationException. */
export function actionOf(item: TransactWriteItem, at: number): TransactedAction {
  const { name, sent } = sentActionOf(item);
  onlyMembers(`${name} of dynamodb:TransactWriteItems`, sent, [...SHARED, ...OWN[name]]);
  if (name === "ConditionCheck" && (sent.ConditionExpression as unknown) === undefined) {
    throw constraint(
      undefined,
      `transactItems.${at + 1}.member.conditionCheck.conditionExpression`,
      "Member must not be null",
    );
  }
  const subject = readItem((name === "Put" ? sent.Item : sent.Key) as SentItem);
  if (name !== "Update") {
    return { name, sent, subject, condition: onlyCondition(sent, "older"), update: undefined };
  }
  const update = readSentUpdate(sent, "older");
  return { name, sent, subject, condition: update.condition, update };
}

/** Errors: ValidationException for empty keys, which are refused before a transaction begins. */
export function checkNothingEmpty(table: TableRecord, { name, subject }: TransactedAction): void {
  checkNoEmptyKey(table, subject);
  if (name === "Put") checkNoEmptyIndexKey(table, subject);
}

/** Errors: ValidationException for items and keys that the table cannot have. */
export function checkSubject(table: TableRecord, action: TransactedAction): void {
  if (action.name === "Put") checkNewItem(table, action.subject);
  else checkKey(table, action.subject);
  if (action.update) checkKeysUntouched(table, action.update.actions);
}

/** What the item is after an action. Errors: ValidationException. */
export function itemAfter(
  table: TableRecord,
  { name, update, subject }: TransactedAction,
  before: Item | undefined,
): Item | undefined {
  if (name === "Put") return subject;
  if (name === "Delete") return undefined;
  return update ? updatedItem(table, before ?? subject, update.actions) : before;
}
