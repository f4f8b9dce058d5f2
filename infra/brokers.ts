import { ownerRoleName } from "../domain/access/owner-role.ts";
import { TAGS } from "../domain/account/rails.ts";
import { type Configuration, knowsCodes } from "./configuration.ts";
import { centersOf } from "./ways-in.ts";

/** What a function may do in the management account, as an IAM statement without its effect. */
export interface BrokerStatement {
  /** Why a resource is a pattern. */
  readonly why: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >;
}

type OfFunctions = Readonly<Record<string, readonly BrokerStatement[]>>;

/** Where an account can lie while Mayfly deals with it; Organizations puts new ones into the root. */
export type Place = "root" | "vending" | "active" | "quarantine" | "closed";

/** What the statements speak of. */
export interface BrokerScope {
  readonly configuration: Configuration;
  readonly organizationId: string;
  /** The guard rail that is attached to single accounts. */
  readonly frozenPolicyArn: string;
  readonly places: Readonly<
    Record<
      Place,
      {
        readonly arn: string;
        /** As `aws:ResourceOrgPaths` writes it: of accounts that lie directly there. */
        readonly path: string;
      }
    >
  >;
}

/**
 * One broker role for each function that acts in the management account, with exactly what that function
 * does. CreateAccount, MoveAccount and CloseAccount cannot be delegated to another account (facts 1.8).
 * Which actions know resources and tags: Service Authorization Reference, AWS Organizations.
 */
export function brokerStatements(scope: BrokerScope): OfFunctions {
  const accounts = accountsOf(scope);
  const lookup = ["DescribeCreateAccountStatus", "ListCreateAccountStatus", "ListAccounts"];
  const facts = [
    allow(["DescribeAccount", "ListParents", "ListTagsForResource"], [accounts]),
    allow(["ListDelegatedAdministrators"]),
  ];
  const budget = budgets(scope);
  return {
    api: [handOut(scope), ...lookUpOwners(scope)],
    "adopt-account": [...facts, mark(scope, [accounts]), enter(scope, ["root"])],
    ...assignments(scope),
    ...(knowsCodes(scope.configuration) ? { "redeem-code": [handOut(scope)] } : {}),
    "create-account": create(scope),
    "confirm-creation": [allow(lookup)],
    sweep: [allow(lookup), allow(["DescribeAccount"], [accounts])],
    // One listing tells name, state and place of all; a member that it lacks is asked for by number.
    reconcile: [
      allow(["ListAccounts"]),
      allow(["DescribeAccount", "ListTagsForResource"], [accounts]),
      enter(scope, ["active"]),
      budget,
    ],
    "await-access-role": [enter(scope, ["root"])],
    "apply-baseline": [enter(scope, ["root", "vending"])],
    // Nobody is let in before the guard rails are there: a path that lags behind is waited for.
    "open-access": [enter(scope, ["active"])],
    "close-access": [enter(scope, ["root", "vending", "active", "quarantine"])],
    "place-account": move(scope, ["root", "vending"], "active"),
    "quarantine-account": move(scope, ["root", "vending", "active"], "quarantine"),
    "return-account": [...move(scope, ["quarantine"], "vending"), ...guard(scope, "DetachPolicy")],
    "stock-account": [allow(lookup), ...move(scope, ["root"], "vending")],
    "set-budget": [budget],
    "remove-budget": [budget],
    "measure-spend": [costs],
    "guard-spend": guard(scope, "AttachPolicy", "DetachPolicy"),
    "begin-nuke": facts,
    nuke: [...facts, enter(scope, ["quarantine"]), unlock(scope)],
    "close-account": [...facts, allow(["CloseAccount"], [accounts], resourceTag(scope))],
    "confirm-closure": [
      allow(["DescribeAccount"], [accounts]),
      ...move(scope, ["quarantine"], "closed"),
    ],
  };
}

const allow = (
  operations: readonly string[],
  resources?: readonly string[],
  conditions?: BrokerStatement["conditions"],
): BrokerStatement => ({
  why: resources === undefined ? "Organizations knows no resource for it." : COME_AND_GO,
  actions: operations.map((operation) => `organizations:${operation}`),
  resources: resources ?? ["*"],
  ...(conditions === undefined ? {} : { conditions }),
});

const COME_AND_GO = "Accounts come and go: their numbers cannot be listed.";

const management = ({ configuration }: BrokerScope) =>
  configuration.organization.managementAccountId;

const accountsOf = (scope: BrokerScope) =>
  `arn:aws:organizations::${management(scope)}:account/${scope.organizationId}/*`;

const resourceTag = ({ configuration }: BrokerScope) => ({
  StringEquals: { [`aws:ResourceTag/${TAGS.managedBy}`]: configuration.prefix },
});

/**
 * A new account must carry our tag, and only with it can an account be closed. While an account is being
 * created it has no ARN yet, so the permission to tag cannot name it; it allows our two tags alone. It
 * would let this one broker tag other accounts too, but none that may move or close accounts.
 */
const create = (scope: BrokerScope): readonly BrokerStatement[] => [
  { ...mark(scope), actions: ["organizations:CreateAccount", "organizations:TagResource"] },
  allow(["ListCreateAccountStatus", "ListAccounts"]),
];

