import type {
  AccessKeyMetadata,
  CreateAccessKeyCommandInput,
  CreateAccessKeyCommandOutput,
  DeleteAccessKeyCommandInput,
  ListAccessKeysCommandInput,
  ListAccessKeysCommandOutput,
  UpdateAccessKeyCommandInput,
} from "@aws-sdk/client-iam";
import type { Call, World } from "../../kernel/service.ts";
import { type Owner, type OwnInput, ownerOf, ownTargetOf } from "./caller.ts";
import { limitExceeded, noSuchEntity } from "./errors.ts";
import { moment } from "./moment.ts";
import { type Answer, iamOperation } from "./operation.ts";
import { PAGE_MEMBERS, pageOf } from "./paging.ts";
import { QUOTAS } from "./quotas.ts";
import type { AccessKeyRecord } from "./records.ts";
import { accessKeysOf } from "./tables.ts";
import { accessKeyId, secretKey } from "./unique-ids.ts";

/** The access keys of a user or root user. */
export function keysOwnedBy(world: World, account: string, id: string): readonly AccessKeyRecord[] {
  return [...accessKeysOf(world).values()].filter(
    (key) => key.account === account && key.ownerId === id,
  );
}

/** Makes an access key. Errors: LimitExceeded. */
export function makeAccessKey(world: World, account: string, ownerId: string): AccessKeyRecord {
  if (keysOwnedBy(world, account, ownerId).length >= QUOTAS.accessKeysPerUser) {
    throw limitExceeded("AccessKeysPerUser", QUOTAS.accessKeysPerUser);
  }
  const key: AccessKeyRecord = {
    account,
    id: accessKeyId(world, "AKIA", account),
    secret: secretKey(world),
    ownerId,
    active: true,
    createdAt: world.clock.now(),
  };
  accessKeysOf(world).set(key.id, key);
  return key;
}

const statusOf = ({ active }: AccessKeyRecord) => (active ? "Active" : "Inactive");

function metadataOf(key: AccessKeyRecord, { name }: Owner): AccessKeyMetadata {
  return {
    ...(name !== undefined && { UserName: name }),
    AccessKeyId: key.id,
    Status: statusOf(key),
    CreateDate: moment(key.createdAt),
  };
}

interface KeyInput extends OwnInput {
  readonly AccessKeyId?: string | undefined;
}

function keyFor(input: KeyInput, call: Call): AccessKeyRecord {
  const { AccessKeyId = "" } = input;
  const key = accessKeysOf(call.world).get(AccessKeyId);
  if (key?.account !== call.account || key.ownerId !== ownerOf(input, call).id) {
    throw noSuchEntity(`The Access Key with id ${AccessKeyId} cannot be found.`);
  }
  return key;
}

const create = iamOperation<CreateAccessKeyCommandInput, Answer<CreateAccessKeyCommandOutput>>({
  name: "CreateAccessKey",
  members: ["UserName"],
  on: ownTargetOf,
  run(input, call) {
    const owner = ownerOf(input, call);
    const key = makeAccessKey(call.world, call.account, owner.id);
    return {
      AccessKey: {
        UserName: owner.name,
        AccessKeyId: key.id,
        Status: statusOf(key),
        SecretAccessKey: key.secret,
        CreateDate: moment(key.createdAt),
      },
    };
  },
});

const list = iamOperation<ListAccessKeysCommandInput, Answer<ListAccessKeysCommandOutput>>({
  name: "ListAccessKeys",
  members: ["UserName", ...PAGE_MEMBERS],
  on: ownTargetOf,
  run(input, call) {
    const owner = ownerOf(input, call);
    const keys = keysOwnedBy(call.world, call.account, owner.id);
    const { items, more } = pageOf(keys, ({ id }) => id, input);
    return { AccessKeyMetadata: items.map((key) => metadataOf(key, owner)), ...more };
  },
});

const update = iamOperation<UpdateAccessKeyCommandInput, object>({
  name: "UpdateAccessKey",
  members: ["UserName", "AccessKeyId", "Status"],
  on: ownTargetOf,
  run(input, call) {
    const key = keyFor(input, call);
    accessKeysOf(call.world).set(key.id, { ...key, active: input.Status === "Active" });
    return {};
  },
});

const remove = iamOperation<DeleteAccessKeyCommandInput, object>({
  name: "DeleteAccessKey",
  members: ["UserName", "AccessKeyId"],
  on: ownTargetOf,
  run(input, call) {
    accessKeysOf(call.world).delete(keyFor(input, call).id);
    return {};
  },
});

export const accessKeyOperations = {
  CreateAccessKey: create,
  ListAccessKeys: list,
  UpdateAccessKey: update,
  DeleteAccessKey: remove,
};
