import { dynamoLedger, ledgerClient } from "../../../adapters/aws/dynamodb-ledger.ts";
import { s3NukeReports } from "../../../adapters/aws/s3-nuke-reports.ts";
import { systemClock } from "../../../adapters/system.ts";
import { readEnvironment } from "../../shared/environment.ts";
import { step } from "../../shared/step.ts";
import * as contract from "./contract.ts";
import { verifyClean } from "./step.ts";

const environment = readEnvironment(contract.environment);

export const handler = step(
  contract,
  verifyClean({
    ledger: dynamoLedger(ledgerClient(), environment.LEDGER_TABLE),
    reports: s3NukeReports(environment.REPORTS_BUCKET),
    clock: systemClock,
  }),
);
