import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Longest service control policy that Organizations takes, in characters (facts 1.9). */
const LONGEST_POLICY = 10_240;

/** What the documents leave open. */
export interface GuardRailNames {
  readonly Prefix: string;
  /** ARN of the access role in any account. */
  readonly AccessRoleArn: string;
  /** Those that owners may use; only the guard rail `regions` names them. */
  readonly Regions: readonly string[];
}

/**
 * Reads a guard rail, fills in its names and measures it. CloudFormation takes it as an object and sends
 * it without white space; what is sent is what Organizations measures.
 *
 * `leased` lies on the accounts in their owners' hands. An owner may be an administrator there, so it
 * names what even an administrator must not do: leave, commit money beyond the lease, make what no nuke
 * can delete, or change what Mayfly recognises, enters and bounds the account by (roles, policies, alias,
 * name).
 *
 * `regions`, where the configuration names some, lies there too. It leaves out services that have one
 * endpoint for the whole world, which signs as us-east-1, and the permission to list what is anywhere.
 *
 * `frozen` lies on single accounts whose budget is used up: it names what usually begins to cost, because
 * nothing tells cost from use. What runs already goes on, and everything can be read, stopped and deleted.
 *
 * `quarantine` lies on all the others: pooled, quarantined and closed accounts. Sessions that were open
 * before it was attached are under it too. Two kinds of principal go on:
 *
 * - The access role, for everything; what a service does with the access role's own request is part of it.
 * - Roles of the account through which AWS services clean up. No condition tells who took a role: for a
 *   service role `aws:PrincipalIsAWSService` and `aws:ViaAWSService` are false (IAM's global condition
 *   keys), only service-linked roles are outside every policy. Sealing them off made accounts that could
 *   never be emptied (innovation-sandbox-on-aws #189). So it is not the principal that is trusted but the
 *   deed that is harmless: roles under `/service-role/`, where consoles put them, may take down computers
 *   and look at them, any other role may free a network interface, which Lambda does with a function's
 *   own role. Nothing can be made, started, read or changed, and so it does not matter that the owner
 *   may have put a role there, or trusts a stranger with it.
 */
export function guardRail(name: string, names: GuardRailNames): object {
  const text = readFileSync(join(import.meta.dirname, "guard-rails", `${name}.json`), "utf8");
  const filled = text
    .replaceAll(/\$\{(Prefix|AccessRoleArn)\}/g, (_, key: "Prefix" | "AccessRoleArn") => names[key])
    .replace('"${Regions}"', JSON.stringify(names.Regions));
  const policy = JSON.parse(filled) as object;
  const { length } = JSON.stringify(policy);
  if (length <= LONGEST_POLICY) return policy;
  throw new Error(
    `Guard rail ${name} has ${length} characters; Organizations takes ${LONGEST_POLICY}.`,
  );
}
