import type { Kind } from "./kind.ts";
import type { Owned } from "./network-records.ts";
import { recordsAt, type Site } from "./site.ts";

export interface VolumeAttachment {
  readonly instanceId: string;
  /** For example `/dev/xvda`. */
  readonly device: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly deleteOnTermination: boolean;
}

export interface VolumeRecord extends Owned {
  /** GiB */
  readonly size: number;
  readonly type: string;
  readonly zone: string;
  readonly encrypted: boolean;
  readonly snapshotId?: string;
  readonly createdAt: number;
  readonly attachment?: VolumeAttachment;
}

export interface SnapshotRecord extends Owned {
  readonly volumeId: string;
  /** GiB */
  readonly size: number;
  readonly encrypted: boolean;
  readonly description: string;
  readonly startedAt: number;
}

export const VOLUME: Kind<VolumeRecord> = {
  type: "volume",
  notFound: "InvalidVolume.NotFound",
  missing: (id) => `The volume '${id}' does not exist.`,
  fields: {
    "volume-id": ({ id }) => id,
    "volume-type": ({ type }) => type,
    "availability-zone": ({ zone }) => zone,
    "snapshot-id": ({ snapshotId }) => snapshotId,
    size: ({ size }) => String(size),
    encrypted: ({ encrypted }) => encrypted,
    status: ({ attachment }) => (attachment ? "in-use" : "available"),
    "attachment.instance-id": ({ attachment }) => attachment?.instanceId,
    "attachment.device": ({ attachment }) => attachment?.device,
    "attachment.delete-on-termination": ({ attachment }) => attachment?.deleteOnTermination,
  },
};

export const SNAPSHOT: Kind<SnapshotRecord> = {
  type: "snapshot",
  notFound: "InvalidSnapshot.NotFound",
  missing: (id) => `The snapshot '${id}' does not exist.`,
  fields: {
    "snapshot-id": ({ id }) => id,
    "volume-id": ({ volumeId }) => volumeId,
    "owner-id": ({ owner }) => owner,
    description: ({ description }) => description,
    encrypted: ({ encrypted }) => encrypted,
    status: () => "completed",
  },
};

const SETTING = "ebs-encryption-by-default";

/** Whether new volumes of the Region are encrypted, asked for or not. */
export function encryptsByDefault(site: Site): boolean {
  return recordsAt<boolean>(site, "settings").get(SETTING) ?? false;
}

export function setEncryptionByDefault(site: Site, encrypts: boolean): void {
  recordsAt<boolean>(site, "settings").set(SETTING, encrypts);
}
