import type { World } from "../kernel/service.ts";
import { attachedTo } from "../services/organizations/attachments.ts";
import { organizationOf } from "../services/organizations/organization.ts";
import { accountsOf, creationsOf, policiesOf, unitsOf } from "../services/organizations/records.ts";

/** An account as the organization has it at this moment: listings of AWS may lag behind. */
interface AccountLeaf {
  readonly id: string;
  readonly name: string;
  readonly state: string;
}

/** A root or organizational unit, and what is in it. */
export interface UnitNode {
  readonly id: string;
  readonly name: string;
  /** Names of the service control policies that are attached to it. */
  readonly policies: readonly string[];
  readonly units: readonly UnitNode[];
  readonly accounts: readonly AccountLeaf[];
}

export interface OrganizationTree {
  readonly id: string;
  readonly root: UnitNode;
  /** Names of accounts that are being created. */
  readonly creating: readonly string[];
}

function nodeOf(world: World, id: string, name: string): UnitNode {
  const within = ({ parentId }: { readonly parentId: string }) => parentId === id;
  const units = [...unitsOf(world).values()].filter(within);
  const accounts = [...accountsOf(world).values()].filter(within);
  return {
    id,
    name,
    policies: attachedTo(world, id).map((policy) => policiesOf(world).get(policy)?.name ?? policy),
    units: units.map((unit) => nodeOf(world, unit.id, unit.name)),
    accounts: accounts.map((account) => ({
      id: account.id,
      name: account.name,
      state: account.state,
    })),
  };
}

/** The whole organization, from its root down. */
export function organizationTree(world: World): OrganizationTree {
  const { id, rootId } = organizationOf(world);
  const creations = [...creationsOf(world).values()];
  return {
    id,
    root: nodeOf(world, rootId, "Root"),
    creating: creations
      .filter(({ state }) => state === "IN_PROGRESS")
      .map(({ accountName }) => accountName),
  };
}
