import { costExplorer } from "../../adapters/aws/cost-explorer.ts";
import { dynamoLedger, ledgerClient } from "../../adapters/aws/dynamodb-ledger.ts";
import { dynamoViews } from "../../adapters/aws/dynamodb-views.ts";
import { systemClock } from "../../adapters/system.ts";
import { readEnvironment } from "../shared/environment.ts";
import { counted } from "../shared/metrics.ts";
import { room } from "../shared/room.ts";
import * as contract from "./contract.ts";
import { METRICS } from "./measured.ts";
import { measureSpend } from "./step.ts";

const environment = readEnvironment(contract.environment);
const client = ledgerClient();

export const handler = room(
  contract.input,
  counted(
    METRICS,
    measureSpend({
      ledger: dynamoLedger(client, environment.LEDGER_TABLE),
      views: dynamoViews(client, environment.LEDGER_TABLE),
      clock: systemClock,
      costs: costExplorer({
        roleArn: environment.BROKER_ROLE_ARN,
        sessionName: environment.AWS_LAMBDA_FUNCTION_NAME,
      }),
    }),
  ),
);
