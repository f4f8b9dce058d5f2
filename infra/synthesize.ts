import type { App } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import type { FolderOf } from "./bundle.ts";
import type { Configuration } from "./configuration.ts";
import { OrganizationStack } from "./stacks/organization-stack.ts";
import { VendingStack } from "./stacks/vending-stack.ts";

/** Adds both stacks of a deployment to an app. */
export function addStacks(app: App, configuration: Configuration, folderOf: FolderOf): void {
  const { managementAccountId, vendingAccountId } = configuration.organization;
  new OrganizationStack(app, "Organization", {
    configuration,
    stackName: `${configuration.prefix}-organization`,
    // Organizations, and the events about it, live there.
    env: { account: managementAccountId, region: "us-east-1" },
  });
  new VendingStack(app, "Vending", {
    configuration,
    stackName: `${configuration.prefix}-vending`,
    env: { account: vendingAccountId, region: configuration.region },
    codeOf: (name) => Code.fromAsset(folderOf(name)),
    nukeFolder: folderOf("nuke"),
  });
}
