import type { AccessRequest } from "../../../local/authorization/access-request.ts";
import {
  alice,
  events,
  everything,
  nobody,
  OTHER,
  type Policies,
  policy,
  root,
  type Statement,
  worker,
} from "./a-request.ts";

const ALL = policy(everything);
const NONE = policy({ Action: "sqs:*", Resource: "*" });
const DENY = policy({ ...everything, Effect: "Deny" });
const foreign = { resourceAccount: OTHER };

/** The policy of a bucket that names somebody. */
const grants = (Principal: unknown, more: Statement = {}) => ({
  resourcePolicy: policy({ ...everything, Principal, ...more }),
});
const grantsDirectly = (arn: string) => grants({ AWS: arn });
const OWN_ACCOUNT = { AWS: alice.account };

const missing = (kind: string) => `because no ${kind} allows the s3:GetObject action`;
const IDENTITY = missing("identity-based policy");
const RESOURCE = missing("resource-based policy");
const BOUNDARY = missing("permissions boundary");
const SESSION = missing("session policy");
const SCP = missing("service control policy");

/** A request, the policies that bear on it, and the outcome. */
export type Row = [
  title: string,
  request: Partial<AccessRequest>,
  policies: Policies,
  expected: string,
];

const withinAnAccount: Row[] = [
  ["nothing allows a user", {}, {}, IDENTITY],
  ["its identity policy allows a user", {}, { identity: ALL }, "allowed"],
  ["the boundary does not allow", {}, { identity: ALL, boundary: NONE }, BOUNDARY],
  ["the boundary alone allows", {}, { boundary: ALL }, IDENTITY],
  ["both allow", {}, { identity: ALL, boundary: ALL }, "allowed"],
  ["the session policy does not allow", {}, { identity: ALL, session: NONE }, SESSION],
  ["the resource names the user", grantsDirectly(alice.arn), {}, "allowed"],
  ["… whom the boundary does not allow", grantsDirectly(alice.arn), { boundary: NONE }, "allowed"],
  ["the resource names the user's id", grantsDirectly(alice.userId), {}, "allowed"],
  ["the resource names another user", grantsDirectly(`${alice.arn}x`), {}, IDENTITY],
  ["the resource names the account", grants(OWN_ACCOUNT), {}, IDENTITY],
  ["… and the identity policy allows", grants(OWN_ACCOUNT), { identity: ALL }, "allowed"],
  ["the resource names everybody", grants("*"), { boundary: NONE }, "allowed"],
];

const asRole = (request: object) => ({ principal: worker, ...request });
const ofRoles: Row[] = [
  ["the resource names the role", asRole(grantsDirectly(worker.roleArn)), {}, "allowed"],
  [
    "… which the boundary does not allow",
    asRole(grantsDirectly(worker.roleArn)),
    { boundary: NONE },
    BOUNDARY,
  ],
  [
    "… which the session policy does not allow",
    asRole(grantsDirectly(worker.roleArn)),
    { session: NONE },
    SESSION,
  ],
  [
    "the resource names the session, which nothing else allows",
    asRole(grantsDirectly(worker.arn)),
    { boundary: NONE, session: NONE },
    "allowed",
  ],
  [
    "the resource names the role's id",
    asRole(grantsDirectly("AROAWORKER0000000001")),
    {},
    "allowed",
  ],
  [
    "the resource names everybody under a condition, past the boundary",
    {
      ...asRole(grants("*", { Condition: { ArnEquals: { "aws:PrincipalArn": worker.roleArn } } })),
      context: { "aws:PrincipalArn": worker.roleArn },
    },
    { boundary: NONE },
    "allowed",
  ],
];

