import { dynamoLedger, ledgerClient } from "../../../adapters/aws/dynamodb-ledger.ts";
import { dynamoViews } from "../../../adapters/aws/dynamodb-views.ts";
import { s3NukeReports } from "../../../adapters/aws/s3-nuke-reports.ts";
import { systemClock } from "../../../adapters/system.ts";
import { readEnvironment } from "../../shared/environment.ts";
import { poolRulesOf } from "../../shared/pool-rules.ts";
import { step } from "../../shared/step.ts";
import * as contract from "./contract.ts";
import { verifyClean } from "./step.ts";

const environment = readEnvironment(contract.environment);
const client = ledgerClient();

export const handler = step(
  contract,
  verifyClean({
    ledger: dynamoLedger(client, environment.LEDGER_TABLE),
    views: dynamoViews(client, environment.LEDGER_TABLE),
    slots: environment.ACCOUNT_SLOTS,
    rules: poolRulesOf(environment),
    reports: s3NukeReports(environment.REPORTS_BUCKET),
    clock: systemClock,
  }),
);
