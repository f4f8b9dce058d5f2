import type { Seconds } from "../time.ts";

/** What every vended account gets, as a document. */
export interface Baseline {
  readonly name: string;
  readonly description: string;
  /** Stands before and after the name of each role and policy, so that names are unique in an account. */
  readonly names: { readonly prefix: string; readonly suffix: string };
  /** Tags of each role and policy, beside Mayfly's own. */
  readonly tags: Readonly<Record<string, string>>;
  /** The account's password policy for IAM users, in IAM's own words; AWS's default when absent. */
  readonly passwordPolicy?: PasswordPolicy;
  readonly policies: readonly BaselinePolicy[];
  readonly roles: readonly BaselineRole[];
  readonly contacts: Readonly<Partial<Record<ContactKind, Contact>>>;
  /** Whether public access to all buckets of the account is blocked, whatever each of them allows. */
  readonly blockPublicS3: boolean;
  /** What each of these Regions is set to. */
  readonly regions: readonly BaselineRegions[];
}

/** Members that are left out go back to AWS's default: IAM replaces the whole policy. */
export interface PasswordPolicy {
  readonly MinimumPasswordLength: number;
  readonly RequireSymbols: boolean;
  readonly RequireNumbers: boolean;
  readonly RequireUppercaseCharacters: boolean;
  readonly RequireLowercaseCharacters: boolean;
  readonly AllowUsersToChangePassword: boolean;
  /** Days, 1 to 1,095; passwords do not expire when absent. */
  readonly MaxPasswordAge?: number;
  /** 1 to 24 */
  readonly PasswordReusePrevention?: number;
}

/**
 * A policy document of IAM. In its texts `${AccountId}` stands for the vended account's number, and
 * `${Prefix}` for the first part of the names that Mayfly gives.
 */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}

/** A customer managed policy in the account. */
export interface BaselinePolicy {
  readonly name: string;
  readonly description: string;
  readonly document: PolicyDocument;
}

/** A managed policy: AWS's by its ARN, or one of the same baseline by its name there. */
export type PolicyReference = { readonly arn: string } | { readonly policy: string };

export interface BaselineRole {
  readonly name: string;
  readonly description: string;
  readonly trust: PolicyDocument;
  readonly managedPolicies: readonly PolicyReference[];
  readonly inlinePolicies: Readonly<Record<string, PolicyDocument>>;
  readonly permissionsBoundary?: PolicyReference;
  readonly longestSession: Seconds;
  readonly tags: Readonly<Record<string, string>>;
}

export type ContactKind = "BILLING" | "OPERATIONS" | "SECURITY";

/** An alternate contact of the account. */
export interface Contact {
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly phone: string;
}

interface BaselineRegions {
  readonly names: readonly string[];
  /** Whether new volumes are encrypted even if nobody asks for it. */
  readonly encryptVolumes: boolean;
  readonly defaultVpc: "keep" | "remove";
}
