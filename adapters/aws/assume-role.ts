import { AssumeRoleCommand, type Credentials, type STSClient } from "@aws-sdk/client-sts";
import { translated } from "./translate-failure.ts";

/** Temporary credentials in the form that every SDK client takes and renews by itself. */
export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

export interface RoleSession {
  readonly roleArn: string;
  /** 2 to 64 characters of `[\w+=,.@-]`; tells in CloudTrail who acts and why. */
  readonly sessionName: string;
  /** An hour when absent. */
  readonly seconds?: number;
  readonly sourceIdentity?: string;
  readonly externalId?: string;
}

/** Enters a role when credentials are first needed. Sessions of a chain last an hour at most (facts 2.2). */
export const assumeRole =
  (sts: STSClient, session: RoleSession) => async (): Promise<RoleCredentials> => {
    const command = new AssumeRoleCommand({
      RoleArn: session.roleArn,
      RoleSessionName: session.sessionName,
      DurationSeconds: session.seconds ?? 3_600,
      SourceIdentity: session.sourceIdentity,
      ExternalId: session.externalId,
    });
    const { Credentials } = await translated("AssumeRole", sts.send(command));
    return credentialsIn(Credentials, `AssumeRole of ${session.roleArn}`);
  };

/** What STS answered, in the form of SDK clients. Throws when it lacks something; `call` says what was asked. */
export function credentialsIn(answered: Credentials | undefined, call: string): RoleCredentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answered ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration)
    throw new Error(`${call} answered no credentials.`);
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration,
  };
}
