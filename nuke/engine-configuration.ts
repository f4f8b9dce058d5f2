import type { AccountId } from "../domain/ids.ts";

/** What differs from one account to the next. */
export interface NukeTarget {
  readonly accountId: AccountId;
  /** Regions that are enabled in the account. */
  readonly regions: readonly string[];
  /** Accounts that the engine must refuse, whatever it is told. */
  readonly blocklist: readonly AccountId[];
  /** Names of the organization's trails, which every member account lists and none can delete. */
  readonly organizationTrails: readonly string[];
  /** The role through which the engine itself came in. */
  readonly accessRoleName: string;
}

/** Types whose deletion protection aws-nuke lifts before it deletes. */
const PROTECTED = [
  "CloudFormationStack",
  "CloudWatchLogsLogGroup",
  "CognitoUserPool",
  "DocDBCluster",
  "DSQLCluster",
  "DynamoDBTable",
  "EC2Instance",
  "EKSCluster",
  "ELBv2",
  "NeptuneCluster",
  "NeptuneGraph",
  "NeptuneInstance",
  "PinpointPhoneNumber",
  "QLDBLedger",
  "RDSInstance",
];

/** Without these, aws-nuke would leave things alone and say nothing of them, or fail for ever. */
const FURTHER = {
  CloudFormationStack: { CreateRoleToDeleteStack: true },
  EC2Image: {
    DisableDeregistrationProtection: true,
    IncludeDeprecated: true,
    IncludeDisabled: true,
  },
  EC2Instance: { DisableStopProtection: true },
  LightsailInstance: { ForceDeleteAddOns: true },
  NeptuneInstance: { DisableClusterDeletionProtection: true },
  QuickSightSubscription: { DisableTerminationProtection: true },
  RDSInstance: { StartClusterToDelete: true },
  S3Bucket: { BypassGovernanceRetention: true, RemoveObjectLegalHold: true },
  SSMQuickSetupConfigurationManager: { CreateRoleToDelete: true },
};

const settings = (): Readonly<Record<string, Readonly<Record<string, boolean>>>> => {
  const lifted = PROTECTED.map((type) => [type, { DisableDeletionProtection: true }] as const);
  const all = new Map<string, Readonly<Record<string, boolean>>>(lifted);
  for (const [type, further] of Object.entries(FURTHER))
    all.set(type, { ...all.get(type), ...further });
  return Object.fromEntries(all);
};

/** Parts that go with their whole: to list them one by one would take hours, and to delete them fails. */
const PARTS = ["S3Object", "DynamoDBTableItem", "BedrockAgentCoreWorkloadIdentity"];

/**
 * The configuration of aws-nuke v3 for one account, as JSON, which is YAML too. It names the one account,
 * so that the engine refuses credentials of any other. The engine also wants an alias, to keep it off
 * accounts of whose purpose nobody thought; Mayfly's rails decide that, and an account that failed before
 * its baseline was applied, or whose owner deleted the alias, must be nuked all the same.
 */
export const engineConfiguration = (target: NukeTarget): string =>
  JSON.stringify({
    regions: ["global", ...target.regions],
    blocklist: target.blocklist,
    "bypass-alias-check-accounts": [target.accountId],
    "resource-types": { excludes: PARTS },
    settings: settings(),
    accounts: { [target.accountId]: { filters: survivors(target) } },
  });

/**
 * Rules that AWS Security Incident Response puts into every account of an organization. The engine passes over
 * rules that a service manages, but not over their targets, which cannot be deleted either. A rule that somebody
 * else gave such a name is no managed one: with its target it cannot be deleted, and a person is called.
 */
const MANAGED_TARGETS = ["SIRGuardDutyRule", "SIRSecurityHubRule"].map(
  (rule) => `Rule: ${rule} Target ID: security-ir`,
);

/**
 * What must survive: the access role with its policies, the targets of rules that a service manages, and the
 * identity provider of IAM Identity Center, which only AWS can delete. Roles that AWS owns are known to the engine by their paths; a filter by name
 * would spare every role that its maker called so.
 */
const survivors = ({ accessRoleName, organizationTrails }: NukeTarget) => ({
  ...(organizationTrails.length === 0 ? {} : { CloudTrailTrail: organizationTrails }),
  CloudWatchEventsTarget: MANAGED_TARGETS,
  IAMRole: [accessRoleName],
  IAMRolePolicy: [{ property: "role:RoleName", value: accessRoleName }],
  IAMRolePolicyAttachment: [{ property: "RoleName", value: accessRoleName }],
  IAMSAMLProvider: [
    {
      type: "regex",
      value: "^arn:aws[a-z-]*:iam::[0-9]{12}:saml-provider/AWSSSO_[0-9a-f]{16}_DO_NOT_DELETE$",
    },
  ],
});
