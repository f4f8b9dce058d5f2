import { dynamoLedger, ledgerClient } from "../../../adapters/aws/dynamodb-ledger.ts";
import { dynamoViews } from "../../../adapters/aws/dynamodb-views.ts";
import { systemClock } from "../../../adapters/system.ts";
import { readEnvironment } from "../../shared/environment.ts";
import { step } from "../../shared/step.ts";
import * as contract from "./contract.ts";
import { queueClosure } from "./step.ts";

const environment = readEnvironment(contract.environment);
const client = ledgerClient();

export const handler = step(
  contract,
  queueClosure({
    ledger: dynamoLedger(client, environment.LEDGER_TABLE),
    views: dynamoViews(client, environment.LEDGER_TABLE),
    clock: systemClock,
  }),
);
