import type { Credentials } from "../kernel/principal.ts";
import type { World } from "../kernel/service.ts";
import { makeAccessKey } from "../services/iam/access-keys.ts";
import { arnOf, serialNumberOf } from "../services/iam/arns.ts";
import { withAttached } from "../services/iam/attached-policies.ts";
import { USER } from "../services/iam/holder-kinds.ts";
import { withInline } from "../services/iam/inline-policies.ts";
import { makeUserRecord } from "../services/iam/make-user.ts";
import { replaceDevice } from "../services/iam/mfa-codes.ts";
import type { AccessKeyRecord, MfaDeviceRecord, UserRecord } from "../services/iam/records.ts";
import { keyOf, usersOf } from "../services/iam/tables.ts";
import { newSeed } from "../services/iam/totp.ts";

function credentialsOf({ id, secret }: AccessKeyRecord): Credentials {
  return { accessKeyId: id, secretAccessKey: secret };
}

/** Makes an access key of an account's root user: somebody has to be the first. */
export function makeRootKey(world: World, account: string): Credentials {
  return credentialsOf(makeAccessKey(world, account, account));
}

/** What a first user may do, and whether a virtual MFA device is theirs. */
export interface UserOptions {
  /** ARNs of managed policies. */
  readonly policies?: readonly string[];
  /** Documents of inline policies by name. */
  readonly inline?: Readonly<Record<string, string>>;
  readonly mfa?: boolean;
}

/** A user with an access key, and the device if one was asked for. */
export interface MadeUser extends Credentials {
  readonly arn: string;
  readonly mfa?: {
    readonly serialNumber: string;
    /** In base32: what an authenticator app is given. */
    readonly seed: string;
  };
}

function makeDevice(world: World, user: UserRecord): MfaDeviceRecord {
  const now = world.clock.now();
  const device: MfaDeviceRecord = {
    account: user.account,
    name: user.name,
    path: "/",
    seed: newSeed((length, alphabet) => world.random.text(length, alphabet)),
    createdAt: now,
    tags: {},
    ownerId: user.id,
    enabledAt: now,
  };
  replaceDevice(world, device);
  return device;
}

/** Makes a user with an access key, for those who set up a cloud. Errors: those of IAM. */
export function makeUser(
  world: World,
  account: string,
  { name, policies = [], inline = {}, mfa = false }: UserOptions & { readonly name: string },
): MadeUser {
  const made = makeUserRecord(world, { account, UserName: name });
  const attached = policies.reduce((user, arn) => withAttached(USER, user, arn), made);
  const user = Object.entries(inline).reduce(
    (each, [policy, document]) => withInline(USER, each, { name: policy, document }),
    attached,
  );
  usersOf(world, account).set(keyOf(name), user);
  const device = mfa ? makeDevice(world, user) : undefined;
  return {
    ...credentialsOf(makeAccessKey(world, account, user.id)),
    arn: arnOf("user", user),
    ...(device && { mfa: { serialNumber: serialNumberOf(device), seed: device.seed } }),
  };
}
