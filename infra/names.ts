import type { Configuration } from "./configuration.ts";

/**
 * Names that one stack must know before the other exists: the two stacks may be in two accounts, and a
 * guard rail must name the roles that it exempts.
 */
export const namesOf = ({ prefix, organization }: Configuration) => ({
  /** Anything of ours in the vending account. */
  own: (name: string) => `${prefix}-${name}`,
  /** The role of a function. */
  functionRole: (name: string) => `${prefix}-${name}`,
  functionRoleArn: (name: string) =>
    `arn:aws:iam::${organization.vendingAccountId}:role/${prefix}-${name}`,
  /** The role of the management account that one function acts through. */
  brokerRole: (name: string) => `${prefix}-broker-${name}`,
  brokerRoleArn: (name: string) =>
    `arn:aws:iam::${organization.managementAccountId}:role/${prefix}-broker-${name}`,
  /** The role through which Mayfly acts inside an account. */
  accessRoleArn: (account = "*") => `arn:aws:iam::${account}:role/${organization.accessRoleName}`,
  units: {
    parent: prefix,
    vending: "vending",
    active: "active",
    quarantine: "quarantine",
    closed: "closed",
  },
});

export type Names = ReturnType<typeof namesOf>;
