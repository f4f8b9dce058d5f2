import type {
  EnableOrganizationsRootCredentialsManagementCommandInput,
  FeatureType,
  ListOrganizationsFeaturesCommandInput,
} from "@aws-sdk/client-iam";
import * as sdk from "@aws-sdk/client-iam";
import type { Membership, OrganizationView } from "../../identity/organization-view.ts";
import type { Collection } from "../../kernel/collection.ts";
import type { Call, Operation, World } from "../../kernel/service.ts";
import { iamOperation } from "./operation.ts";

const SERVICE = "iam.amazonaws.com";
const $metadata = {};

interface RootAccess {
  readonly enabled: readonly FeatureType[];
}

function featuresOf(world: World, managementAccount: string): Collection<RootAccess> {
  const place = { service: "iam", account: managementAccount, region: "global" };
  return world.storage.collection(place, "rootAccess");
}

/** What is managed centrally of the root users of an organization's members. */
export function rootFeatures(world: World, managementAccount: string): readonly FeatureType[] {
  return featuresOf(world, managementAccount).get(managementAccount)?.enabled ?? [];
}

/** Accounts that may manage the root users of the members: the management account, and IAM's delegate. */
export function isRootManager(
  account: string,
  { managementAccount }: Membership,
  organization: OrganizationView,
): boolean {
  const delegates = organization.delegatedAdministrators({ managementAccount, service: SERVICE });
  return account === managementAccount || delegates.includes(account);
}

function membershipFor({ account }: Call, organization: OrganizationView): Membership {
  const membership = organization.membershipOf(account);
  if (!membership) {
    const message = "The request was rejected because your account is not part of an organization.";
    throw new sdk.OrganizationNotFoundException({ message, $metadata });
  }
  return membership;
}

/** The organization whose management account calls. Errors: the SDK's. */
function managed(call: Call, organization: OrganizationView): Membership {
  const membership = membershipFor(call, organization);
  const { managementAccount } = membership;
  if (managementAccount !== call.account) {
    const message = "The request was rejected because the caller is not the management account.";
    throw new sdk.CallerIsNotManagementAccountException({ message, $metadata });
  }
  if (!organization.isTrusted({ managementAccount, service: SERVICE })) {
    const message = "The request was rejected because trusted access is not enabled for IAM.";
    throw new sdk.ServiceAccessNotEnabledException({ message, $metadata });
  }
  return membership;
}

type Change = (present: readonly FeatureType[]) => readonly FeatureType[];

function changing(name: string, change: Change, organization: OrganizationView) {
  return iamOperation<EnableOrganizationsRootCredentialsManagementCommandInput, object>({
    name,
    members: [],
    run(_input, call) {
      const { managementAccount, organizationId } = managed(call, organization);
      const enabled = change(rootFeatures(call.world, managementAccount));
      featuresOf(call.world, managementAccount).set(managementAccount, { enabled });
      return { OrganizationId: organizationId, EnabledFeatures: enabled };
    },
  });
}

const list = (organization: OrganizationView) =>
  iamOperation<ListOrganizationsFeaturesCommandInput, object>({
    name: "ListOrganizationsFeatures",
    members: [],
    run(_input, call) {
      const membership = membershipFor(call, organization);
      if (!isRootManager(call.account, membership, organization)) {
        const message =
          "The request was rejected because the account making the request is not the management account or delegated administrator account for centralized root access.";
        throw new sdk.AccountNotManagementOrDelegatedAdministratorException({ message, $metadata });
      }
      const EnabledFeatures = rootFeatures(call.world, membership.managementAccount);
      return { OrganizationId: membership.organizationId, EnabledFeatures };
    },
  });

const adding =
  (feature: FeatureType): Change =>
  (present) => [...present.filter((each) => each !== feature), feature];

const removing =
  (feature: FeatureType): Change =>
  (present) =>
    present.filter((each) => each !== feature);

const NAMES = {
  RootCredentialsManagement: "OrganizationsRootCredentialsManagement",
  RootSessions: "OrganizationsRootSessions",
} as const;

/** Central management of the root users of an organization's members (facts 2.5). */
export function rootAccessOperations(
  organization: OrganizationView,
): Readonly<Record<string, Operation>> {
  const switches = Object.entries(NAMES).flatMap(([feature, name]) => {
    const which = feature as FeatureType;
    return [
      [`Enable${name}`, changing(`Enable${name}`, adding(which), organization)],
      [`Disable${name}`, changing(`Disable${name}`, removing(which), organization)],
    ] as const;
  });
  return { ...Object.fromEntries(switches), ListOrganizationsFeatures: list(organization) };
}
