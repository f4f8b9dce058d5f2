/** Who makes a call, as found from the access key that signed it. */
export type Principal = RootUser | IamUser | RoleSession | ServicePrincipal | Anonymous;

export interface RootUser {
  readonly kind: "root";
  readonly account: string;
  readonly arn: string;
  /** `aws:userid` and GetCallerIdentity's UserId. */
  readonly userId: string;
  /** When the credentials are a session: of GetSessionToken, or of AssumeRoot. */
  readonly session?: SessionFacts;
}

export interface IamUser {
  readonly kind: "user";
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
  readonly userName: string;
  /** When the credentials are a session of GetSessionToken. */
  readonly session?: SessionFacts;
}

export interface RoleSession {
  readonly kind: "role";
  readonly account: string;
  /** `arn:aws:sts::<account>:assumed-role/<role>/<session>` */
  readonly arn: string;
  /** `arn:aws:iam::<account>:role/<path><role>`: what policies name, and `aws:PrincipalArn`. */
  readonly roleArn: string;
  readonly roleName: string;
  /** `<role id>:<session name>` */
  readonly userId: string;
  readonly session: SessionFacts;
}

/** An AWS service that calls in its own name, such as `events.amazonaws.com`. */
export interface ServicePrincipal {
  readonly kind: "service";
  readonly service: string;
  /** `aws:SourceArn`, for whose sake the service calls. */
  readonly sourceArn?: string;
  /** `aws:SourceAccount` */
  readonly sourceAccount?: string;
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}

/** A request without a signature; only a few operations answer it. */
export interface Anonymous {
  readonly kind: "anonymous";
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}

/** What a temporary session carries along. */
export interface SessionFacts {
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Milliseconds since the epoch when MFA was used for the session, if it was. */
  readonly mfaAt?: number;
  readonly sourceIdentity?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Keys of tags that go on to the next role of a chain. */
  readonly transitiveTagKeys?: readonly string[];
  /** Session policies, as JSON documents: they bound the session. */
  readonly policies?: readonly string[];
  /** True for a session of AssumeRoot: `aws:AssumedRoot`. */
  readonly assumedRoot?: boolean;
}

/** Long-lived or temporary credentials that a caller can sign with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}
