import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { STSClient } from "@aws-sdk/client-sts";
import { assumeRole, type RoleSession } from "./assume-role.ts";
import { CLIENT_SETTINGS, GLOBAL_REGION } from "./client-settings.ts";

/**
 * A client of AWS Organizations that acts in the management account, as one of its broker roles.
 *
 * @param attempts 1 for calls that must not be repeated blindly
 */
export const organizationsClient = (broker: RoleSession, attempts = 3): OrganizationsClient =>
  new OrganizationsClient({
    ...CLIENT_SETTINGS,
    maxAttempts: attempts,
    region: GLOBAL_REGION,
    credentials: assumeRole(new STSClient(CLIENT_SETTINGS), broker),
  });
