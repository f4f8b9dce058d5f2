import type {
  AccountJoinedMethod,
  AccountState,
  CreateAccountFailureReason,
} from "@aws-sdk/client-organizations";
import type { Collection, Place } from "../../kernel/collection.ts";
import type { World } from "../../kernel/service.ts";

export type Tags = Readonly<Record<string, string>>;

/** The organization itself; moments are milliseconds since the epoch here and below. */
export interface OrganizationRecord {
  readonly id: string;
  readonly rootId: string;
  readonly rootTags: Tags;
  readonly managementAccountId: string;
  readonly managementEmail: string;
  readonly serviceControlPolicies: "enabled" | "disabled";
}

export interface AccountRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: AccountState;
  readonly parentId: string;
  readonly joinedMethod: AccountJoinedMethod;
  readonly joinedAt: number;
  /** When listings begin to show it. */
  readonly listedFrom: number;
  readonly tags: Tags;
  /** The access role that is still to appear, and when. */
  readonly awaitedRole?: { readonly name: string; readonly dueAt: number };
  readonly closure?: ClosureRecord;
}

/** How far the closing of an account is. */
export interface ClosureRecord {
  readonly requestedAt: number;
  readonly closedAt: number;
  /** When the account leaves the organization for good. */
  readonly leavesAt: number;
}

/** A request to create an account. */
export interface CreationRecord {
  readonly id: string;
  readonly accountName: string;
  readonly email: string;
  readonly roleName: string;
  readonly tags: Tags;
  readonly requestedAt: number;
  /** When it is over; whether well or not is known only then. */
  readonly completesAt: number;
  readonly listedFrom: number;
  readonly state: "IN_PROGRESS" | "SUCCEEDED" | "FAILED";
  /** The reason for which it will fail, or did. */
  readonly failureReason?: CreateAccountFailureReason;
  readonly accountId?: string;
}

export interface UnitRecord {
  readonly id: string;
  readonly name: string;
  readonly parentId: string;
  readonly tags: Tags;
}

export interface PolicyRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** The document as it was given, to the character. */
  readonly content: string;
  readonly isAwsManaged: boolean;
  readonly tags: Tags;
}

/** An account that administers a service for the organization. */
export interface DelegationRecord {
  readonly accountId: string;
  readonly servicePrincipal: string;
  readonly since: number;
}

/** A service that may act in the organization. */
interface ServiceAccessRecord {
  readonly servicePrincipal: string;
  readonly since: number;
}

/** The policy by which the management account delegates. */
export interface ResourcePolicyRecord {
  readonly id: string;
  readonly content: string;
  readonly tags: Tags;
}

/** There is one organization in a cloud, so its records have one place, whoever manages it. */
const PLACE: Place = { service: "organizations", account: "aws", region: "global" };

const kind =
  <T>(name: string) =>
  ({ storage }: World): Collection<T> =>
    storage.collection<T>(PLACE, name);

/** The organization, under the key `organization`. */
export const organizationsOf = kind<OrganizationRecord>("organization");
export const accountsOf = kind<AccountRecord>("accounts");
export const creationsOf = kind<CreationRecord>("creations");
export const unitsOf = kind<UnitRecord>("units");
export const policiesOf = kind<PolicyRecord>("policies");
/** Ids of the policies that are attached to a root, unit or account, by its id. */
export const attachmentsOf = kind<readonly string[]>("attachments");
export const delegationsOf = kind<DelegationRecord>("delegations");
export const serviceAccessOf = kind<ServiceAccessRecord>("service-access");
/** At most one, by its id. */
export const resourcePoliciesOf = kind<ResourcePolicyRecord>("resource-policy");
/**
 * Every e-mail address that ever was an account's, in lower case, with that account. It stays when the
 * account leaves for good: AWS never lets it be another account's primary address.
 */
export const emailsOf = kind<string>("emails");
