import { isDeepStrictEqual } from "node:util";
import {
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DetachUserPolicyCommand,
  IAMClient,
} from "@aws-sdk/client-iam";
import { type EntryPolicy, entryPolicyName } from "../../domain/access/entry.ts";
import { TAGS } from "../../domain/account/rails.ts";
import { EntryNotGranted } from "../../domain/failures.ts";
import type { AccountId } from "../../domain/ids.ts";
import type { EntryPolicies } from "../../ports/entry-policies.ts";
import { readPolicy } from "./baseline/read-policy.ts";
import { CLIENT_SETTINGS, GLOBAL_REGION } from "./client-settings.ts";
import { isNamed, NOT_THERE, translated, unlessDone } from "./translate-failure.ts";

interface Place {
  readonly accountId: AccountId;
  readonly prefix: string;
}

/** One of the owner's policies, by its number. */
interface Slot {
  readonly iam: IAMClient;
  readonly user: string;
  readonly name: string;
  readonly arn: string;
  readonly prefix: string;
}

/** Numbered managed policies of each user: as many as are wanted, and none after them. */
export function iamEntryPolicies({ accountId, prefix }: Place): EntryPolicies {
  const iam = new IAMClient({ ...CLIENT_SETTINGS, region: GLOBAL_REGION });
  const slotOf = (user: string, number: number): Slot => {
    const name = entryPolicyName(prefix, user, number);
    return { iam, user, name, prefix, arn: `arn:aws:iam::${accountId}:policy/${name}` };
  };
  return {
    set: async (user, policies) => {
      const slots = policies.map((_, index) => slotOf(user, index + 1));
      await translated("Grant entry", refused(user, write(slots, policies)));
      for (let number = policies.length + 1; ; number += 1)
        if (!(await translated("Revoke entry", remove(slotOf(user, number))))) break;
      // Last, so that what is taken is taken even from a user who is gone.
      await translated("Grant entry", refused(user, attach(slots)));
    },
  };
}

async function write(slots: readonly Slot[], policies: readonly EntryPolicy[]): Promise<void> {
  for (const [index, slot] of slots.entries()) await put(slot, policies[index]);
}

async function attach(slots: readonly Slot[]): Promise<void> {
  for (const { iam, user, arn } of slots)
    await iam.send(new AttachUserPolicyCommand({ UserName: user, PolicyArn: arn }));
}

async function put(slot: Slot, policy: EntryPolicy | undefined): Promise<void> {
  const { iam, arn } = slot;
  const present = await readPolicy(iam, arn);
  const PolicyDocument = JSON.stringify(policy);
  if (present === undefined) return void (await create(slot, PolicyDocument));
  if (isDeepStrictEqual(present.document, policy)) return;
  // IAM keeps five versions; nobody needs the earlier ones.
  await forget(slot, present.otherVersions);
  await iam.send(
    new CreatePolicyVersionCommand({ PolicyArn: arn, PolicyDocument, SetAsDefault: true }),
  );
}

const create = ({ iam, name, prefix, user }: Slot, PolicyDocument: string) =>
  iam.send(
    new CreatePolicyCommand({
      ...{ PolicyName: name, PolicyDocument },
      Description: `The accounts of Mayfly that ${user} may enter`,
      Tags: [{ Key: TAGS.managedBy, Value: prefix }],
    }),
  );

async function forget({ iam, arn }: Slot, versions: readonly string[]): Promise<void> {
  for (const VersionId of versions)
    await unlessDone(
      iam.send(new DeletePolicyVersionCommand({ PolicyArn: arn, VersionId })),
      ...NOT_THERE,
    );
}

/** Removes a policy; answers whether there was one. */
async function remove(slot: Slot): Promise<boolean> {
  const { iam, arn, user } = slot;
  const present = await readPolicy(iam, arn);
  if (present === undefined) return false;
  const detaching = iam.send(new DetachUserPolicyCommand({ UserName: user, PolicyArn: arn }));
  await unlessDone(detaching, ...NOT_THERE); // not attached, or the user is gone
  await forget(slot, present.otherVersions);
  await unlessDone(iam.send(new DeletePolicyCommand({ PolicyArn: arn })), ...NOT_THERE);
  return true;
}

/** A user who is gone, or a quota that is used up: waiting would not help. */
const FINAL = ["LimitExceeded", "LimitExceededException", ...NOT_THERE];

async function refused<T>(user: string, deed: Promise<T>): Promise<T> {
  try {
    return await deed;
  } catch (error) {
    if (!isNamed(error, ...FINAL)) throw error;
    const { message } = error as Error;
    throw new EntryNotGranted(
      `User ${user} cannot be allowed to enter: ${message}`,
      { user },
      { cause: error },
    );
  }
}
