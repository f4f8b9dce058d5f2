import { GetUserIdCommand, IdentitystoreClient } from "@aws-sdk/client-identitystore";
import { STSClient } from "@aws-sdk/client-sts";
import type { IdentityStore } from "../../ports/identity-store.ts";
import { assumeRole, type RoleSession } from "./assume-role.ts";
import { CLIENT_SETTINGS } from "./client-settings.ts";
import { isNamed, translated } from "./translate-failure.ts";

/** The users of IAM Identity Center, looked up in the management account. */
export function awsIdentityStore(broker: RoleSession): IdentityStore {
  const credentials = assumeRole(new STSClient(CLIENT_SETTINGS), broker);
  return {
    userNamed: async ({ region, identityStoreId }, userName) => {
      const client = new IdentitystoreClient({ ...CLIENT_SETTINGS, region, credentials });
      const command = new GetUserIdCommand({
        IdentityStoreId: identityStoreId,
        AlternateIdentifier: {
          UniqueAttribute: { AttributePath: "userName", AttributeValue: userName },
        },
      });
      try {
        return (await translated("GetUserId", client.send(command))).UserId;
      } catch (error) {
        if (isNamed(error, "ResourceNotFoundException")) return undefined;
        throw error;
      }
    },
  };
}
