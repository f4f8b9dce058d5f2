import type { World } from "../../kernel/service.ts";
import { accountsOf, emailsOf, unitsOf } from "./records.ts";

const LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";

// Patterns of identifiers: API Reference of AWS Organizations, data types.
const ORGANIZATION = 10;
const ROOT = 4;
const UNIT = 8;
const POLICY = 8;
const REQUEST = 32;

export const newOrganizationId = ({ random }: World) => `o-${random.text(ORGANIZATION, LOWER)}`;

export const newRootId = ({ random }: World) => `r-${random.text(ROOT, LOWER)}`;

export const newPolicyId = ({ random }: World) => `p-${random.text(POLICY, LOWER)}`;

export const newResourcePolicyId = ({ random }: World) => `rp-${random.text(POLICY, LOWER)}`;

export const newRequestId = ({ random }: World) => `car-${random.text(REQUEST, LOWER)}`;

/** Draws until the id is free. */
function unused(draw: () => string, isTaken: (id: string) => boolean): string {
  for (;;) {
    const id = draw();
    if (!isTaken(id)) return id;
  }
}

/** Ids of units repeat the id of the root that they are in. */
export function newUnitId(world: World, rootId: string): string {
  const draw = () => `ou-${rootId.slice("r-".length)}-${world.random.text(UNIT, LOWER)}`;
  return unused(draw, (id) => unitsOf(world).has(id));
}

/** Twelve digits. The number of an account is never another's, even after it has left for good. */
export function newAccountId(world: World): string {
  const draw = () => String(world.random.between(100_000_000_000, 999_999_999_999));
  const before = new Set(emailsOf(world).values());
  return unused(draw, (id) => accountsOf(world).has(id) || before.has(id));
}