/** Our two tags and no others. */
function mark({ configuration }: BrokerScope, resources?: readonly string[]): BrokerStatement {
  return allow(["TagResource"], resources, {
    StringEquals: { [`aws:RequestTag/${TAGS.managedBy}`]: configuration.prefix },
    "ForAllValues:StringEquals": { "aws:TagKeys": [TAGS.managedBy, TAGS.accountKey] },
  });
}

/**
 * Accounts that carry our tag may be moved between these places. IAM looks at the account, the source
 * and the destination one by one, so it cannot say which is which.
 */
function move(scope: BrokerScope, from: readonly Place[], to: Place): readonly BrokerStatement[] {
  const accounts = accountsOf(scope);
  return [
    allow(["ListParents"], [accounts]),
    allow(["MoveAccount"], [accounts], resourceTag(scope)),
    allow(
      ["MoveAccount"],
      [...from, to].map((place) => scope.places[place].arn),
    ),
  ];
}

/** The access role of accounts that lie where this function has any business. */
const enter = (
  { configuration, places }: BrokerScope,
  where: readonly Place[],
): BrokerStatement => ({
  why: "Accounts come and go: the condition says where those lie that are meant.",
  actions: ["sts:AssumeRole"],
  resources: [`arn:aws:iam::*:role/${configuration.organization.accessRoleName}`],
  conditions: {
    "ForAnyValue:StringEquals": {
      "aws:ResourceOrgPaths": where.map((place) => places[place].path),
    },
  },
});

const UNLOCKING = ["S3UnlockBucketPolicy", "SQSUnlockQueuePolicy"];

/** To take away policies that deny everybody, as the root user of an account in quarantine, for fifteen minutes. */
const unlock = ({ places }: BrokerScope): BrokerStatement => ({
  why: "Accounts come and go: the condition says where those lie that are meant.",
  actions: ["sts:AssumeRoot"],
  resources: ["arn:aws:iam::*:root"],
  conditions: {
    StringEquals: {
      "sts:TaskPolicyArn": UNLOCKING.map((task) => `arn:aws:iam::aws:policy/root-task/${task}`),
    },
    "ForAnyValue:StringEquals": { "aws:ResourceOrgPaths": [places.quarantine.path] },
  },
});

/**
 * The role of the lease's holder, under the owner's name; which lease and which name is meant, the trust
 * of that role says. Accounts out of their owners' hands are out of reach: when a lease is active, its
 * account has let `open-access` in under the same path.
 */
const handOut = (scope: BrokerScope): BrokerStatement => ({
  ...enter(scope, ["active"]),
  actions: ["sts:AssumeRole", "sts:SetSourceIdentity"],
  resources: [`arn:aws:iam::*:role/${ownerRoleName(scope.configuration.prefix)}`],
});

/** Cost Explorer knows no resource: whoever may ask may see the costs of all accounts. */
const costs: BrokerStatement = {
  why: "Cost Explorer knows no resource for it.",
  actions: ["ce:GetCostAndUsage"],
  resources: ["*"],
};

/** One guard rail and no other, on accounts that carry our tag: IAM looks at policy and account one by one. */
const guard = (scope: BrokerScope, ...operations: string[]): readonly BrokerStatement[] => [
  allow(operations, [scope.frozenPolicyArn]),
  allow(operations, [accountsOf(scope)], resourceTag(scope)),
];

/** Creating, changing and deleting a budget are all one permission. */
const budgets = (scope: BrokerScope): BrokerStatement => ({
  why: "A budget is named by its account; accounts come and go.",
  actions: ["budgets:ModifyBudget"],
  resources: [`arn:aws:budgets::${management(scope)}:budget/${scope.configuration.prefix}-*`],
});

const INSTANCES =
  "The account comes and goes; instance and permission sets are those of the templates.";

/** The assignments of IAM Identity Center, where templates know any. */
function assignments({ configuration }: BrokerScope): OfFunctions {
  const centers = centersOf(configuration);
  if (centers.length === 0) return {};
  const instances = [...new Set(centers.map(({ instanceArn }) => instanceArn))];
  const sets = [...new Set(centers.map(({ permissionSetArn }) => permissionSetArn))];
  const named = [...instances, ...sets, "arn:aws:sso:::account/*"];
  const may = (operations: readonly string[], resources: readonly string[]): BrokerStatement => ({
    ...{ why: INSTANCES, resources },
    actions: operations.map((operation) => `sso:${operation}`),
  });
  return {
    "assign-owner": [
      may(["CreateAccountAssignment"], named),
      may(["DescribeAccountAssignmentCreationStatus"], instances),
    ],
    "unassign-owner": [
      may(["DeleteAccountAssignment", "ListAccountAssignments"], named),
      may(["DescribeAccountAssignmentDeletionStatus"], instances),
    ],
  };
}

/** Finds owners by their user name, where a template assigns its accounts to them. */
function lookUpOwners(scope: BrokerScope): readonly BrokerStatement[] {
  const stores = centersOf(scope.configuration)
    .filter(({ assignTo }) => assignTo === "owner")
    .map(({ identityStoreId }) => identityStoreId);
  if (stores.length === 0) return [];
  const store = (id: string) => `arn:aws:identitystore::${management(scope)}:identitystore/${id}`;
  return [
    {
      why: "Whoever asks for an account is looked up: users are known by their ids only.",
      actions: ["identitystore:GetUserId"],
      resources: [...new Set(stores)].map(store).concat("arn:aws:identitystore:::user/*"),
    },
  ];
}
