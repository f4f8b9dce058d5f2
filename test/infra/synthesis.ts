import { join } from "node:path";
import { App, type Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { Code } from "aws-cdk-lib/aws-lambda";
import cdk from "../../cdk.json" with { type: "json" };
import type { Configuration } from "../../infra/configuration.ts";
import { OrganizationStack } from "../../infra/stacks/organization-stack.ts";
import { VendingStack } from "../../infra/stacks/vending-stack.ts";
import { CONFIGURATION } from "./sample-configuration.ts";

// Validation against CloudFormation's schemas takes three times as long; synthesis itself does it.
process.env["CDK_VALIDATION"] = "false";

const app = () => new App({ context: cdk.context });

export const vendingStack = (configuration: Configuration = CONFIGURATION, scope = app()) =>
  new VendingStack(scope, "Vending", {
    configuration,
    env: {
      account: configuration.organization.vendingAccountId,
      region: configuration.region,
    },
    codeOf: () => Code.fromInline("exports.handler = async () => {}"),
    nukeFolder: join(import.meta.dirname, "..", "..", "nuke"),
  });

export const organizationStack = (configuration: Configuration = CONFIGURATION, scope = app()) =>
  new OrganizationStack(scope, "Organization", {
    configuration,
    env: { account: configuration.organization.managementAccountId, region: "us-east-1" },
  });

export const templateOf = (stack: Stack): Template => Template.fromStack(stack);

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
}

/** Resources of one type, by their logical ids. */
export const resourcesOf = (template: Template, type: string): Record<string, Resource> =>
  template.findResources(type) as Record<string, Resource>;

/** Properties of the resources of one type. */
export const propertiesOf = (template: Template, type: string): Resource["Properties"][] =>
  Object.values(resourcesOf(template, type)).map(({ Properties }) => Properties);
