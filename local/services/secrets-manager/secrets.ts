import { ResourceNotFoundException } from "@aws-sdk/client-secrets-manager";
import type { Collection } from "../../kernel/collection.ts";
import type { World } from "../../kernel/service.ts";

/** Where a secret lies. */
export interface Site {
  readonly account: string;
  readonly region: string;
}

/** One value that a secret has or had; binary ones are kept in base64. */
export interface VersionRecord {
  readonly id: string;
  readonly text?: string;
  readonly binary?: string;
  /** AWSCURRENT, AWSPREVIOUS; none for a value that only its id reaches. */
  readonly stages: readonly string[];
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

export interface SecretRecord extends Site {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly versions: readonly VersionRecord[];
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly changedAt: number;
}

export const CURRENT = "AWSCURRENT";
export const PREVIOUS = "AWSPREVIOUS";

/** The secrets of an account in a Region, by name. */
export const secretsAt = (world: World, { account, region }: Site): Collection<SecretRecord> =>
  world.storage.collection({ service: "secretsmanager", account, region }, "secrets");

/** Account and Region of an ARN; the caller's for a name. */
export function siteOf(id: string, caller: Site): Site {
  const [, , , region, account] = id.startsWith("arn:") ? id.split(":") : [];
  return { account: account ?? caller.account, region: region ?? caller.region };
}

/** Finds a secret by its name, its ARN, or its ARN without the six characters at its end. */
export function findSecret(world: World, id: string, caller: Site): SecretRecord | undefined {
  const secrets = secretsAt(world, siteOf(id, caller));
  if (!id.startsWith("arn:")) return secrets.get(id);
  return [...secrets.values()].find(({ arn }) => arn === id || arn.slice(0, -7) === id);
}

const notFound = (message: string) => new ResourceNotFoundException({ message, $metadata: {} });

/** @throws ResourceNotFoundException */
export function secretFor(world: World, id: string, caller: Site): SecretRecord {
  const found = findSecret(world, id, caller);
  if (found === undefined) throw notFound("Secrets Manager can't find the specified secret.");
  return found;
}

/** @throws ResourceNotFoundException when no version carries the label, or has the id */
export function versionFor(
  { versions }: SecretRecord,
  asked: { readonly id?: string | undefined; readonly stage?: string | undefined },
): VersionRecord {
  const { id, stage = id === undefined ? CURRENT : undefined } = asked;
  const found = versions.find(
    (each) =>
      (id === undefined || each.id === id) && (stage === undefined || each.stages.includes(stage)),
  );
  if (found !== undefined) return found;
  const by = stage === undefined ? `version id: ${id}` : `staging label: ${stage}`;
  throw notFound(`Secrets Manager can't find the specified secret value for ${by}`);
}
