import { dynamoLedger, ledgerClient } from "../../../adapters/aws/dynamodb-ledger.ts";
import { organizationsClient } from "../../../adapters/aws/organizations-client.ts";
import { organizationsCreation } from "../../../adapters/aws/organizations-creation.ts";
import { systemClock } from "../../../adapters/system.ts";
import { readEnvironment } from "../../shared/environment.ts";
import { step } from "../../shared/step.ts";
import * as contract from "./contract.ts";
import { createAccount } from "./step.ts";

const environment = readEnvironment(contract.environment);
const broker = {
  roleArn: environment.BROKER_ROLE_ARN,
  sessionName: environment.AWS_LAMBDA_FUNCTION_NAME,
};

export const handler = step(
  contract,
  createAccount({
    ledger: dynamoLedger(ledgerClient(), environment.LEDGER_TABLE),
    organization: organizationsCreation(
      organizationsClient(broker),
      organizationsClient(broker, 1),
      environment.ACCESS_ROLE_NAME,
    ),
    clock: systemClock,
    managedBy: environment.PREFIX,
    slots: environment.ACCOUNT_SLOTS,
  }),
);
