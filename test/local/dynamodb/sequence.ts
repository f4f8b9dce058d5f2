import type { SequenceCall } from "./sequence/call.ts";
import { conditionCalls } from "./sequence/conditions.ts";
import { edgeCalls } from "./sequence/edges.ts";
import { groupCalls } from "./sequence/groups.ts";
import { itemCalls } from "./sequence/items.ts";
import { queryCalls } from "./sequence/queries.ts";
import { tableCalls } from "./sequence/tables.ts";
import { updateCalls } from "./sequence/updates.ts";

/**
 * Calls in a fixed order, from an empty account on, that any implementation of DynamoDB answers alike.
 * They are run against Amazon's DynamoDB Local and against ours, and the answers are compared.
 */
export const sequence: readonly SequenceCall[] = [
  ...tableCalls,
  ...itemCalls,
  ...conditionCalls,
  ...updateCalls,
  ...queryCalls,
  ...groupCalls,
  ...edgeCalls,
];
