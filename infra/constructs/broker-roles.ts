import { Fn } from "aws-cdk-lib";
import { AccountPrincipal } from "aws-cdk-lib/aws-iam";
import type { CfnPolicy } from "aws-cdk-lib/aws-organizations";
import type { Construct } from "constructs";
import { type BrokerScope, type BrokerStatement, brokerStatements } from "../brokers.ts";
import type { Configuration } from "../configuration.ts";
import { namesOf } from "../names.ts";
import { allow, wide } from "./permissions.ts";
import { role } from "./role.ts";
import type { Unit } from "./site.ts";
import type { Units } from "./units.ts";

/** A role in the management account for each function that acts there, and for that function alone. */
export function brokerRoles(
  scope: Construct,
  configuration: Configuration,
  { units, frozen }: { readonly units: Units; readonly frozen: CfnPolicy | undefined },
): void {
  const scoped = { ...brokerScope(configuration, units), frozenPolicyArn: frozen?.attrArn ?? "" };
  const statements = brokerStatements(scoped);
  for (const [name, may] of Object.entries(statements))
    brokerRole(scope, configuration, { name, may });
}

function brokerScope(
  configuration: Configuration,
  units: Units,
): Omit<BrokerScope, "frozenPolicyArn"> {
  const { managementAccountId, rootId } = configuration.organization;
  // arn:aws:organizations::111111111111:ou/o-example/ou-example: the only place that tells it.
  const organizationId = Fn.select(1, Fn.split("/", units.parent.attrArn));
  const root = `${organizationId}/${rootId}`;
  const place = (unit: Unit) => ({
    arn: units[unit].attrArn,
    path: `${root}/${units.parent.attrId}/${units[unit].attrId}/`,
  });
  return {
    configuration,
    organizationId,
    places: {
      root: {
        arn: `arn:aws:organizations::${managementAccountId}:root/${root}`,
        path: `${root}/`,
      },
      vending: place("vending"),
      active: place("active"),
      quarantine: place("quarantine"),
      closed: place("closed"),
    },
  };
}

/**
 * A trust policy can only name roles that exist, and the functions come with the other stack: so the
 * account is trusted, and the condition says which role of it.
 */
function brokerRole(
  scope: Construct,
  configuration: Configuration,
  { name, may }: { name: string; may: readonly BrokerStatement[] },
): void {
  const names = namesOf(configuration);
  role(scope, `broker-${name}`, {
    roleName: names.brokerRole(name),
    description: `What ${name} of Mayfly does in the management account`,
    assumedBy: new AccountPrincipal(configuration.organization.vendingAccountId).withConditions({
      ArnEquals: { "aws:PrincipalArn": names.functionRoleArn(name) },
    }),
    may: may.map(({ why, actions, resources, conditions }) =>
      wide(why, allow(actions, resources, conditions)),
    ),
  });
}
