import { childAccounts } from "../../../adapters/aws/child-accounts.ts";
import { dynamoLedger, ledgerClient } from "../../../adapters/aws/dynamodb-ledger.ts";
import { systemClock } from "../../../adapters/system.ts";
import { readEnvironment } from "../../shared/environment.ts";
import { step } from "../../shared/step.ts";
import * as contract from "./contract.ts";
import { closeAccess } from "./step.ts";

const environment = readEnvironment(contract.environment);

export const handler = step(
  contract,
  closeAccess({
    ledger: dynamoLedger(ledgerClient(), environment.LEDGER_TABLE),
    clock: systemClock,
    accounts: childAccounts({
      brokerRoleArn: environment.BROKER_ROLE_ARN,
      accessRoleName: environment.ACCESS_ROLE_NAME,
    }),
    prefix: environment.PREFIX,
  }),
);
