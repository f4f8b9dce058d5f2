/** What users, roles, groups, policies, instance profiles and certificates have in common. */
export interface EntityRecord {
  readonly account: string;
  readonly name: string;
  /** `/`, or a path that begins and ends with a slash. */
  readonly path: string;
  /** The unique id, such as `AROA…`: never used again, even for an entity of the same name. */
  readonly id: string;
  readonly createdAt: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** An entity to which policies are attached. */
export interface PolicyHolder extends EntityRecord {
  /** Documents of inline policies by name. */
  readonly inline: Readonly<Record<string, string>>;
  /** ARNs of managed policies, in the order of their attachment. */
  readonly attached: readonly string[];
  /** ARN of the managed policy that bounds its permissions. */
  readonly boundary?: string;
}

export interface LoginProfile {
  readonly createdAt: number;
  readonly resetRequired: boolean;
  /** SHA-256 of the password, in hexadecimal: nobody signs in with it here. */
  readonly passwordHash: string;
}

export interface UserRecord extends PolicyHolder {
  /** Ids of the groups that the user is in. */
  readonly groupIds: readonly string[];
  readonly login?: LoginProfile;
}

export interface RoleRecord extends PolicyHolder {
  /** The trust policy as it was given. */
  readonly trust: string;
  /** ARNs of users and roles that the trust policy names, with their unique ids at that time. */
  readonly trustedIds: Readonly<Record<string, string>>;
  readonly description?: string;
  /** In seconds. */
  readonly maxSessionDuration: number;
  readonly lastUsed?: { readonly at: number; readonly region: string };
}

export type GroupRecord = PolicyHolder;

export interface PolicyVersionRecord {
  /** `v1`, `v2` … */
  readonly id: string;
  readonly document: string;
  readonly createdAt: number;
}

export interface ManagedPolicyRecord extends EntityRecord {
  readonly description?: string;
  readonly updatedAt: number;
  /** Newest first. */
  readonly versions: readonly PolicyVersionRecord[];
  readonly defaultVersion: string;
  /** Number of the next version: numbers of deleted ones do not come back. */
  readonly nextVersion: number;
}

export interface InstanceProfileRecord extends EntityRecord {
  /** Name of the role; an instance profile holds one at most. */
  readonly role?: string;
}

export interface ServerCertificateRecord extends EntityRecord {
  readonly body: string;
  readonly chain?: string;
  readonly expiresAt: number;
}

/** A long-lived access key of a user, or of the root user. */
export interface AccessKeyRecord {
  readonly account: string;
  readonly id: string;
  readonly secret: string;
  /** Unique id of the user; the root user's is the account number. */
  readonly ownerId: string;
  readonly active: boolean;
  readonly createdAt: number;
}

/** A virtual MFA device. */
export interface MfaDeviceRecord {
  readonly account: string;
  readonly name: string;
  readonly path: string;
  /** The shared secret, in base32. */
  readonly seed: string;
  readonly createdAt: number;
  readonly tags: Readonly<Record<string, string>>;
  /** Unique id of the user who has it; the root user's is the account number. */
  readonly ownerId?: string;
  readonly enabledAt?: number;
  /** The newest time step whose code was used: a code works once. */
  readonly lastStep?: number;
}

/** The rules for passwords of an account, as they are answered. */
export interface PasswordPolicyRecord {
  readonly MinimumPasswordLength: number;
  readonly RequireSymbols: boolean;
  readonly RequireNumbers: boolean;
  readonly RequireUppercaseCharacters: boolean;
  readonly RequireLowercaseCharacters: boolean;
  readonly AllowUsersToChangePassword: boolean;
  readonly ExpirePasswords: boolean;
  readonly MaxPasswordAge?: number;
  readonly PasswordReusePrevention?: number;
  readonly HardExpiry?: boolean;
}
