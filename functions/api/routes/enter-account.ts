import { consoleOf, destinationOf } from "../../../domain/access/console.ts";
import {
  type HandedOut,
  handedOut,
  type OwnerSession,
  sessionFor,
} from "../../../domain/access/hand-out.ts";
import { parseDuration } from "../../../domain/duration.ts";
import { isRefusal, type Refusal } from "../../../domain/failures.ts";
import type { Change } from "../../../domain/lease/change.ts";
import type { ActiveLease } from "../../../domain/lease/lease.ts";
import { MINUTE, plus } from "../../../domain/time.ts";
import type { SessionCredentials } from "../../../ports/owner-sessions.ts";
import { decideAndCommit } from "../../shared/committing.ts";
import { consoleRequest, credentialsRequest } from "../contract.ts";
import type { EntryPorts } from "../ports.ts";
import { type ApiResponse, json, refused } from "../problem.ts";
import { type ApiRequest, bodyOf } from "../request.ts";
import { leaseFor } from "./lease.ts";

/**
 * `POST /v1/leases/{id}/credentials`: temporary credentials, as the document that a `credential_process`
 * of the AWS configuration file must write (AWS CLI User Guide, "Source credentials with an external
 * process").
 */
export const handOutCredentials =
  (ports: EntryPorts) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const { duration } = bodyOf(credentialsRequest, request);
    const entered = await enter(ports, request, { what: "credentials", duration });
    if (isRefusal(entered)) return refused(entered);
    const { lease, credentials } = entered;
    return json(200, {
      Version: 1,
      AccessKeyId: credentials.accessKeyId,
      SecretAccessKey: credentials.secretAccessKey,
      SessionToken: credentials.sessionToken,
      Expiration: credentials.expiresAt,
      AccountId: lease.accountId,
    });
  };

/** How long a sign-in link is good for (facts 2.6). */
const LINK_LIFE = 15 * MINUTE;

/** `POST /v1/leases/{id}/console`: a link that signs into the console, made on demand. */
export const openConsole =
  (ports: EntryPorts) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const asked = bodyOf(consoleRequest, request);
    const destination = destinationOf(consoleOf(request.caller), asked.destination);
    if (typeof destination !== "string") return refused(destination);
    const entered = await enter(ports, request, { what: "console", duration: asked.duration });
    if (isRefusal(entered)) return refused(entered);
    const { session, credentials } = entered;
    return json(200, {
      url: await ports.sessions.signInLink(session, credentials, destination),
      linkExpiresAt: plus(ports.clock.now(), LINK_LIFE),
      sessionExpiresAt: credentials.expiresAt,
    });
  };

interface Entered {
  readonly lease: ActiveLease;
  readonly session: OwnerSession;
  readonly credentials: SessionCredentials;
}

interface Wish {
  readonly what: HandedOut["what"];
  /** ISO 8601 */
  readonly duration: string | undefined;
}

/**
 * Makes the session first and writes it down before anybody gets it: a lease that has ended meanwhile has
 * another version, and then nothing is handed out.
 */
async function enter(
  ports: EntryPorts,
  request: ApiRequest,
  wish: Wish,
): Promise<Entered | Refusal> {
  let entered: Entered | undefined;
  const outcome = await decideAndCommit<Change | Refusal>(ports.ledger, async () => {
    const lease = await leaseFor(ports, request, "enter-account");
    if (isRefusal(lease)) return lease;
    const now = ports.clock.now();
    const session = sessionFor(lease, { ...secondsOf(wish), prefix: ports.prefix }, now);
    if (isRefusal(session)) return session;
    const credentials = await ports.sessions.enter(session);
    entered = { lease: lease as ActiveLease, session, credentials };
    const { accessKeyId, expiresAt } = credentials;
    const { caller: by, sourceIp } = request;
    const given = { what: wish.what, by, sourceIp, session, accessKeyId, expiresAt };
    return handedOut(entered.lease, given, now);
  });
  if (isRefusal(outcome)) return outcome;
  if (entered === undefined) throw new Error("A session was written down and never made.");
  return entered;
}

/** A text that is no duration lasts nothing, and is refused as too short. */
const secondsOf = ({ duration }: Wish) =>
  duration === undefined ? {} : { seconds: parseDuration(duration) ?? 0 };
