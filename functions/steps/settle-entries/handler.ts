import { dynamoLedger, ledgerClient } from "../../../adapters/aws/dynamodb-ledger.ts";
import { dynamoViews } from "../../../adapters/aws/dynamodb-views.ts";
import { iamEntryPolicies } from "../../../adapters/aws/iam-entry-policies.ts";
import { systemClock } from "../../../adapters/system.ts";
import { readEnvironment } from "../../shared/environment.ts";
import { step } from "../../shared/step.ts";
import * as contract from "./contract.ts";
import { settleEntries } from "./step.ts";

const environment = readEnvironment(contract.environment);
const client = ledgerClient();

export const handler = step(
  contract,
  settleEntries({
    ledger: dynamoLedger(client, environment.LEDGER_TABLE),
    clock: systemClock,
    views: dynamoViews(client, environment.LEDGER_TABLE),
    entries: iamEntryPolicies({
      accountId: environment.VENDING_ACCOUNT_ID,
      prefix: environment.PREFIX,
    }),
    prefix: environment.PREFIX,
  }),
);
