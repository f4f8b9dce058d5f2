import type { QueryCommandInput, ScanCommandInput } from "@aws-sdk/client-dynamodb";
import { AwsError } from "../../../kernel/aws-error.ts";
import type { Authorization, Call } from "../../../kernel/service.ts";
import { readCondition } from "../expressions/condition.ts";
import { keyConditionFrom } from "../expressions/key-condition.ts";
import { Terms } from "../expressions/terms.ts";
import { authorizeItems } from "../items/authorization.ts";
import { onTable } from "../operation.ts";
import { keyText } from "../values/value.ts";
import { targetOf } from "./target.ts";

type Asked = Pick<
  ScanCommandInput,
  "TableName" | "IndexName" | "Select" | "ReturnConsumedCapacity"
>;

/** The permission on the index, where one is asked, and on the table otherwise. */
function onTarget(call: Call, action: string, input: Asked): Authorization {
  const [{ context } = { context: {} }] = authorizeItems(call, action, { ...input, Keys: [] });
  const resource = onTable(call, { action, table: input.TableName, index: input.IndexName });
  return { ...resource, context: context ?? {} };
}

/** The partition key that a query asks for; a query that cannot be read is refused later. */
function leadingKey(input: QueryCommandInput, call: Call): string | undefined {
  try {
    const { table, key } = targetOf(call, input);
    const binding = { kind: "KeyConditionExpression", terms: new Terms(input) } as const;
    const condition = readCondition(binding, input.KeyConditionExpression ?? "");
    return keyText(keyConditionFrom(condition, { key, types: table.types }).hash);
  } catch (error) {
    if (error instanceof AwsError || (error as Error).name === "ResourceNotFoundException") {
      return undefined;
    }
    throw error;
  }
}

/** Query on a table or index, with `dynamodb:LeadingKeys` as policies for single items know them. */
export function authorizeQuery(input: QueryCommandInput, call: Call): readonly Authorization[] {
  const wanted = onTarget(call, "Query", input);
  const leading = leadingKey(input, call);
  if (leading === undefined) return [wanted];
  return [{ ...wanted, context: { ...wanted.context, "dynamodb:LeadingKeys": [leading] } }];
}

export const authorizeScan = (input: ScanCommandInput, call: Call): readonly Authorization[] => [
  onTarget(call, "Scan", input),
];
