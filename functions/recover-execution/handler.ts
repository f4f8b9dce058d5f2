import { dynamoLedger, ledgerClient } from "../../adapters/aws/dynamodb-ledger.ts";
import { systemClock } from "../../adapters/system.ts";
import { readEnvironment } from "../shared/environment.ts";
import { room } from "../shared/room.ts";
import * as contract from "./contract.ts";
import { recoverExecution } from "./step.ts";

const environment = readEnvironment(contract.environment);

export const handler = room(
  contract.input,
  recoverExecution({
    ledger: dynamoLedger(ledgerClient(), environment.LEDGER_TABLE),
    clock: systemClock,
  }),
);
