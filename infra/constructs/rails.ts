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
): readonly CfnPolicy[] {
  const names = {
    Prefix: configuration.prefix,
    AccessRoleArn: namesOf(configuration).accessRoleArn(),
  };
  return Object.entries(RAILS).map(
    ([name, { description, on }]) =>
      new CfnPolicy(scope, `${name}-rail`, {
        name: `${configuration.prefix}-${name}`,
        description,
        type: "SERVICE_CONTROL_POLICY",
        content: guardRail(name, names),
        targetIds: on.map((unit) => units[unit].attrId),
      }),
  );
}
