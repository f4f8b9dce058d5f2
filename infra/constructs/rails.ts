import { CfnPolicy } from "aws-cdk-lib/aws-organizations";
import type { Construct } from "constructs";
import type { Configuration } from "../configuration.ts";
import { guardRail } from "../guard-rails.ts";
import { namesOf } from "../names.ts";
import type { Unit } from "./site.ts";
import type { Units } from "./units.ts";

/** Which guard rail lies on which units. Only a leased account is anybody's but Mayfly's. */
const RAILS: Readonly<Record<string, { description: string; on: readonly Unit[] }>> = {
  leased: { description: "What the owner of a leased account must not do", on: ["active"] },
  regions: { description: "Where the owner of a leased account must stay", on: ["active"] },
  // Attached to the very accounts whose budget is used up, by the function guard-spend.
  frozen: { description: "Stops new spending in an account, and keeps its data", on: [] },
  quarantine: {
    description: "Keeps everybody but Mayfly out of pooled, quarantined and closed accounts",
    on: ["quarantine", "vending", "closed"],
  },
};

/** The guard rails, attached to their units. */
export function rails(
  scope: Construct,
  configuration: Configuration,
  units: Units,
): Readonly<Record<string, CfnPolicy>> {
  const names = {
    Prefix: configuration.prefix,
    AccessRoleArn: namesOf(configuration).accessRoleArn(),
    Regions: configuration.regions ?? [],
  };
  const wanted = Object.entries(RAILS).filter(
    ([name]) => name !== "regions" || configuration.regions !== undefined,
  );
  const policies = wanted.map(([name, { description, on }]): [string, CfnPolicy] => [
    name,
    new CfnPolicy(scope, `${name}-rail`, {
      name: `${configuration.prefix}-${name}`,
      description,
      type: "SERVICE_CONTROL_POLICY",
      content: guardRail(name, names),
      ...(on.length > 0 && { targetIds: on.map((unit) => units[unit].attrId) }),
    }),
  ]);
  return Object.fromEntries(policies);
}
