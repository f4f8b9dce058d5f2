import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { accountSlots } from "../configuration.ts";
import { allow } from "./permissions.ts";
import type { Site } from "./site.ts";

/** Variables that many contracts share, grouped as `functions/shared/schemas.ts` groups them. */
export function environmentOf({ configuration, names, ledger, units }: Site) {
  const { organization, accounts } = configuration;
  const broker = (name: string) => ({ BROKER_ROLE_ARN: names.brokerRoleArn(name) });
  return {
    table: { LEDGER_TABLE: ledger.tableName },
    naming: { PREFIX: configuration.prefix },
    /** For a function that decides what becomes of a clean account, or fills the pool. */
    pool: {
      ACCOUNT_SLOTS: String(accountSlots(configuration)),
      POOL_SIZE: String(configuration.pool.size),
      POOL_MOST_USES: String(configuration.pool.mostUses),
      POOL_LONGEST_AGE: String(configuration.pool.longestAge),
    },
    slots: { ACCOUNT_SLOTS: String(accountSlots(configuration)) },
    /** For a function that gives accounts to those who wait for one. */
    claim: {
      PREFIX: configuration.prefix,
      EMAIL_PATTERN: accounts.emailPattern,
      ACCOUNT_SLOTS: String(accountSlots(configuration)),
    },
    /** For a function that acts in the management account, through the broker role of its own. */
    broker,
    /** For a function that enters children by way of its broker. */
    child: (name: string) => ({
      ...broker(name),
      ACCESS_ROLE_NAME: organization.accessRoleName,
    }),
    fences: {
      MANAGEMENT_ACCOUNT_ID: organization.managementAccountId,
      VENDING_ACCOUNT_ID: organization.vendingAccountId,
      DENYLIST: accounts.denylist.join(","),
      QUARANTINE_UNIT_ID: units.quarantine,
      PREFIX: configuration.prefix,
    },
  };
}

/** A function enters its own broker role, and no other. */
export const mayEnterBroker = ({ names }: Pick<Site, "names">, name: string): PolicyStatement =>
  allow(["sts:AssumeRole"], [names.brokerRoleArn(name)]);
