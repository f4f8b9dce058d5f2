import type { Collection } from "../../kernel/collection.ts";
import type { World } from "../../kernel/service.ts";

/** A token that signs into the console as a session. */
export interface SignInToken {
  /** Access key id of the session. */
  readonly accessKeyId: string;
  readonly expiresAt: number;
}

/** How long a token, and the link with it, is good for (facts 2.6). */
const LIFE_MS = 15 * 60 * 1000;

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
const LENGTH = 400;

function tokensOf(world: World): Collection<SignInToken> {
  return world.storage.collection(
    { service: "signin", account: "aws", region: "global" },
    "tokens",
  );
}

export function issueToken(world: World, accessKeyId: string): string {
  const token = world.random.text(LENGTH, ALPHABET);
  tokensOf(world).set(token, { accessKeyId, expiresAt: world.clock.now() + LIFE_MS });
  return token;
}

/** The token, as long as it is good. */
export function validToken(world: World, token: string): SignInToken | undefined {
  const found = tokensOf(world).get(token);
  return found && found.expiresAt > world.clock.now() ? found : undefined;
}
