import {
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  paginateListTables,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import { type Kind, pages } from "../resource.ts";

async function deleteTable(
  dynamodb: DynamoDBClient,
  TableName: string,
  mayUnprotect: boolean,
): Promise<void> {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
  if (Table?.DeletionProtectionEnabled && mayUnprotect)
    await dynamodb.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
  await dynamodb.send(new DeleteTableCommand({ TableName }));
}

const table: Kind = {
  type: "DynamoDBTable",
  list: async ({ clients: { dynamodb }, setting }) => {
    const listing = paginateListTables({ client: dynamodb }, {});
    const names = await pages(listing, ({ TableNames }) => TableNames);
    const mayUnprotect = setting("DynamoDBTable", "DisableDeletionProtection");
    return names.map((name) => ({
      name,
      properties: { Name: name },
      remove: () => deleteTable(dynamodb, name, mayUnprotect),
    }));
  },
};

export const dynamoKinds: readonly Kind[] = [table];
