import { STSClient } from "@aws-sdk/client-sts";
import { consoleOf } from "../../domain/access/console.ts";
import { AccessRoleNotReady } from "../../domain/failures.ts";
import { instantOf } from "../../domain/time.ts";
import type { OwnerSessions } from "../../ports/owner-sessions.ts";
import { assumeRole, type RoleSession } from "./assume-role.ts";
import { CLIENT_SETTINGS } from "./client-settings.ts";
import { signInLink } from "./console-federation.ts";
import { isDenied } from "./translate-failure.ts";

/** Enters lease holders' roles through the broker role that they trust for it. */
export function awsOwnerSessions(broker: RoleSession): OwnerSessions {
  const credentials = assumeRole(new STSClient(CLIENT_SETTINGS), broker);
  const sts = new STSClient({ ...CLIENT_SETTINGS, credentials });
  return {
    enter: async (session) => {
      const { expiration, ...secret } = await assumeRole(sts, session)().catch(asNotReady);
      return { ...secret, expiresAt: instantOf(expiration.getTime()) };
    },
    signInLink: (session, secret, destination) =>
      signInLink(consoleOf(session.roleArn), secret, { destination }),
  };
}

/** A new role, and what the organization's conditions say of a new account, show late (facts 2.4, 9). */
function asNotReady(error: unknown): never {
  if (!isDenied(error)) throw error;
  const { message } = error as Error;
  throw new AccessRoleNotReady(
    `The lease holder's role does not let us in: ${message}`,
    {},
    { cause: error },
  );
}
