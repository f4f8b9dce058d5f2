import type { World } from "../../kernel/service.ts";
import { FULL_ACCESS } from "./full-access.ts";
import { organizationOf } from "./organization.ts";
import { accountsOf, attachmentsOf, unitsOf } from "./records.ts";

/** Ids of the service control policies that are attached to this very root, unit or account. */
export function attachedTo(world: World, targetId: string): readonly string[] {
  return attachmentsOf(world).get(targetId) ?? [];
}

/** Ids of the roots, units and accounts to which the policy is attached. */
export function targetsOf(world: World, policyId: string): readonly string[] {
  return [...attachmentsOf(world).entries()]
    .filter(([, policies]) => policies.includes(policyId))
    .map(([target]) => target);
}

export function attach(world: World, policyId: string, targetId: string): void {
  attachmentsOf(world).set(targetId, [...attachedTo(world, targetId), policyId]);
}

export function detach(world: World, policyId: string, targetId: string): void {
  const left = attachedTo(world, targetId).filter((each) => each !== policyId);
  attachmentsOf(world).set(targetId, left);
}

/** What a new root, unit or account has attached: FullAWSAccess, while the policy type is enabled. */
export function attachDefaults(world: World, targetId: string): void {
  if (organizationOf(world).serviceControlPolicies === "disabled") return;
  attach(world, FULL_ACCESS.id, targetId);
}

/** Attaches FullAWSAccess to everything, as when the policy type is enabled. */
export function attachDefaultsEverywhere(world: World): void {
  const { rootId } = organizationOf(world);
  const targets = [rootId, ...unitsOf(world).keys(), ...accountsOf(world).keys()];
  for (const target of targets) attachDefaults(world, target);
}

/** Detaches every policy from everything, for good: as when the policy type is disabled. */
export function detachEverything(world: World): void {
  for (const target of [...attachmentsOf(world).keys()]) attachmentsOf(world).delete(target);
}
