import { profileNamed } from "./find.ts";
import { type HolderKind, ROLE, replaceHolder, targetOf, USER } from "./holder-kinds.ts";
import { profileTarget, replaceProfile } from "./instance-profiles.ts";
import { ownPolicy, policyTarget } from "./managed-policies.ts";
import { replaceDevice } from "./mfa-codes.ts";
import { deviceFor, deviceTarget } from "./mfa-devices.ts";
import { certificateNamed, certificateTarget } from "./server-certificates.ts";
import { keyOf, policiesOf, serverCertificatesOf } from "./tables.ts";
import type { Taggable } from "./tag-operations.ts";

function holder(kind: HolderKind, member: "RoleName" | "UserName"): Taggable {
  return {
    noun: kind.noun,
    member,
    target: (input, call) => targetOf(kind, input, call),
    find(input, call) {
      const record = kind.find(call, input);
      return {
        tags: record.tags,
        replace(tags) {
          kind.checkModifiable(record);
          replaceHolder(kind, call.world, { ...record, tags });
        },
      };
    },
  };
}

const policy: Taggable = {
  noun: "Policy",
  member: "PolicyArn",
  target: policyTarget,
  find({ PolicyArn }, call) {
    const record = ownPolicy(call, PolicyArn);
    const table = policiesOf(call.world, call.account);
    return {
      tags: record.tags,
      replace: (tags) => void table.set(keyOf(record.name), { ...record, tags }),
    };
  },
};

const instanceProfile: Taggable = {
  noun: "InstanceProfile",
  member: "InstanceProfileName",
  target: profileTarget,
  find({ InstanceProfileName }, call) {
    const record = profileNamed(call, InstanceProfileName);
    return {
      tags: record.tags,
      replace: (tags) => {
        replaceProfile(call.world, { ...record, tags });
      },
    };
  },
};

const serverCertificate: Taggable = {
  noun: "ServerCertificate",
  member: "ServerCertificateName",
  target: certificateTarget,
  find({ ServerCertificateName }, call) {
    const record = certificateNamed(call, ServerCertificateName);
    const table = serverCertificatesOf(call.world, call.account);
    return {
      tags: record.tags,
      replace: (tags) => void table.set(keyOf(record.name), { ...record, tags }),
    };
  },
};

const mfaDevice: Taggable = {
  noun: "MFADevice",
  member: "SerialNumber",
  target: deviceTarget,
  find({ SerialNumber }, call) {
    const record = deviceFor(call, SerialNumber);
    return {
      tags: record.tags,
      replace: (tags) => {
        replaceDevice(call.world, { ...record, tags });
      },
    };
  },
};

/** Everything of IAM that can be tagged here. */
export const TAGGABLE_KINDS: readonly Taggable[] = [
  holder(ROLE, "RoleName"),
  holder(USER, "UserName"),
  policy,
  instanceProfile,
  serverCertificate,
  mfaDevice,
];
