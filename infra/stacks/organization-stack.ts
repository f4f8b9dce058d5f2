import {
  CfnOutput,
  type CfnResource,
  RemovalPolicy,
  Stack,
  type StackProps,
  Tags,
} from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { Configuration } from "../configuration.ts";
import { brokerRoles } from "../constructs/broker-roles.ts";
import { rails } from "../constructs/rails.ts";
import type { Unit } from "../constructs/site.ts";
import { units } from "../constructs/units.ts";
import { synthesizer } from "./synthesizer.ts";
import { FROZEN_POLICY, UNIT_PARAMETERS } from "./unit-parameters.ts";

export interface OrganizationStackProps extends StackProps {
  readonly configuration: Configuration;
}

/** What must be in the management account, and nothing that runs: units, guard rails and broker roles. */
export class OrganizationStack extends Stack {
  constructor(scope: Construct, id: string, props: OrganizationStackProps) {
    const { configuration, ...stackProps } = props;
    super(scope, id, {
      description: "Mayfly: units, guard rails and brokers",
      synthesizer: synthesizer(),
      ...stackProps,
    });
    Tags.of(this).add("mayfly:deployment", configuration.prefix);
    const lifecycle = units(this, configuration);
    const { parent, vending, active, quarantine, closed } = lifecycle;
    const policies = rails(this, configuration, lifecycle);
    keep([parent, vending, active, quarantine, closed, ...Object.values(policies)]);
    brokerRoles(this, configuration, { units: lifecycle, frozen: policies["frozen"] });
    new CfnOutput(this, FROZEN_POLICY, { value: policies["frozen"]?.attrId ?? "" });
    for (const [unit, output] of Object.entries(UNIT_PARAMETERS) as [Unit, string][])
      new CfnOutput(this, output, { value: lifecycle[unit].attrId });
    new CfnOutput(this, "UnitIdParent", { value: parent.attrId });
  }
}

/**
 * Organizations refuses two changes at once, so each waits for the one before (pulumi-aws-native #1687).
 * All outlive the stack: without them, accounts that wait for their end would lie open.
 */
function keep(resources: readonly CfnResource[]): void {
  for (const [index, resource] of resources.entries()) {
    resource.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const before = resources[index - 1];
    if (before !== undefined) resource.addResourceDependency(before);
  }
}
