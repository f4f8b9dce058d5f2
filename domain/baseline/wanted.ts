import { ourTags } from "../account/rails.ts";
import type { AccountId, AccountKey } from "../ids.ts";
import type {
  Baseline,
  BaselinePolicy,
  BaselineRole,
  PolicyDocument,
  PolicyReference,
} from "./baseline.ts";
import type { BaselineCertificate, ReadyCertificate } from "./certificate.ts";

/** The account that a baseline is for. */
export interface BaselineSite {
  readonly accountId: AccountId;
  /** First part of the names that Mayfly gives to things in accounts, which its guard rail protects. */
  readonly prefix: string;
  /** Unique in the world: the account's alias. */
  readonly alias: string;
  /** Mayfly's own tags, by which it knows what it made. */
  readonly tags: Readonly<Record<string, string>>;
  /** What the secrets have that the baseline names, by their names. */
  readonly certificates: Readonly<Record<string, ReadyCertificate>>;
}

/** The site that an account of ours is, whatever it is called: adopted ones keep their names. */
export const siteOf = (
  { accountId, key }: { readonly accountId: AccountId; readonly key: AccountKey },
  prefix: string,
  certificates: BaselineSite["certificates"] = {},
): BaselineSite => ({
  ...{ accountId, prefix, alias: `${prefix}-${key}`, tags: ourTags(key, prefix), certificates },
});

/** A policy as it must be in one account. */
export interface WantedPolicy {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  readonly document: PolicyDocument;
  readonly tags: Readonly<Record<string, string>>;
}

/** A role as it must be in one account. */
export interface WantedRole {
  readonly name: string;
  readonly description: string;
  readonly trust: PolicyDocument;
  readonly managedPolicies: readonly string[];
  readonly inlinePolicies: Readonly<Record<string, PolicyDocument>>;
  readonly boundary?: string;
  readonly longestSession: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** A server certificate as it must be in one account. */
export interface WantedCertificate {
  readonly name: string;
  readonly path: string;
  readonly texts: ReadyCertificate["texts"];
  readonly tags: Readonly<Record<string, string>>;
}

/** The name of a role or policy of a baseline in every account: `mayfly-`, prefix, name, suffix. */
export const nameInAccount = (
  { names }: Pick<Baseline, "names">,
  prefix: string,
  name: string,
): string => `${prefix}-${names.prefix}${name}${names.suffix}`;

type Naming = Pick<BaselineSite, "accountId" | "prefix">;

/** The ARN of a managed policy that a baseline, or a template with it, speaks of. */
export const policyArn = (
  baseline: Pick<Baseline, "names">,
  { accountId, prefix }: Naming,
  reference: PolicyReference,
): string =>
  "arn" in reference
    ? reference.arn
    : `arn:aws:iam::${accountId}:policy/${nameInAccount(baseline, prefix, reference.policy)}`;

export const wantedPolicy = (
  baseline: Baseline,
  site: BaselineSite,
  { name, description, document }: BaselinePolicy,
): WantedPolicy => ({
  name: nameInAccount(baseline, site.prefix, name),
  arn: policyArn(baseline, site, { policy: name }),
  description,
  document: filled(document, site),
  tags: { ...baseline.tags, ...site.tags },
});

export function wantedRole(baseline: Baseline, site: BaselineSite, role: BaselineRole): WantedRole {
  const { permissionsBoundary } = role;
  const arnOf = (reference: PolicyReference) => policyArn(baseline, site, reference);
  const inline = Object.entries(role.inlinePolicies).map(([name, document]) => [
    name,
    filled(document, site),
  ]);
  return {
    name: nameInAccount(baseline, site.prefix, role.name),
    description: role.description,
    trust: filled(role.trust, site),
    managedPolicies: role.managedPolicies.map(arnOf),
    inlinePolicies: Object.fromEntries(inline) as Record<string, PolicyDocument>,
    ...(permissionsBoundary === undefined ? {} : { boundary: arnOf(permissionsBoundary) }),
    longestSession: role.longestSession,
    tags: { ...baseline.tags, ...role.tags, ...site.tags },
  };
}

export const wantedCertificate = (
  baseline: Baseline,
  site: BaselineSite,
  { name, path, ready }: BaselineCertificate & { readonly ready: ReadyCertificate },
): WantedCertificate => ({
  name: `${nameInAccount(baseline, site.prefix, name)}-${ready.fingerprint}`,
  ...{ path, texts: ready.texts, tags: { ...baseline.tags, ...site.tags } },
});

/** Only these two names: IAM's own variables, such as `${aws:username}`, stay. */
const filled = (document: PolicyDocument, { accountId, prefix }: Naming): PolicyDocument =>
  JSON.parse(
    JSON.stringify(document).replaceAll("${AccountId}", accountId).replaceAll("${Prefix}", prefix),
  ) as PolicyDocument;
