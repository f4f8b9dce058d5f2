import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
} from "@aws-sdk/lib-dynamodb";
import { DAY, HOUR, type Instant } from "../../domain/time.ts";
import type { Clock } from "../../ports/clock.ts";
import type { LeaseCards, SlackMemory, SlackUser } from "../../ports/slack.ts";
import { translated } from "./translate-failure.ts";

/** How long what Slack said of a person is believed: whoever leaves loses Slack at once anyway. */
const USER_FRESH = HOUR;

/** Slack answers to something within half an hour, and Lambda tries for six: a day is plenty. */
const KEPT = DAY;

const seconds = (at: Instant): number => Math.floor(Date.parse(at) / 1000);

/** What Mayfly remembers of Slack, in items of its own in the ledger's table; most of them expire. */
export function dynamoSlackMemory(
  client: DynamoDBDocumentClient,
  TableName: string,
  clock: Clock,
): SlackMemory {
  const keyOf = (name: string, sk = "RECORD") => ({ pk: `SLACK#${name}`, sk });
  const read = async (name: string): Promise<Record<string, unknown> | undefined> => {
    const command = new GetCommand({ TableName, Key: keyOf(name), ConsistentRead: true });
    return (await translated("GetItem", client.send(command))).Item;
  };
  const put = async (name: string, item: object) => {
    const command = new PutCommand({ TableName, Item: { ...keyOf(name), ...item } });
    await translated("PutItem", client.send(command));
  };
  /** Whether it was new; DynamoDB may need days to delete what has outlived its time. */
  const putNew = async (name: string, item: object, life: number): Promise<boolean> => {
    const now = seconds(clock.now());
    const command = new PutCommand({
      TableName,
      Item: { ...keyOf(name), ...item, expiresAt: now + life },
      ConditionExpression: "attribute_not_exists(pk) OR expiresAt <= :now",
      ExpressionAttributeValues: { ":now": now },
    });
    try {
      await translated("PutItem", client.send(command));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  return {
    first: (name, life) => putNew(name, {}, life),
    forget: async (name) => {
      const command = new DeleteCommand({ TableName, Key: keyOf(name) });
      await translated("DeleteItem", client.send(command));
    },
    keep: async (name, value) => {
      if (await putNew(name, { value }, KEPT)) return value;
      return ((await read(name))?.["value"] as string | undefined) ?? value;
    },
    user: async (id, now) => {
      const item = await read(`USER#${id}`);
      const isFresh = ((item?.["expiresAt"] as number | undefined) ?? 0) > seconds(now);
      return isFresh ? (item?.["record"] as SlackUser) : undefined;
    },
    rememberUser: (user, now) =>
      put(`USER#${user.id}`, { record: user, expiresAt: seconds(now) + USER_FRESH }),
    cards: async (lease) =>
      ((await read(`LEASE#${lease}`))?.["record"] as LeaseCards | undefined) ?? { told: [] },
    rememberCards: (lease, record) => put(`LEASE#${lease}`, { record }),
  };
}
