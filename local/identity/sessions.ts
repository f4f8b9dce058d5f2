import type { Collection } from "../kernel/collection.ts";
import type { Credentials, SessionFacts } from "../kernel/principal.ts";
import type { World } from "../kernel/service.ts";
import { accessKeyId, secretKey } from "../services/iam/unique-ids.ts";

/** Whose temporary credentials they are. Ids, because a successor of the same name is somebody else. */
export type SessionOwner =
  | {
      readonly kind: "role";
      readonly roleName: string;
      readonly roleId: string;
      readonly sessionName: string;
    }
  | { readonly kind: "user"; readonly userId: string }
  | { readonly kind: "root" };

/** Temporary credentials. */
export interface SessionRecord {
  readonly account: string;
  readonly id: string;
  readonly secret: string;
  readonly token: string;
  readonly owner: SessionOwner;
  readonly facts: SessionFacts;
}

const TOKEN_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const TOKEN_LENGTH = 200;
/** Expired credentials are refused as such for a day, and as unknown ones after it. */
const REMEMBERED_MS = 24 * 60 * 60 * 1000;

function sessionsOf(world: World): Collection<SessionRecord> {
  const place = { service: "sts", account: "aws", region: "global" };
  return world.storage.collection(place, "sessions");
}

/** Forgets what expired long ago. Sessions lie in order of their making, so that a look is short. */
function forgetOld(world: World, sessions: Collection<SessionRecord>): void {
  const now = world.clock.now();
  for (const [id, { facts }] of sessions.entries()) {
    if (facts.expiresAt + REMEMBERED_MS > now) return;
    sessions.delete(id);
  }
}

/** Makes temporary credentials and keeps them. */
export function issueSession(
  world: World,
  session: Pick<SessionRecord, "account" | "owner" | "facts">,
): SessionRecord {
  const sessions = sessionsOf(world);
  forgetOld(world, sessions);
  const record: SessionRecord = {
    ...session,
    id: accessKeyId(world, "ASIA", session.account),
    secret: secretKey(world),
    token: world.random.text(TOKEN_LENGTH, TOKEN_ALPHABET),
  };
  sessions.set(record.id, record);
  return record;
}

export function sessionWithKey(world: World, id: string): SessionRecord | undefined {
  return sessionsOf(world).get(id);
}

export function credentialsOf({ id, secret, token }: SessionRecord): Required<Credentials> {
  return { accessKeyId: id, secretAccessKey: secret, sessionToken: token };
}
