import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import * as assignOwner from "../../functions/steps/assign-owner/contract.ts";
import * as settleEntries from "../../functions/steps/settle-entries/contract.ts";
import * as unassignOwner from "../../functions/steps/unassign-owner/contract.ts";
import { centersOf, givesParentPolicies } from "../ways-in.ts";
import { environmentOf, mayEnterBroker } from "./environment.ts";
import { MayflyFunction } from "./function.ts";
import { allow, wide } from "./permissions.ts";
import type { Site } from "./site.ts";

/** The function that `vend` and `teardown` share: what it writes follows from all leases of an owner. */
export const settlingEntries = (scope: Construct, site: Site) => ({
  "settle-entries": new MayflyFunction(scope, "settle-entries", {
    ...{ site, contract: settleEntries, environment: entryEnvironment(site) },
    may: maySettle(site),
  }),
});

/** The functions that let IAM Identity Center open an account, and close it again. */
export const assigning = (scope: Construct, site: Site) => ({
  "assign-owner": new MayflyFunction(scope, "assign-owner", {
    ...{ site, contract: assignOwner, environment: centerEnvironment(site, "assign-owner") },
    may: mayAssign(site, "assign-owner"),
  }),
});

export const unassigning = (scope: Construct, site: Site) => ({
  "unassign-owner": new MayflyFunction(scope, "unassign-owner", {
    ...{ site, contract: unassignOwner, environment: centerEnvironment(site, "unassign-owner") },
    may: mayAssign(site, "unassign-owner"),
  }),
});

const centerEnvironment = (site: Site, name: string) => {
  const { table, broker } = environmentOf(site);
  return { ...table, ...broker(name) };
};

const entryEnvironment = (site: Site) => {
  const { table, naming } = environmentOf(site);
  const { vendingAccountId } = site.configuration.organization;
  return { ...table, ...naming, VENDING_ACCOUNT_ID: vendingAccountId };
};

/** Where no template knows the way, its functions find nothing to do. */
const mayAssign = (site: Site, name: string): readonly PolicyStatement[] =>
  centersOf(site.configuration).length > 0
    ? [site.ledger.mayCommit(), mayEnterBroker(site, name)]
    : [site.ledger.mayRead()];

/** Makes, changes and removes policies of ours, and gives users these and no others. */
function maySettle({ ledger, configuration, names }: Site): readonly PolicyStatement[] {
  if (!givesParentPolicies(configuration)) return [ledger.mayRead()];
  const account = `arn:aws:iam::${configuration.organization.vendingAccountId}`;
  const policies = `${account}:policy/${names.own("entry-*")}`;
  return [
    ...[ledger.mayCommit(), ledger.mayAsk("owner")],
    wide("Owners come and go; each has policies of their name.", allow(ON_POLICIES, [policies])),
    wide(
      "Owners come and go: the condition says that they get policies of ours and no others.",
      allow(["iam:AttachUserPolicy", "iam:DetachUserPolicy"], [`${account}:user/*`], {
        ArnLike: { "iam:PolicyARN": policies },
      }),
    ),
  ];
}

const ON_POLICIES = [
  ...["iam:CreatePolicy", "iam:TagPolicy", "iam:DeletePolicy"],
  ...["iam:CreatePolicyVersion", "iam:DeletePolicyVersion"],
  ...["iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions"],
];
