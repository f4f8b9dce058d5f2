import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Secrets } from "../../ports/webhooks.ts";
import { CLIENT_SETTINGS } from "./client-settings.ts";
import { isNamed, translated } from "./translate-failure.ts";

/** Secrets of Secrets Manager, in the account and Region of the caller. */
export function secretsManager(): Secrets {
  const client = new SecretsManagerClient(CLIENT_SETTINGS);
  const value = async (SecretId: string, VersionStage: string) => {
    const command = new GetSecretValueCommand({ SecretId, VersionStage });
    const { SecretString = "" } = await translated("GetSecretValue", client.send(command));
    if (SecretString === "") throw new Error(`Secret ${SecretId} has no text.`);
    return SecretString;
  };
  return {
    values: async (name) => {
      const current = await value(name, "AWSCURRENT");
      const previous = await value(name, "AWSPREVIOUS").catch((error: unknown) => {
        if (!isNamed(error, "ResourceNotFoundException")) throw error;
        return undefined;
      });
      return previous === undefined ? [current] : [current, previous];
    },
  };
}
