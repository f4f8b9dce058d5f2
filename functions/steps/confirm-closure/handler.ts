import { dynamoLedger, ledgerClient } from "../../../adapters/aws/dynamodb-ledger.ts";
import { dynamoViews } from "../../../adapters/aws/dynamodb-views.ts";
import { organizationsClient } from "../../../adapters/aws/organizations-client.ts";
import { organizationsClosure } from "../../../adapters/aws/organizations-closure.ts";
import { organizationsPlacement } from "../../../adapters/aws/organizations-placement.ts";
import { systemClock } from "../../../adapters/system.ts";
import { readEnvironment } from "../../shared/environment.ts";
import { step } from "../../shared/step.ts";
import * as contract from "./contract.ts";
import { confirmClosure } from "./step.ts";

const environment = readEnvironment(contract.environment);
const broker = {
  roleArn: environment.BROKER_ROLE_ARN,
  sessionName: environment.AWS_LAMBDA_FUNCTION_NAME,
};
const client = organizationsClient(broker);
const table = ledgerClient();

export const handler = step(
  contract,
  confirmClosure({
    ledger: dynamoLedger(table, environment.LEDGER_TABLE),
    views: dynamoViews(table, environment.LEDGER_TABLE),
    organization: { ...organizationsClosure(client), ...organizationsPlacement(client) },
    clock: systemClock,
    closedUnitId: environment.CLOSED_UNIT_ID,
  }),
);
