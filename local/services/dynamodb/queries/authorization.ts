import type { QueryCommandInput, ScanCommandInput } from "@aws-sdk/client-dynamodb";
import type { Authorization, Call } from "../../../kernel/service.ts";
import { authorizeItems } from "../items/authorization.ts";
import { onTable } from "../operation.ts";

type Asked = Pick<
  ScanCommandInput,
  "TableName" | "IndexName" | "Select" | "ReturnConsumedCapacity"
>;

/** The permission on the index, where one is asked, and on the table otherwise. */
function onTarget(call: Call, action: string, input: Asked): readonly Authorization[] {
  const wanted = { action, table: input.TableName, index: input.IndexName };
  return authorizeItems(call, action, { ...input, Keys: [] }).map((each) => ({
    ...each,
    ...onTable(call, wanted),
  }));
}

export const authorizeQuery = (input: QueryCommandInput, call: Call): readonly Authorization[] =>
  onTarget(call, "Query", input);

export const authorizeScan = (input: ScanCommandInput, call: Call): readonly Authorization[] =>
  onTarget(call, "Scan", input);
