/** Why moto and the local cloud may differ somewhere, and where AWS says so. */
export interface Difference {
  /** Titles of the calls. */
  readonly calls: RegExp;
  /** Paths in the answer, or `outcome`. */
  readonly at: RegExp;
  readonly reason: string;
  /** Page of AWS's documentation. */
  readonly page: string;
}

const organizations = (operation: string) =>
  `https://docs.aws.amazon.com/organizations/latest/APIReference/API_${operation}.html`;
const iam = (operation: string) =>
  `https://docs.aws.amazon.com/IAM/latest/APIReference/API_${operation}.html`;
const sts = (operation: string) =>
  `https://docs.aws.amazon.com/STS/latest/APIReference/API_${operation}.html`;

const IDENTIFIERS =
  "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids";

const OUTCOME = /^outcome$/;

/** Every difference is moto's being laxer, older or plainer than AWS, unless the reason says otherwise. */
export const DIFFERENCES: readonly Difference[] = [
  {
    calls: /^DescribeOrganization$/,
    at: /^Organization\.AvailablePolicyTypes$/,
    reason: "Deprecated: AWS asks not to use it, and the local cloud leaves it out.",
    page: organizations("DescribeOrganization"),
  },
  {
    calls: /OrganizationalUnit/,
    at: /^OrganizationalUnit\.Path$/,
    reason: "Units have told their path since 2026.",
    page: organizations("OrganizationalUnit"),
  },
  {
    calls: /^CreateOrganizationalUnit of a name that is taken$/,
    at: OUTCOME,
    reason: "Names of units are unique in their parent.",
    page: organizations("CreateOrganizationalUnit"),
  },
  {
    calls: /^ListOrganizationalUnitsForParent$/,
    at: /^OrganizationalUnits$/,
    reason: "Moto has made the second unit of the same name, and tells no paths.",
    page: organizations("CreateOrganizationalUnit"),
  },
  {
    calls: /^CreateOrganizationalUnit in a parent that is missing$/,
    at: OUTCOME,
    reason: "ParentNotFoundException.",
    page: organizations("CreateOrganizationalUnit"),
  },
  {
    calls: /^CreateAccount$/,
    at: /^CreateAccountStatus\.(State|CompletedTimestamp|AccountId)$/,
    reason: "Creation is asynchronous: the first answer is IN_PROGRESS.",
    page: organizations("CreateAccount"),
  },
  {
    calls: /^DescribeCreateAccountStatus of a request that is missing$/,
    at: OUTCOME,
    reason: "The error for a request is CreateAccountStatusNotFoundException.",
    page: organizations("DescribeCreateAccountStatus"),
  },
  {
    calls: /^ListCreateAccountStatus$/,
    at: /^CreateAccountStatuses$/,
    reason:
      "Moto had to create the member that is there from the start, and lists the management account.",
    page: organizations("ListCreateAccountStatus"),
  },
  {
    calls: /Account|ListDelegatedAdministrators/,
    at: /\.Status$/,
    reason: "Status was to be retired on 9 September 2026 in favour of State.",
    page: organizations("Account"),
  },
  {
    calls: /Account/,
    at: /\.Paths$/,
    reason: "Accounts have told their paths since 2026.",
    page: organizations("Account"),
  },
  {
    calls: /^ListAccounts/,
    at: /\.JoinedMethod$/,
    reason: "The management account is INVITED, as in AWS's example.",
    page: organizations("ListAccounts"),
  },
  {
    calls: /^MoveAccount from where it is not$/,
    at: OUTCOME,
    reason: "DuplicateAccountException: the account is in the destination already.",
    page: organizations("MoveAccount"),
  },
  {
    calls: /^DeleteOrganizationalUnit that has an account$/,
    at: OUTCOME,
    reason: "OrganizationalUnitNotEmptyException.",
    page: organizations("DeleteOrganizationalUnit"),
  },
  {
    calls: /^(DescribePolicy of AWS|ListPolicies|ListPoliciesForTarget)$/,
    at: /\.Arn$/,
    reason: "AWS's own policies have ARNs without an organization, as in AWS's example.",
    page: organizations("ListPolicies"),
  },
  {
    calls: /^AttachPolicy that is attached$/,
    at: OUTCOME,
    reason: "DuplicatePolicyAttachmentException.",
    page: organizations("AttachPolicy"),
  },
  {
    calls: /^DetachPolicy that is not attached$/,
    at: OUTCOME,
    reason: "PolicyNotAttachedException.",
    page: organizations("DetachPolicy"),
  },
  {
    calls: /^(Register|Deregister)DelegatedAdministrator/,
    at: OUTCOME,
    reason: "Account Management takes a delegated administrator; moto's list of services lacks it.",
    page: "https://docs.aws.amazon.com/accounts/latest/reference/using-orgs-delegated-admin.html",
  },
  {
    calls: /^AssumeRole/,
    at: /^PackedPolicySize$/,
    reason: "It tells how large session policies and tags are, and here there are none.",
    page: sts("AssumeRole"),
  },
  {
    calls: /^DescribeAccount that is being closed$/,
    at: /^Account\.State$/,
    reason: "Closing takes time: PENDING_CLOSURE, then CLOSED; SUSPENDED is AWS's restriction.",
    page: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html",
  },
  {
    calls: /^(CreateRole|GetInstanceProfile|ListInstanceProfilesForRole)/,
    at: /\.RoleLastUsed$/,
    reason: "Only GetRole and the authorization details tell it.",
    page: iam("Role"),
  },
  {
    calls: /^CreateRole with a trust policy that is no JSON$/,
    at: OUTCOME,
    reason: "MalformedPolicyDocument.",
    page: iam("CreateRole"),
  },
  {
    calls: /^(CreateInstanceProfile|GetInstanceProfile|ListInstanceProfilesForRole)$/,
    at: /InstanceProfileId$/,
    reason: "Ids of instance profiles begin with AIPA.",
    page: IDENTIFIERS,
  },
  {
    calls: /^(CreateInstanceProfile|GetInstanceProfile|ListInstanceProfilesForRole)$/,
    at: /\.Tags$/,
    reason: "AWS's examples have no empty lists of tags, and none for the roles inside.",
    page: iam("GetInstanceProfile"),
  },
  {
    calls: /^List|^GetGroup$/,
    at: /^IsTruncated$/,
    reason: "AWS's examples always say whether the page is the last.",
    page: iam("GetGroup"),
  },
  {
    calls: /^CreateServiceLinkedRole$/,
    at: /^Role\.(RoleName|Arn|Description|Tags|RoleLastUsed)$/,
    reason:
      "Each service names and describes its role itself; this one is AWSServiceRoleForOrganizations.",
    page: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services.html",
  },
  {
    calls: /^GetSessionToken$/,
    at: /^Credentials\.AccessKeyId$/,
    reason: "Temporary keys begin with ASIA.",
    page: IDENTIFIERS,
  },
  {
    calls: /User|Group/,
    at: /(UserId|GroupId)$/,
    reason: "Ids of users begin with AIDA, of groups with AGPA.",
    page: IDENTIFIERS,
  },
  {
    calls: /^GetGroup$/,
    at: /^Users\[0\]\.Tags$/,
    reason: "Listings of users tell no tags.",
    page: iam("ListUsers"),
  },
  {
    calls: /^AssumeRole for (too long|longer than the role allows)$/,
    at: OUTCOME,
    reason: "ValidationError: 12 hours at most, and no more than the role's MaxSessionDuration.",
    page: sts("AssumeRole"),
  },
  {
    calls: /^(CreatePolicy of a customer|GetPolicy|ListPolicies of the customer)$/,
    at: /PolicyId$/,
    reason: "Ids of policies begin with ANPA.",
    page: IDENTIFIERS,
  },
  {
    calls: /^(CreatePolicy of a customer|GetPolicy|ListPolicies of the customer)$/,
    at: /PermissionsBoundaryUsageCount$/,
    reason: "AWS counts these uses, beginning with 0.",
    page: iam("Policy"),
  },
  {
    calls: /^(CreatePolicyVersion|ListPolicyVersions)$/,
    at: /Document$/,
    reason: "The document is told by GetPolicyVersion, not by these.",
    page: iam("PolicyVersion"),
  },
  {
    calls: /^GetAccountPasswordPolicy$/,
    at: /^PasswordPolicy\.(MaxPasswordAge|HardExpiry)$/,
    reason:
      "Passwords that do not expire have no age; AWS's example of the CLI has neither member.",
    page: "https://docs.aws.amazon.com/cli/latest/reference/iam/get-account-password-policy.html",
  },
];
