import {
  InvalidParameterException,
  InvalidRequestException,
  ResourceExistsException,
} from "@aws-sdk/client-secrets-manager";
import type { World } from "../../kernel/service.ts";
import {
  CURRENT,
  PREVIOUS,
  type SecretRecord,
  type Site,
  secretsAt,
  type VersionRecord,
} from "./secrets.ts";

/** A value as a request carries it: text or bytes, and never both. */
export interface GivenValue {
  readonly SecretString?: string | undefined;
  readonly SecretBinary?: Uint8Array | undefined;
  readonly ClientRequestToken?: string | undefined;
}

/** Bytes of a value at most (Secrets Manager User Guide, quotas). */
const LARGEST_VALUE = 65_536;
const SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

const parameter = (message: string) => new InvalidParameterException({ message, $metadata: {} });

function checkName(name: string): void {
  if (!/^[\w/+=.@-]{1,512}$/.test(name))
    throw parameter(
      "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
    );
}

/** The value of a request; undefined when it carries none. */
export function valueIn(given: GivenValue): Pick<VersionRecord, "text" | "binary"> | undefined {
  const { SecretString: text, SecretBinary: bytes } = given;
  if (text !== undefined && bytes !== undefined)
    throw parameter("You can't specify both a binary secret value and a string secret value.");
  if (Buffer.byteLength(text ?? bytes ?? "") > LARGEST_VALUE)
    throw parameter(`The secret value is larger than ${LARGEST_VALUE} bytes.`);
  if (text !== undefined) return { text };
  return bytes && { binary: Buffer.from(bytes).toString("base64") };
}

/** What a secret is made from. */
export interface NewSecret {
  readonly name: string;
  readonly description?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** Makes a secret that has no value yet. Errors: ResourceExistsException, InvalidParameterException. */
export function makeSecret(world: World, site: Site, wanted: NewSecret): SecretRecord {
  const { name, description, tags } = wanted;
  checkName(name);
  const { account, region } = site;
  if (secretsAt(world, site).has(name))
    throw exists(`The operation failed because the secret ${name} already exists.`);
  const now = world.clock.now();
  const suffix = world.random.text(6, SUFFIX);
  const made: SecretRecord = {
    ...{ name, account, region, tags, versions: [], createdAt: now, changedAt: now },
    arn: `arn:aws:secretsmanager:${region}:${account}:secret:${name}-${suffix}`,
    ...(description !== undefined && { description }),
  };
  secretsAt(world, site).set(name, made);
  return made;
}

const exists = (message: string) => new ResourceExistsException({ message, $metadata: {} });

/** Gives a secret a value, which becomes the current one; the same again, with its token, changes nothing. */
export function putValue(world: World, secret: SecretRecord, given: GivenValue): VersionRecord {
  const value = valueIn(given);
  if (value === undefined)
    throw new InvalidRequestException({
      message: "You must provide either SecretString or SecretBinary.",
      $metadata: {},
    });
  const id = given.ClientRequestToken ?? world.random.uuid();
  const known = secret.versions.find((each) => each.id === id);
  if (known !== undefined) return sameAgain(known, value);
  const now = world.clock.now();
  const version: VersionRecord = { id, ...value, stages: [CURRENT], createdAt: now };
  const versions = [...secret.versions.map(stepDown), version];
  secretsAt(world, secret).set(secret.name, { ...secret, versions, changedAt: now });
  return version;
}

function sameAgain(known: VersionRecord, value: Pick<VersionRecord, "text" | "binary">) {
  if (known.text === value.text && known.binary === value.binary) return known;
  throw exists(
    `You can't change the value of version ${known.id}: a request with the same token had another.`,
  );
}

/** The current value becomes the previous one, and the previous one loses its label. */
const stepDown = (version: VersionRecord): VersionRecord => ({
  ...version,
  stages: version.stages.includes(CURRENT) ? [PREVIOUS] : [],
});
