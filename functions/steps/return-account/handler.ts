import { dynamoLedger, ledgerClient } from "../../../adapters/aws/dynamodb-ledger.ts";
import { organizationsClient } from "../../../adapters/aws/organizations-client.ts";
import { organizationsPlacement } from "../../../adapters/aws/organizations-placement.ts";
import { systemClock } from "../../../adapters/system.ts";
import { readEnvironment } from "../../shared/environment.ts";
import { step } from "../../shared/step.ts";
import * as contract from "./contract.ts";
import { returnAccount } from "./step.ts";

const environment = readEnvironment(contract.environment);

export const handler = step(
  contract,
  returnAccount({
    ledger: dynamoLedger(ledgerClient(), environment.LEDGER_TABLE),
    placement: organizationsPlacement(
      organizationsClient({
        roleArn: environment.BROKER_ROLE_ARN,
        sessionName: environment.AWS_LAMBDA_FUNCTION_NAME,
      }),
    ),
    clock: systemClock,
    vendingUnitId: environment.VENDING_UNIT_ID,
  }),
);
