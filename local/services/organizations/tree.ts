import type { World } from "../../kernel/service.ts";
import { accountArn, policyArn, resourcePolicyArn, rootArn, unitArn } from "./arns.ts";
import { organizationOf } from "./organization.ts";
import { accountsOf, policiesOf, resourcePoliciesOf, type Tags, unitsOf } from "./records.ts";

/** Formats of identifiers (API Reference, data types). */
export const PATTERNS = {
  root: /^r-[0-9a-z]{4,32}$/,
  unit: /^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/,
  account: /^\d{12}$/,
  policy: /^p-[0-9a-zA-Z_]{8,128}$/,
  resourcePolicy: /^rp-[0-9a-zA-Z_]{4,128}$/,
} as const;

export type EntityType = keyof typeof PATTERNS;

/** The type that an identifier is written as; undefined for no identifier at all. */
export function typeOf(id: string): EntityType | undefined {
  const types = Object.keys(PATTERNS) as EntityType[];
  return types.find((type) => PATTERNS[type].test(id));
}

/** Whether there is a root or unit with this id. */
export function isParent(world: World, id: string): boolean {
  return organizationOf(world).rootId === id || unitsOf(world).has(id);
}

/** Whether there is a root, unit or account with this id, to which policies can be attached. */
export function isTarget(world: World, id: string): boolean {
  return isParent(world, id) || accountsOf(world).has(id);
}

/** The root or unit that holds a unit or account; undefined for the root and for what does not exist. */
export function parentOf(world: World, id: string): string | undefined {
  return (unitsOf(world).get(id) ?? accountsOf(world).get(id))?.parentId;
}

/** The ids from the root down to this root, unit or account, itself included. */
export function lineOf(world: World, id: string): readonly string[] {
  const parent = parentOf(world, id);
  return parent === undefined ? [id] : [...lineOf(world, parent), id];
}

/** The place of an entity as `Paths` and `aws:PrincipalOrgPaths` write it: `o-…/r-…/ou-…/`. */
export function pathOf(world: World, id: string): string {
  return `${[organizationOf(world).id, ...lineOf(world, id)].join("/")}/`;
}

/** The tags of a root, unit, account or policy; none for what does not exist. */
export function tagsOf(world: World, id: string): Tags {
  const { rootId, rootTags } = organizationOf(world);
  if (id === rootId) return rootTags;
  const record =
    accountsOf(world).get(id) ??
    unitsOf(world).get(id) ??
    policiesOf(world).get(id) ??
    resourcePoliciesOf(world).get(id);
  return record?.tags ?? {};
}

/** The ARN of what an identifier names, whether or not it exists; undefined for no identifier. */
export function arnOf(world: World, id: string): string | undefined {
  const organization = organizationOf(world);
  const isAwsManaged = policiesOf(world).get(id)?.isAwsManaged ?? false;
  switch (typeOf(id)) {
    case "root":
      return rootArn(organization, id);
    case "unit":
      return unitArn(organization, id);
    case "account":
      return accountArn(organization, id);
    case "policy":
      return policyArn(organization, { id, isAwsManaged });
    case "resourcePolicy":
      return resourcePolicyArn(organization, id);
    default:
      return undefined;
  }
}

/** `organizations:PolicyType` for operations on a policy; only one type is emulated. */
export function policyTypeContext(id: string | undefined) {
  return typeOf(id ?? "") === "policy"
    ? { "organizations:PolicyType": "SERVICE_CONTROL_POLICY" }
    : {};
}
