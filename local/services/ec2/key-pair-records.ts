import type { Kind } from "./kind.ts";
import type { Owned } from "./network-records.ts";

/** A key pair, kept by its name; `id` is that of the API. */
export interface KeyPairRecord extends Owned {
  readonly name: string;
  readonly type: "rsa" | "ed25519";
  readonly fingerprint: string;
  readonly createdAt: number;
}

export const KEY_PAIR: Kind<KeyPairRecord> = {
  type: "key-pair",
  notFound: "InvalidKeyPair.NotFound",
  missing: (name) => `The key pair '${name}' does not exist`,
  fields: {
    "key-name": ({ name }) => name,
    "key-pair-id": ({ id }) => id,
    fingerprint: ({ fingerprint }) => fingerprint,
  },
};
