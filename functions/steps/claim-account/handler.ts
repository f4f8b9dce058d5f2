import { dynamoLedger, ledgerClient } from "../../../adapters/aws/dynamodb-ledger.ts";
import { dynamoViews } from "../../../adapters/aws/dynamodb-views.ts";
import { randomIds, systemClock } from "../../../adapters/system.ts";
import { readEnvironment } from "../../shared/environment.ts";
import { step } from "../../shared/step.ts";
import * as contract from "./contract.ts";
import { claimAccount } from "./step.ts";

const environment = readEnvironment(contract.environment);
const client = ledgerClient();

export const handler = step(
  contract,
  claimAccount({
    ledger: dynamoLedger(client, environment.LEDGER_TABLE),
    views: dynamoViews(client, environment.LEDGER_TABLE),
    clock: systemClock,
    ids: randomIds,
    naming: { prefix: environment.PREFIX, emailPattern: environment.EMAIL_PATTERN },
    slots: environment.ACCOUNT_SLOTS,
  }),
);
