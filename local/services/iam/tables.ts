import type { Collection, Place } from "../../kernel/collection.ts";
import type { World } from "../../kernel/service.ts";
import type {
  AccessKeyRecord,
  GroupRecord,
  InstanceProfileRecord,
  ManagedPolicyRecord,
  MfaDeviceRecord,
  PasswordPolicyRecord,
  RoleRecord,
  ServerCertificateRecord,
  UserRecord,
} from "./records.ts";

/**
 * IAM of one account. Accounts need no registration: an account that nobody has used yet is empty.
 *
 * Whatever changes here counts for the next request. AWS is eventually consistent and may take some
 * seconds; where that matters (the access role of a new account), the one who makes the change delays it.
 */
const placeOf = (account: string): Place => ({ service: "iam", account, region: "global" });

/** What all accounts share: keys and aliases are unique in the world. */
const EVERYWHERE = placeOf("aws");

/** Entities by their name in lower case: names differ by more than their case. */
type Named<T> = (world: World, account: string) => Collection<T>;

const named =
  <T>(kind: string): Named<T> =>
  (world, account) =>
    world.storage.collection<T>(placeOf(account), kind);

export const keyOf = (name: string): string => name.toLowerCase();

export const usersOf = named<UserRecord>("users");
export const rolesOf = named<RoleRecord>("roles");
export const groupsOf = named<GroupRecord>("groups");
export const policiesOf = named<ManagedPolicyRecord>("policies");
export const instanceProfilesOf = named<InstanceProfileRecord>("instanceProfiles");
export const serverCertificatesOf = named<ServerCertificateRecord>("serverCertificates");
export const mfaDevicesOf = named<MfaDeviceRecord>("mfaDevices");

/** The password policy, under the key `policy`, where one was set. */
export const passwordPolicyOf = named<PasswordPolicyRecord>("passwordPolicy");

/** Every long-lived access key of the cloud by its id. */
export function accessKeysOf(world: World): Collection<AccessKeyRecord> {
  return world.storage.collection(EVERYWHERE, "accessKeys");
}

/** The account numbers of all account aliases. */
export function aliasesOf(world: World): Collection<string> {
  return world.storage.collection(EVERYWHERE, "aliases");
}
