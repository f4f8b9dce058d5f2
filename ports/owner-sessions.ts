import type { OwnerSession } from "../domain/access/hand-out.ts";
import type { Instant } from "../domain/time.ts";

/** Makes sessions for the owners of leases, in their name. What it answers is secret. */
export interface OwnerSessions {
  /**
   * Enters the lease holder's role.
   *
   * @throws AccessRoleNotReady while the role does not let us in
   */
  enter(session: OwnerSession): Promise<SessionCredentials>;
  /**
   * Makes a link that signs into the console as the session and opens a page of it. It is valid for 15
   * minutes; the session it opens lasts as long as the credentials.
   *
   * @param destination the page, an address of the console of the session's partition
   */
  signInLink(
    session: OwnerSession,
    credentials: SessionCredentials,
    destination: string,
  ): Promise<string>;
}

/** Temporary credentials. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiresAt: Instant;
}
