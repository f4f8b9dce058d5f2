import type { Tag } from "@aws-sdk/client-iam";
import type { World } from "../../kernel/service.ts";
import { alreadyExists, limitExceeded } from "./errors.ts";
import { checkName, pathFor } from "./names.ts";
import { QUOTAS } from "./quotas.ts";
import type { InstanceProfileRecord } from "./records.ts";
import { instanceProfilesOf, keyOf } from "./tables.ts";
import { withTags } from "./tag-set.ts";
import { uniqueId } from "./unique-ids.ts";

/** An instance profile to be made, in the words of CreateInstanceProfile. */
export interface NewInstanceProfile {
  readonly account: string;
  readonly InstanceProfileName: string;
  readonly Path?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export const LONGEST_PROFILE_NAME = 128;

/** Makes an instance profile without a role. Errors: EntityAlreadyExists, LimitExceeded, ValidationError. */
export function makeInstanceProfile(
  world: World,
  { account, InstanceProfileName: name, Path, Tags }: NewInstanceProfile,
): InstanceProfileRecord {
  checkName("instanceProfileName", name, LONGEST_PROFILE_NAME);
  const profiles = instanceProfilesOf(world, account);
  if (profiles.has(keyOf(name))) throw alreadyExists(`Instance Profile ${name} already exists.`);
  if (profiles.size >= QUOTAS.instanceProfiles) {
    throw limitExceeded("InstanceProfilesPerAccount", QUOTAS.instanceProfiles);
  }
  const profile: InstanceProfileRecord = {
    account,
    name,
    path: pathFor(Path),
    id: uniqueId(world, "AIPA"),
    createdAt: world.clock.now(),
    tags: withTags({}, Tags),
  };
  profiles.set(keyOf(name), profile);
  return profile;
}
