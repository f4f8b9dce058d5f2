import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { type Instant, MINUTE } from "../../domain/time.ts";
import type { Tries } from "../../ports/ledger.ts";
import { translated } from "./translate-failure.ts";

/** A room full of people who mistype shares an address: so many of them may be wrong in so long a while. */
const MOST = 20;
const WHILE = 10 * MINUTE;

const seconds = (at: Instant): number => Math.floor(Date.parse(at) / 1000);

/** Tries in items of their own in the ledger's table, one for each source and while; they expire. */
export function dynamoTries(client: DynamoDBDocumentClient, TableName: string): Tries {
  const itemOf = (source: string, now: Instant) => {
    const begun = Math.floor(seconds(now) / WHILE) * WHILE;
    const Key = { pk: `TRIES#${placeOf(source)}`, sk: String(begun) };
    return { TableName, Key, UpdateExpression: "ADD tries :one SET expiresAt = :end", begun };
  };
  const add = async (source: string, now: Instant, difference: number, condition?: string) => {
    const { begun, ...item } = itemOf(source, now);
    const limit = condition === undefined ? {} : { ":most": MOST };
    const command = new UpdateCommand({
      ...item,
      ...(condition === undefined ? {} : { ConditionExpression: condition }),
      ExpressionAttributeValues: { ":one": difference, ":end": begun + 2 * WHILE, ...limit },
    });
    await translated("UpdateItem", client.send(command));
  };
  return {
    take: async (source, now) => {
      try {
        await add(source, now, 1, "attribute_not_exists(tries) OR tries < :most");
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
    giveBack: (source, now) => add(source, now, -1),
  };
}

/** Whoever has an address of IPv6 has all of its network. */
const placeOf = (source: string): string =>
  source.includes(":") ? source.split(":").slice(0, 4).join(":") : source;
