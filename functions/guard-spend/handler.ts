import { dynamoLedger, ledgerClient } from "../../adapters/aws/dynamodb-ledger.ts";
import { dynamoViews } from "../../adapters/aws/dynamodb-views.ts";
import { organizationsClient } from "../../adapters/aws/organizations-client.ts";
import { organizationsSpendGuard } from "../../adapters/aws/organizations-spend-guard.ts";
import { readEnvironment } from "../shared/environment.ts";
import { room } from "../shared/room.ts";
import * as contract from "./contract.ts";
import { guardSpend } from "./step.ts";

const environment = readEnvironment(contract.environment);
const client = ledgerClient();

export const handler = room(
  contract.input,
  guardSpend({
    ledger: dynamoLedger(client, environment.LEDGER_TABLE),
    views: dynamoViews(client, environment.LEDGER_TABLE),
    guard: organizationsSpendGuard(
      organizationsClient({
        roleArn: environment.BROKER_ROLE_ARN,
        sessionName: environment.AWS_LAMBDA_FUNCTION_NAME,
      }),
      environment.FROZEN_POLICY_ID,
    ),
  }),
);
