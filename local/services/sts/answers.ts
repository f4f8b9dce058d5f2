import type { Credentials } from "@aws-sdk/client-sts";
import { credentialsOf, type SessionRecord } from "../../identity/sessions.ts";
import { moment } from "../iam/moment.ts";

/** Temporary credentials in the form of the API. */
export function credentialsAnswer(session: SessionRecord): Credentials {
  const { accessKeyId, secretAccessKey, sessionToken } = credentialsOf(session);
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: moment(session.facts.expiresAt),
  };
}
