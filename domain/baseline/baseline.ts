/** What every vended account gets, as a document. */
export interface Baseline {
  readonly name: string;
  readonly description: string;
  /** The account's password policy for IAM users, in IAM's own words. */
  readonly passwordPolicy: PasswordPolicy;
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
