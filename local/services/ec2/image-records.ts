import { createHash } from "node:crypto";
import { AwsError } from "../../kernel/aws-error.ts";
import type { Kind } from "./kind.ts";
import { recordsOf } from "./kind.ts";
import type { Owned } from "./network-records.ts";
import type { Site } from "./site.ts";

export interface ImageRecord extends Owned {
  readonly name: string;
  readonly description: string;
  readonly public: boolean;
  readonly rootDevice: string;
  /** GiB of the root volume. */
  readonly size: number;
  readonly snapshotId: string;
  readonly createdAt: number;
}

export const IMAGE: Kind<ImageRecord> = {
  type: "image",
  notFound: "InvalidAMIID.NotFound",
  missing: (id) => `The image id '[${id}]' does not exist`,
  fields: {
    "image-id": ({ id }) => id,
    name: ({ name }) => name,
    description: ({ description }) => description,
    "owner-id": ({ owner }) => owner,
    "owner-alias": ({ public: open }) => (open ? "amazon" : undefined),
    "is-public": ({ public: open }) => open,
    state: () => "available",
    architecture: () => "x86_64",
    "root-device-type": () => "ebs",
    "virtualization-type": () => "hvm",
  },
};

/** Amazon's account for Linux images. */
const AMAZON = "137112412989";
const ID_LENGTH = 17;

/** The one public image of a Region: Amazon Linux, so that there is something to launch. */
export function publicImage({ region }: Site): ImageRecord {
  const hex = createHash("sha256").update(`image/${region}`).digest("hex");
  return {
    id: `ami-${hex.slice(0, ID_LENGTH)}`,
    owner: AMAZON,
    name: "al2023-ami-2023.9.20260101.0-kernel-6.12-x86_64",
    description: "Amazon Linux 2023 AMI",
    public: true,
    rootDevice: "/dev/xvda",
    size: 8,
    snapshotId: `snap-${hex.slice(ID_LENGTH, 2 * ID_LENGTH)}`,
    createdAt: Date.UTC(2026, 0, 1),
  };
}

/** The image with that id, public or own. Errors: InvalidAMIID.Malformed, InvalidAMIID.NotFound. */
export function imageFor(site: Site, id: string): ImageRecord {
  if (!/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) {
    throw new AwsError("InvalidAMIID.Malformed", `Invalid id: "${id}" (expecting "ami-...")`);
  }
  const open = publicImage(site);
  const image = id === open.id ? open : recordsOf(site, IMAGE).get(id);
  if (!image) throw new AwsError(IMAGE.notFound, IMAGE.missing(id));
  return image;
}
