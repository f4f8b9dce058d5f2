import { dynamoLedger, ledgerClient } from "../../../adapters/aws/dynamodb-ledger.ts";
import { systemClock } from "../../../adapters/system.ts";
import { readEnvironment } from "../../shared/environment.ts";
import { step } from "../../shared/step.ts";
import * as contract from "./contract.ts";
import { requireAttention } from "./step.ts";

const environment = readEnvironment(contract.environment);

export const handler = step(
  contract,
  requireAttention({
    ledger: dynamoLedger(ledgerClient(), environment.LEDGER_TABLE),
    clock: systemClock,
  }),
);
