import type { AccountId } from "../ids.ts";
import type { Contact, ContactKind, PasswordPolicy, PolicyDocument } from "./baseline.ts";
import type { WantedPolicy, WantedRole } from "./wanted.ts";

type Tags = Readonly<Record<string, string>>;

/** What of an account a baseline speaks of, as it is at this moment. */
export interface Present {
  readonly alias?: string;
  readonly passwordPolicy?: PasswordPolicy;
  /** Those of a wanted name. */
  readonly policies: Readonly<Record<string, PresentPolicy>>;
  readonly roles: Readonly<Record<string, PresentRole>>;
  readonly contacts: Readonly<Partial<Record<ContactKind, Contact>>>;
  /** Whether all public access to S3 is blocked; where the baseline does not ask for it, false. */
  readonly blocksPublicS3: boolean;
  readonly regions: Readonly<Record<string, PresentRegion>>;
}

export interface PresentPolicy {
  /** The default version. */
  readonly document: unknown;
  /** Ids of the other versions, oldest first. */
  readonly otherVersions: readonly string[];
  readonly tags: Tags;
}

export interface PresentRole {
  readonly description: string;
  readonly trust: unknown;
  readonly managedPolicies: readonly string[];
  readonly inlinePolicies: Readonly<Record<string, unknown>>;
  readonly boundary?: string;
  readonly longestSession: number;
  readonly tags: Tags;
}

export interface PresentRegion {
  readonly encryptsVolumes: boolean;
  /** Ids of default VPCs: one or none. */
  readonly defaultVpcs: readonly string[];
}

/** One thing to change, in the order in which it must be done. */
export type Difference =
  | { readonly do: "set-alias"; readonly alias: string; readonly instead?: string }
  | { readonly do: "set-password-policy"; readonly policy: PasswordPolicy }
  | { readonly do: "create-policy"; readonly policy: WantedPolicy }
  | {
      readonly do: "renew-policy";
      readonly policy: WantedPolicy;
      /** IAM keeps five versions: this one makes room. */
      readonly dropVersion?: string;
    }
  | { readonly do: "create-role"; readonly role: WantedRole }
  | { readonly do: "set-trust"; readonly role: string; readonly trust: PolicyDocument }
  | { readonly do: "describe-role"; readonly role: WantedRole }
  | { readonly do: "set-boundary"; readonly role: string; readonly arn: string }
  | { readonly do: "remove-boundary"; readonly role: string }
  | { readonly do: "attach"; readonly role: string; readonly arn: string }
  | { readonly do: "detach"; readonly role: string; readonly arn: string }
  | {
      readonly do: "put-inline";
      readonly role: string;
      readonly name: string;
      readonly document: PolicyDocument;
    }
  | { readonly do: "delete-inline"; readonly role: string; readonly name: string }
  | { readonly do: "tag-role"; readonly role: string; readonly tags: Tags }
  | { readonly do: "tag-policy"; readonly arn: string; readonly tags: Tags }
  | { readonly do: "set-contact"; readonly kind: ContactKind; readonly contact: Contact }
  | { readonly do: "block-public-s3"; readonly account: AccountId }
  | { readonly do: "encrypt-volumes"; readonly region: string }
  | { readonly do: "remove-default-vpc"; readonly region: string; readonly vpc: string };

/** Says in a word or two what a difference is about, for the log. */
export function told(difference: Difference): string {
  const { do: what, ...rest } = difference;
  const subject = Object.values(rest)
    .map((value: unknown) => nameOf(value))
    .filter((name) => name !== "");
  return [what, ...subject].join(" ");
}

const nameOf = (value: unknown): string => {
  if (typeof value === "string") return value;
  const { name } = (value ?? {}) as { name?: unknown };
  return typeof name === "string" ? name : "";
};
