import type { World } from "../../kernel/service.ts";
import { identitiesAt, type Site } from "./records.ts";

/** Verifies a domain or an address: what in AWS its owner does in the DNS, or by a link in a mail. */
export function verifyIdentity(world: World, site: Site, identity: string): void {
  identitiesAt(world, site).set(identity.toLowerCase(), true);
}

/** The address itself, its domain, and the domains above that. */
function candidates(address: string): readonly string[] {
  const lower = address.toLowerCase();
  const labels = lower.slice(lower.indexOf("@") + 1).split(".");
  return [lower, ...labels.map((_, index) => labels.slice(index).join("."))];
}

/** What was verified for an address: the address itself before its domain. */
export const verifiedFor = (world: World, site: Site, address: string): string | undefined =>
  candidates(address).find((each) => identitiesAt(world, site).has(each));
