import { dynamoLedger, ledgerClient } from "../../../adapters/aws/dynamodb-ledger.ts";
import { dynamoViews } from "../../../adapters/aws/dynamodb-views.ts";
import { organizationsClient } from "../../../adapters/aws/organizations-client.ts";
import { organizationsPlacement } from "../../../adapters/aws/organizations-placement.ts";
import { organizationsSpendGuard } from "../../../adapters/aws/organizations-spend-guard.ts";
import { randomIds, systemClock } from "../../../adapters/system.ts";
import { readEnvironment } from "../../shared/environment.ts";
import { step } from "../../shared/step.ts";
import * as contract from "./contract.ts";
import { returnAccount } from "./step.ts";

const environment = readEnvironment(contract.environment);
const client = ledgerClient();
const organizations = organizationsClient({
  roleArn: environment.BROKER_ROLE_ARN,
  sessionName: environment.AWS_LAMBDA_FUNCTION_NAME,
});

export const handler = step(
  contract,
  returnAccount({
    ledger: dynamoLedger(client, environment.LEDGER_TABLE),
    views: dynamoViews(client, environment.LEDGER_TABLE),
    placement: organizationsPlacement(organizations),
    guard: organizationsSpendGuard(organizations, environment.FROZEN_POLICY_ID),
    clock: systemClock,
    ids: randomIds,
    naming: { prefix: environment.PREFIX, emailPattern: environment.EMAIL_PATTERN },
    slots: environment.ACCOUNT_SLOTS,
    vendingUnitId: environment.VENDING_UNIT_ID,
  }),
);
