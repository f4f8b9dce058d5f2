import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { CLIENT_SETTINGS } from "./client-settings.ts";
import { translated } from "./translate-failure.ts";

/** Reads the text of a secret, by its name or ARN. */
export type SecretText = (secret: string, stage?: "AWSCURRENT" | "AWSPREVIOUS") => Promise<string>;

/**
 * Secrets of Secrets Manager, in the account and Region of the caller.
 *
 * @throws Error for one without text, which is told nowhere
 */
export function secretText(): SecretText {
  const client = new SecretsManagerClient(CLIENT_SETTINGS);
  return async (SecretId, VersionStage = "AWSCURRENT") => {
    const command = new GetSecretValueCommand({ SecretId, VersionStage });
    const { SecretString = "" } = await translated("GetSecretValue", client.send(command));
    if (SecretString === "") throw new Error(`Secret ${SecretId} has no text.`);
    return SecretString;
  };
}
