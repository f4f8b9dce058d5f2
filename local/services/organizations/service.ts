import * as sdk from "@aws-sdk/client-organizations";
import type { Operation, Service, World } from "../../kernel/service.ts";
import { accountOperations } from "./accounts.ts";
import { attachmentOperations } from "./attachment-operations.ts";
import { organizationalUnitType } from "./cfn-organizational-unit.ts";
import { policyType } from "./cfn-policy.ts";
import { closeAccount } from "./close-account.ts";
import { createAccount } from "./create-account.ts";
import { creationStatusOperations } from "./creation-status.ts";
import { delegationOperations } from "./delegated-administrators.ts";
import { leavingOperations } from "./leaving.ts";
import {
  type Lifecycle,
  lifecycleOf,
  type OrganizationsDependencies,
  resumeLifecycle,
} from "./lifecycle.ts";
import { moveAccount } from "./move-account.ts";
import { policyOperations } from "./policy-operations.ts";
import { policyTypeOperations } from "./policy-types.ts";
import { registrationOperations } from "./register-administrator.ts";
import { resourcePolicyOperations } from "./resource-policy.ts";
import { serviceAccessOperations } from "./service-access.ts";
import { tagOperations } from "./tag-operations.ts";
import { throttled } from "./throttling.ts";
import { treeOperations } from "./tree-operations.ts";
import { unitOperations } from "./unit-operations.ts";

const operationsWith = (lifecycle: Lifecycle): Readonly<Record<string, Operation>> => ({
  CreateAccount: createAccount(lifecycle),
  CloseAccount: closeAccount(lifecycle),
  MoveAccount: moveAccount,
  ...creationStatusOperations,
  ...accountOperations,
  ...leavingOperations,
  ...treeOperations,
  ...unitOperations,
  ...tagOperations,
  ...policyOperations,
  ...attachmentOperations,
  ...policyTypeOperations,
  ...serviceAccessOperations,
  ...registrationOperations,
  ...delegationOperations,
  ...resourcePolicyOperations,
});

/**
 * AWS Organizations: one organization with one root, founded by `foundOrganization`. Accounts come to be
 * and are closed in their own time; quotas, rates and late listings are AWS's.
 */
export function organizationsService(
  world: World,
  dependencies: OrganizationsDependencies,
): Service {
  const lifecycle = lifecycleOf(world, dependencies);
  return {
    signingName: "organizations",
    protocol: "awsJson1_1",
    sdk,
    target: "AWSOrganizationsV20161128",
    globalRegion: "us-east-1",
    operations: throttled(world, operationsWith(lifecycle)),
    resources: [organizationalUnitType, policyType],
    resume: () => resumeLifecycle(world, lifecycle),
  };
}
