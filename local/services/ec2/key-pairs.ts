import { createHash, createPrivateKey } from "node:crypto";
import type {
  CreateKeyPairCommandInput,
  CreateKeyPairCommandOutput,
  DeleteKeyPairCommandInput,
  DeleteKeyPairCommandOutput,
  DescribeKeyPairsCommandInput,
  DescribeKeyPairsCommandOutput,
  ImportKeyPairCommandInput,
  ImportKeyPairCommandOutput,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import { required } from "./errors.ts";
import { KEY_PAIR, type KeyPairRecord } from "./key-pair-records.ts";
import { recordsOf, select } from "./kind.ts";
import { type Answer, ec2Operation } from "./operation.ts";
import { newId, type Site } from "./site.ts";
import { addTags, specifiedTags, tagsAt, tagsFor } from "./tag-records.ts";

/** What precedes the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410). */
const PKCS8_PREFIX = "302e020100300506032b657004220420";
const KEY_HEX_DIGITS = 64;

/**
 * A private key from the run's seed. It is Ed25519 whatever type was asked for, since RSA keys cannot
 * be made from a seed with Node's means, and there is no machine to log in to.
 */
function privateKeyPem(site: Site): string {
  const secret = site.world.random.text(KEY_HEX_DIGITS, "0123456789abcdef");
  const der = Buffer.from(`${PKCS8_PREFIX}${secret}`, "hex");
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  return key.export({ format: "pem", type: "pkcs8" }).toString();
}

function fingerprintOf(material: string | Uint8Array): string {
  return createHash("sha256").update(material).digest("base64");
}

type Plan = Pick<KeyPairRecord, "name" | "type" | "fingerprint">;

function keep(site: Site, plan: Plan): KeyPairRecord {
  if (recordsOf(site, KEY_PAIR).has(plan.name)) {
    const message = `The key pair '${plan.name}' already exists.`;
    throw new AwsError("InvalidKeyPair.Duplicate", message);
  }
  const createdAt = site.world.clock.now();
  const record = { ...plan, id: newId(site.world, "key"), owner: site.account, createdAt };
  recordsOf(site, KEY_PAIR).set(plan.name, record);
  return record;
}

const createKeyPair = ec2Operation<CreateKeyPairCommandInput, Answer<CreateKeyPairCommandOutput>>({
  name: "CreateKeyPair",
  members: ["KeyName", "KeyType", "TagSpecifications"],
  touches: () => [{ type: "key-pair" }],
  run(input, call) {
    const name = required(input.KeyName, "keyName");
    const material = privateKeyPem(call);
    const fingerprint = fingerprintOf(material);
    const { id } = keep(call, { name, type: input.KeyType ?? "rsa", fingerprint });
    const type = "key-pair";
    addTags(call, { id, type }, specifiedTags(input.TagSpecifications, type));
    return {
      KeyPairId: id,
      KeyName: name,
      KeyFingerprint: fingerprint,
      KeyMaterial: material,
      Tags: tagsFor(call, id),
    };
  },
});

const importKeyPair = ec2Operation<ImportKeyPairCommandInput, Answer<ImportKeyPairCommandOutput>>({
  name: "ImportKeyPair",
  members: ["KeyName", "PublicKeyMaterial", "TagSpecifications"],
  touches: () => [{ type: "key-pair" }],
  run(input, call) {
    const name = required(input.KeyName, "keyName");
    const material = Buffer.from(required(input.PublicKeyMaterial, "publicKeyMaterial"));
    const type = material.toString().startsWith("ssh-ed25519") ? "ed25519" : "rsa";
    const fingerprint = fingerprintOf(material);
    const { id } = keep(call, { name, type, fingerprint });
    const tags = specifiedTags(input.TagSpecifications, "key-pair");
    addTags(call, { id, type: "key-pair" }, tags);
    return { KeyPairId: id, KeyName: name, KeyFingerprint: fingerprint, Tags: tagsFor(call, id) };
  },
});

const describeKeyPairs = ec2Operation<
  DescribeKeyPairsCommandInput,
  Answer<DescribeKeyPairsCommandOutput>
>({
  name: "DescribeKeyPairs",
  members: ["KeyNames", "Filters"],
  run({ KeyNames, Filters }, call) {
    const found = select(call, KEY_PAIR, { ids: KeyNames, filters: Filters });
    const KeyPairs = found.map(({ id, name, type, fingerprint, createdAt }) => ({
      KeyPairId: id,
      KeyName: name,
      KeyType: type,
      KeyFingerprint: fingerprint,
      CreateTime: new Date(createdAt),
      Tags: tagsFor(call, id),
    }));
    return { KeyPairs };
  },
});

/** Deleting a key pair that is not there is no error. */
const deleteKeyPair = ec2Operation<DeleteKeyPairCommandInput, Answer<DeleteKeyPairCommandOutput>>({
  name: "DeleteKeyPair",
  members: ["KeyName", "KeyPairId"],
  touches: ({ KeyName }) => [{ type: "key-pair", id: KeyName }],
  run({ KeyName, KeyPairId }, call) {
    const found = [...recordsOf(call, KEY_PAIR).values()].find(
      ({ id, name }) => name === KeyName || id === KeyPairId,
    );
    if (!found) return { Return: true };
    recordsOf(call, KEY_PAIR).delete(found.name);
    tagsAt(call).delete(found.id);
    return { Return: true, KeyPairId: found.id };
  },
});

export const keyPairOperations = {
  CreateKeyPair: createKeyPair,
  ImportKeyPair: importKeyPair,
  DescribeKeyPairs: describeKeyPairs,
  DeleteKeyPair: deleteKeyPair,
};
