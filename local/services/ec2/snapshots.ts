import type {
  CreateSnapshotCommandInput,
  CreateSnapshotCommandOutput,
  DeleteSnapshotCommandInput,
  DescribeSnapshotsCommandInput,
  DescribeSnapshotsCommandOutput,
  DisableEbsEncryptionByDefaultCommandInput,
  EnableEbsEncryptionByDefaultCommandInput,
  GetEbsEncryptionByDefaultCommandInput,
  Snapshot,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import { required } from "./errors.ts";
import { IMAGE } from "./image-records.ts";
import { find, forget, recordsOf, select } from "./kind.ts";
import { type Answer, ec2Operation } from "./operation.ts";
import { pageOf } from "./page.ts";
import { newId, type Site } from "./site.ts";
import { addTags, specifiedTags, tagsFor } from "./tag-records.ts";
import {
  encryptsByDefault,
  SNAPSHOT,
  type SnapshotRecord,
  setEncryptionByDefault,
  VOLUME,
  type VolumeRecord,
} from "./volume-records.ts";

function snapshotAnswer(site: Site, snapshot: SnapshotRecord): Snapshot {
  return {
    SnapshotId: snapshot.id,
    OwnerId: snapshot.owner,
    VolumeId: snapshot.volumeId,
    VolumeSize: snapshot.size,
    Encrypted: snapshot.encrypted,
    Description: snapshot.description,
    StartTime: new Date(snapshot.startedAt),
    State: "completed",
    Progress: "100%",
    StorageTier: "standard",
    Tags: tagsFor(site, snapshot.id),
  };
}

/** Makes a snapshot of a volume. */
export function makeSnapshot(
  site: Site,
  volume: VolumeRecord,
  description: string,
): SnapshotRecord {
  const snapshot = {
    id: newId(site.world, "snap"),
    owner: site.account,
    volumeId: volume.id,
    size: volume.size,
    encrypted: volume.encrypted,
    description,
    startedAt: site.world.clock.now(),
  };
  recordsOf(site, SNAPSHOT).set(snapshot.id, snapshot);
  return snapshot;
}

const createSnapshot = ec2Operation<
  CreateSnapshotCommandInput,
  Answer<CreateSnapshotCommandOutput>
>({
  name: "CreateSnapshot",
  members: ["VolumeId", "Description", "TagSpecifications"],
  touches: ({ VolumeId }) => [{ type: "snapshot" }, { type: "volume", id: VolumeId }],
  run({ VolumeId, Description, TagSpecifications }, call) {
    const volume = find(call, VOLUME, required(VolumeId, "volumeId"));
    const snapshot = makeSnapshot(call, volume, Description ?? "");
    const tags = specifiedTags(TagSpecifications, "snapshot");
    addTags(call, { id: snapshot.id, type: "snapshot" }, tags);
    return { ...snapshotAnswer(call, snapshot), State: "pending", Progress: "" };
  },
});

/** Lists the account's own snapshots: here no snapshot is shared or public. */
const describeSnapshots = ec2Operation<
  DescribeSnapshotsCommandInput,
  Answer<DescribeSnapshotsCommandOutput>
>({
  name: "DescribeSnapshots",
  members: ["SnapshotIds", "OwnerIds", "Filters", "MaxResults", "NextToken"],
  run(input, call) {
    const own =
      !input.OwnerIds || input.OwnerIds.some((id) => id === "self" || id === call.account);
    const found = select(call, SNAPSHOT, { ids: input.SnapshotIds, filters: input.Filters });
    const { items, next } = pageOf(own ? found : [], input);
    return { Snapshots: items.map((snapshot) => snapshotAnswer(call, snapshot)), ...next };
  },
});

const deleteSnapshot = ec2Operation<DeleteSnapshotCommandInput, object>({
  name: "DeleteSnapshot",
  members: ["SnapshotId"],
  touches: ({ SnapshotId }) => [{ type: "snapshot", id: SnapshotId }],
  run({ SnapshotId }, call) {
    const { id } = find(call, SNAPSHOT, required(SnapshotId, "snapshotId"));
    const image = [...recordsOf(call, IMAGE).values()].find(({ snapshotId }) => snapshotId === id);
    if (image) {
      const message = `The snapshot ${id} is currently in use by ${image.id}`;
      throw new AwsError("InvalidSnapshot.InUse", message);
    }
    forget(call, SNAPSHOT, id);
    return {};
  },
});

const getEncryption = ec2Operation<GetEbsEncryptionByDefaultCommandInput, object>({
  name: "GetEbsEncryptionByDefault",
  members: [],
  run: (_input, call) => ({ EbsEncryptionByDefault: encryptsByDefault(call) }),
});

const enableEncryption = ec2Operation<EnableEbsEncryptionByDefaultCommandInput, object>({
  name: "EnableEbsEncryptionByDefault",
  members: [],
  run(_input, call) {
    setEncryptionByDefault(call, true);
    return { EbsEncryptionByDefault: true };
  },
});

const disableEncryption = ec2Operation<DisableEbsEncryptionByDefaultCommandInput, object>({
  name: "DisableEbsEncryptionByDefault",
  members: [],
  run(_input, call) {
    setEncryptionByDefault(call, false);
    return { EbsEncryptionByDefault: false };
  },
});

export const snapshotOperations = {
  CreateSnapshot: createSnapshot,
  DescribeSnapshots: describeSnapshots,
  DeleteSnapshot: deleteSnapshot,
  GetEbsEncryptionByDefault: getEncryption,
  EnableEbsEncryptionByDefault: enableEncryption,
  DisableEbsEncryptionByDefault: disableEncryption,
};