const acrossAccounts: Row[] = [
  ["only the identity policy allows", foreign, { identity: ALL }, RESOURCE],
  ["only the resource allows", { ...foreign, ...grantsDirectly(alice.arn) }, {}, IDENTITY],
  ["both allow", { ...foreign, ...grantsDirectly(alice.arn) }, { identity: ALL }, "allowed"],
  [
    "the resource names the account",
    { ...foreign, ...grants(OWN_ACCOUNT) },
    { identity: ALL },
    "allowed",
  ],
  [
    "the boundary does not allow",
    { ...foreign, ...grants(OWN_ACCOUNT) },
    { identity: ALL, boundary: NONE },
    BOUNDARY,
  ],
  [
    "the session policy does not allow",
    { ...foreign, ...asRole(grantsDirectly(worker.arn)) },
    { identity: ALL, session: NONE },
    SESSION,
  ],
  [
    "the resource names the root user's account",
    { ...foreign, principal: root, ...grants(OWN_ACCOUNT) },
    {},
    "allowed",
  ],
  [
    "the resource does not name the root user's account",
    { ...foreign, principal: root },
    {},
    RESOURCE,
  ],
];

const others: Row[] = [
  ["the root user needs no policy", { principal: root }, {}, "allowed"],
  [
    "a service is not named",
    { principal: events, ...grants({ AWS: "111111111111" }) },
    {},
    RESOURCE,
  ],
  [
    "a service is named",
    { principal: events, ...grants({ Service: events.service }) },
    {},
    "allowed",
  ],
  [
    "another service is named",
    { principal: events, ...grants({ Service: "sns.amazonaws.com" }) },
    {},
    RESOURCE,
  ],
  ["a service owns no resource", { principal: events }, { identity: ALL }, RESOURCE],
  ["nobody is named", { principal: nobody, ...grants(OWN_ACCOUNT) }, {}, RESOURCE],
  ["everybody is named, also without a name", { principal: nobody, ...grants("*") }, {}, "allowed"],
  [
    "trust is missing within an account",
    { resourcePolicyMustAllow: true },
    { identity: ALL },
    missing("role trust policy"),
  ],
  [
    "trust of the account hands the decision on",
    { resourcePolicyMustAllow: true, ...grants(OWN_ACCOUNT) },
    { identity: ALL },
    "allowed",
  ],
];

const serviceControl: Row[] = [
  ["each level allows", {}, { identity: ALL, serviceControl: [ALL, ALL] }, "allowed"],
  ["one level does not allow", {}, { identity: ALL, serviceControl: [ALL, NONE, ALL] }, SCP],
  ["only they allow", {}, { serviceControl: [ALL] }, IDENTITY],
  ["they do not allow what the resource grants", grants("*"), { serviceControl: [NONE] }, SCP],
  ["they bind the root user", { principal: root }, { serviceControl: [ALL, NONE] }, SCP],
];

const deny = (kind: string) => `with an explicit deny in ${kind}`;
const explicit: Row[] = [
  ["an identity policy", {}, { identity: DENY }, deny("an identity-based policy")],
  ["a boundary", grants("*"), { identity: ALL, boundary: DENY }, deny("a permissions boundary")],
  ["a session policy", grants("*"), { identity: ALL, session: DENY }, deny("a session policy")],
  [
    "a service control policy",
    { principal: root },
    { serviceControl: [ALL, DENY] },
    deny("a service control policy"),
  ],
  [
    "the resource",
    grants("*", { Effect: "Deny" }),
    { identity: ALL },
    deny("a resource-based policy"),
  ],
  [
    "the resource, to root",
    { principal: root, ...grants("*", { Effect: "Deny" }) },
    {},
    deny("a resource-based policy"),
  ],
  [
    "the resource, to the role",
    { ...asRole(grants({ AWS: worker.roleArn }, { Effect: "Deny" })) },
    { identity: ALL },
    deny("a resource-based policy"),
  ],
  [
    "the resource, to the account",
    grants(OWN_ACCOUNT, { Effect: "Deny" }),
    { identity: ALL },
    deny("a resource-based policy"),
  ],
];

/** What is decided, in groups of one subject each. */
export const DECISIONS: readonly [group: string, rows: readonly Row[]][] = [
  ["Within an account", withinAnAccount],
  ["For sessions of roles", ofRoles],
  ["Across accounts", acrossAccounts],
  ["For others than users and roles", others],
  ["Service control policies", serviceControl],
  ["An explicit deny of", explicit],
];
