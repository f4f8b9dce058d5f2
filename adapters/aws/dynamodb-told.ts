import { type DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { DAY } from "../../domain/time.ts";
import type { Told } from "../../ports/webhooks.ts";
import { translated } from "./translate-failure.ts";

/** Longer than any queue of ours keeps a message. */
const REMEMBERED_FOR = 15 * DAY;

/** What was told, in the ledger's table, until it cannot come again. */
export function dynamoTold(client: DynamoDBDocumentClient, table: string): Told {
  const keyOf = (channel: string, sk: string) => ({ pk: `TOLD#${channel}`, sk });
  return {
    wasTold: async (channel, eventId) => {
      const command = { TableName: table, Key: keyOf(channel, eventId), ConsistentRead: true };
      const { Item } = await translated("GetItem", client.send(new GetCommand(command)));
      return Item !== undefined;
    },
    remember: async (channel, eventId, at) => {
      const expiresAt = Math.floor(Date.parse(at) / 1000) + REMEMBERED_FOR;
      const Item = { ...keyOf(channel, eventId), expiresAt };
      await translated("PutItem", client.send(new PutCommand({ TableName: table, Item })));
    },
  };
}
