import type { ScanCommandInput, ScanCommandOutput } from "@aws-sdk/client-dynamodb";
import { type Entry, hashOfPartition, type Position } from "../data/entries.ts";
import { constraint, invalid } from "../errors.ts";
import { attributesIn, type Condition, readCondition } from "../expressions/condition.ts";
import type { Path } from "../expressions/document-path.ts";
import { readProjection } from "../expressions/projection.ts";
import { checkTermsWanted, Terms } from "../expressions/terms.ts";
import { checkLevel } from "../items/capacity.ts";
import { MOST_SEGMENTS } from "../limits.ts";
import { type Answer, operation } from "../operation.ts";
import { pageAnswer } from "./answer.ts";
import { authorizeScan } from "./authorization.ts";
import { checkLimit, pageOf } from "./page.ts";
import { checkSelect, shownOf } from "./select.ts";
import { startOf } from "./start-key.ts";
import { checkHeld, type Target, targetOf } from "./target.ts";

interface Expressions {
  readonly filter: Condition | undefined;
  readonly paths: readonly Path[] | undefined;
}

function expressionsOf(input: ScanCommandInput): Expressions {
  const { FilterExpression: filter, ProjectionExpression: paths } = input;
  checkTermsWanted(input, { FilterExpression: filter, ProjectionExpression: paths }, "older");
  const terms = new Terms(input, "older");
  const read = {
    filter:
      filter === undefined ? undefined : readCondition({ kind: "FilterExpression", terms }, filter),
    paths:
      paths === undefined
        ? undefined
        : readProjection({ kind: "ProjectionExpression", terms }, paths),
  };
  terms.checkAllUsed();
  return read;
}

/** Errors: ValidationException for segments that cannot be. */
function checkSegments({ Segment: segment, TotalSegments: total }: ScanCommandInput): void {
  if (segment === undefined && total === undefined) return;
  if (total === undefined) {
    throw invalid(
      "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
    );
  }
  if (segment === undefined) {
    throw invalid(
      "The Segment parameter is required but was not present in the request when parameter TotalSegments is present",
    );
  }
  if (total < 1 || total > MOST_SEGMENTS) {
    const rule = `Member must have value ${total < 1 ? "greater than or equal to 1" : `less than or equal to ${MOST_SEGMENTS}`}`;
    throw constraint(String(total), "totalSegments", rule);
  }
  if (segment >= 0 && segment < total) return;
  throw invalid(
    `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${segment} is not less than TotalSegments: ${total}`,
  );
}

/** All entries of a target, or of one segment of it, from `start` (left out) on. */
function* allEntries(
  { entries }: Target,
  { Segment: segment = 0, TotalSegments: total = 1 }: ScanCommandInput,
  start: Position | undefined,
): Generator<Entry, void, undefined> {
  const from = start ?? { partition: "", order: "", tie: "" };
  for (const entry of entries.upwards(from as Entry)) {
    const isStart = entry.partition === from.partition && entry.order === from.order;
    if (start && isStart && entry.tie === from.tie) continue;
    if (total > 1 && Math.floor(hashOfPartition(entry.partition) * total) !== segment) continue;
    yield entry;
  }
}

export const scan = operation<ScanCommandInput, Answer<ScanCommandOutput>>({
  name: "Scan",
  members: [
    ...(["TableName", "IndexName", "Select", "Limit", "ConsistentRead"] as const),
    ...(["FilterExpression", "ProjectionExpression"] as const),
    ...(["ExpressionAttributeNames", "ExpressionAttributeValues"] as const),
    ...(["Segment", "TotalSegments", "ExclusiveStartKey", "ReturnConsumedCapacity"] as const),
  ],
  authorize: authorizeScan,
  run(input, call) {
    checkLevel(input.ReturnConsumedCapacity);
    checkLimit(input.Limit);
    checkSegments(input);
    checkSelect(input.Select, {
      hasProjection: input.ProjectionExpression !== undefined,
      hasIndex: input.IndexName !== undefined,
    });
    const { filter, paths } = expressionsOf(input);
    const target = targetOf(call, input);
    const problem = `Secondary index ${target.index?.name} does not project one or more filter attributes:`;
    checkHeld(target, filter ? attributesIn(filter) : [], problem);
    const shown = shownOf(target, { select: input.Select, paths });
    const start = startOf(target, input.ExclusiveStartKey);
    const entries = allEntries(target, input, start?.position);
    return pageAnswer(target, pageOf(entries, { limit: input.Limit, filter, shown }), input);
  },
});
