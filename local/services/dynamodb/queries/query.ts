import type { QueryCommandInput, QueryCommandOutput } from "@aws-sdk/client-dynamodb";
import { invalid } from "../errors.ts";
import { attributesIn, type Condition, readCondition } from "../expressions/condition.ts";
import type { Path } from "../expressions/document-path.ts";
import { type KeyCondition, keyConditionFrom } from "../expressions/key-condition.ts";
import { readProjection } from "../expressions/projection.ts";
import { Terms } from "../expressions/terms.ts";
import { checkLevel } from "../items/capacity.ts";
import { type Answer, operation } from "../operation.ts";
import { keyNames } from "../tables/records.ts";
import { pageAnswer } from "./answer.ts";
import { authorizeQuery } from "./authorization.ts";
import { checkLimit, pageOf } from "./page.ts";
import { entriesFor, fits } from "./range.ts";
import { checkSelect, shownOf } from "./select.ts";
import { type Start, startOf } from "./start-key.ts";
import { checkHeld, type Target, targetOf } from "./target.ts";

interface Expressions {
  readonly key: Condition;
  readonly filter: Condition | undefined;
  readonly paths: readonly Path[] | undefined;
}

function expressionsOf(input: QueryCommandInput): Expressions {
  const { KeyConditionExpression: key, FilterExpression: filter } = input;
  if (key === undefined) {
    throw invalid(
      "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
    );
  }
  const terms = new Terms(input);
  const paths = input.ProjectionExpression;
  const read: Expressions = {
    filter:
      filter === undefined ? undefined : readCondition({ kind: "FilterExpression", terms }, filter),
    paths:
      paths === undefined
        ? undefined
        : readProjection({ kind: "ProjectionExpression", terms }, paths),
    key: readCondition({ kind: "KeyConditionExpression", terms }, key),
  };
  terms.checkAllUsed();
  return read;
}

/** A filter looks at what the keys leave open. Errors: ValidationException. */
function checkFilter(target: Target, filter: Condition | undefined): void {
  if (!filter) return;
  const names = attributesIn(filter);
  const key = names.find((name) => keyNames(target.key).includes(name));
  if (key !== undefined) {
    throw invalid(
      `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key}`,
    );
  }
  const index = target.index?.name;
  const problem = `Secondary index ${index} does not project one or more filter attributes:`;
  checkHeld(target, names, problem);
}

function checkStart(condition: KeyCondition, start: Start | undefined): void {
  if (!start) return;
  const fit = fits(condition, start.position);
  if (!fit.partition) {
    throw invalid(
      "The provided starting key is outside query boundaries based on provided conditions",
    );
  }
  if (!fit.order) throw invalid("The provided starting key does not match the range key predicate");
}

export const query = operation<QueryCommandInput, Answer<QueryCommandOutput>>({
  name: "Query",
  members: [
    ...(["TableName", "IndexName", "Select", "Limit", "ConsistentRead"] as const),
    ...(["KeyConditionExpression", "FilterExpression", "ProjectionExpression"] as const),
    ...(["ExpressionAttributeNames", "ExpressionAttributeValues"] as const),
    ...(["ScanIndexForward", "ExclusiveStartKey", "ReturnConsumedCapacity"] as const),
  ],
  authorize: authorizeQuery,
  run(input, call) {
    checkLevel(input.ReturnConsumedCapacity);
    checkLimit(input.Limit);
    const { Select: select } = input;
    checkSelect(select, {
      hasProjection: input.ProjectionExpression !== undefined,
      hasIndex: input.IndexName !== undefined,
    });
    const { key, filter, paths } = expressionsOf(input);
    const target = targetOf(call, input);
    const condition = keyConditionFrom(key, { key: target.key, types: target.table.types });
    checkFilter(target, filter);
    const shown = shownOf(target, { select, paths });
    const start = startOf(target, input.ExclusiveStartKey);
    checkStart(condition, start);
    const entries = entriesFor(target.entries, condition, {
      start: start?.position,
      isBackward: input.ScanIndexForward === false,
    });
    return pageAnswer(target, pageOf(entries, { limit: input.Limit, filter, shown }), input);
  },
});
