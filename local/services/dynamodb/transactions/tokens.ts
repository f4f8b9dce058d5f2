import { hash } from "node:crypto";
import {
  IdempotentParameterMismatchException,
  type TransactWriteItem,
} from "@aws-sdk/client-dynamodb";
import type { Stored } from "../data/commit-log.ts";
import { constraint } from "../errors.ts";
import { LONGEST_TOKEN, TOKEN_LIFETIME } from "../limits.ts";
import { placeOf, type Site } from "../tables/records.ts";

/** A token of a transaction that succeeded, and what it was for. */
interface TokenRecord {
  readonly fingerprint: string;
  readonly at: number;
}

const KIND = "tokens";

const tokensOf = (site: Site) => site.world.storage.collection<TokenRecord>(placeOf(site), KIND);

/** Errors: ValidationException for tokens that are too long. */
export function checkToken(token: string | undefined): void {
  if (token === undefined || (token.length > 0 && token.length <= LONGEST_TOKEN)) return;
  const rule =
    token.length === 0 ? "greater than or equal to 1" : `less than or equal to ${LONGEST_TOKEN}`;
  throw constraint(token, "clientRequestToken", `Member must have length ${rule}`);
}

const withBytes = (_: string, value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;

/** What tells transactions apart. */
export const fingerprintOf = (items: readonly TransactWriteItem[]): string =>
  hash("sha256", JSON.stringify(items, withBytes));

/**
 * Whether this very transaction has succeeded within ten minutes. Errors:
 * IdempotentParameterMismatchException when its token was used for another one.
 */
export function isRepeated(site: Site, token: string, fingerprint: string): boolean {
  const known = tokensOf(site).get(token);
  if (!known || known.at + TOKEN_LIFETIME <= site.world.clock.now()) return false;
  if (known.fingerprint === fingerprint) return true;
  throw new IdempotentParameterMismatchException({
    message:
      "The request uses the same client token as a previous, but non-identical request. Do not reuse a client token with different requests, unless the requests are identical.",
    $metadata: {},
  });
}

/** Stores a token together with the writes of its transaction. */
export function storedToken(site: Site, token: string, fingerprint: string): readonly Stored[] {
  const at = site.world.clock.now();
  return [{ kind: KIND, key: token, record: { fingerprint, at } }];
}

/** Forgets tokens that nobody may use again. They are in the order of their making. */
export function forgetOldTokens(site: Site): void {
  const tokens = tokensOf(site);
  const oldest = site.world.clock.now() - TOKEN_LIFETIME;
  for (const [token, { at }] of tokens.entries()) {
    if (at > oldest) return;
    tokens.delete(token);
  }
}
