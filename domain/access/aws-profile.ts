import type { Seconds } from "../time.ts";

/** How a profile of the AWS configuration file comes to the credentials of a role. */
type ProfileSource =
  /** By assuming the role with another profile's credentials. */
  | { readonly kind: "profile"; readonly name: string; readonly mfaSerial?: string }
  /** By running a command that writes credentials as JSON. */
  | { readonly kind: "process"; readonly command: string };

/** One named profile. */
export interface AwsProfile {
  readonly name: string;
  readonly roleArn: string;
  readonly sessionName: string;
  readonly region: string;
  readonly duration: Seconds;
  readonly source: ProfileSource;
}

const NAME = /^[\w.@-]{1,100}$/;

/**
 * The text of a named profile for the AWS configuration file (AWS CLI User Guide, "Configuration and
 * credential file settings"). Throws for a name that would break the file, and for `default`: whoever
 * forgets to name a profile must not end up in a disposable account, nor in any other by our doing.
 */
export function awsProfile(profile: AwsProfile): string {
  if (!NAME.test(profile.name) || profile.name === "default")
    throw new Error(`"${profile.name}" cannot be the name of a profile of ours.`);
  const settings: Readonly<Record<string, string | undefined>> = {
    ...credentialsOf(profile),
    region: profile.region,
    output: "json",
  };
  const lines = Object.entries(settings).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key} = ${value}`],
  );
  return `[profile ${profile.name}]\n${lines.join("\n")}\n`;
}

function credentialsOf({ source, roleArn, sessionName, duration }: AwsProfile) {
  if (source.kind === "process") return { credential_process: source.command };
  return {
    role_arn: roleArn,
    source_profile: source.name,
    mfa_serial: source.mfaSerial,
    role_session_name: sessionName,
    duration_seconds: String(duration),
  };
}
