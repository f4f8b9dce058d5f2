import { dynamoLedger, ledgerClient } from "../../adapters/aws/dynamodb-ledger.ts";
import { dynamoViews } from "../../adapters/aws/dynamodb-views.ts";
import { awsIdentityStore } from "../../adapters/aws/identity-store.ts";
import { awsOwnerSessions } from "../../adapters/aws/owner-sessions.ts";
import { s3NukeReports } from "../../adapters/aws/s3-nuke-reports.ts";
import { randomIds, systemClock } from "../../adapters/system.ts";
import { readDocuments } from "../shared/documents.ts";
import { readEnvironment } from "../shared/environment.ts";
import { room } from "../shared/room.ts";
import * as contract from "./contract.ts";
import { router } from "./router.ts";

const environment = readEnvironment(contract.environment);
const client = ledgerClient();
const broker = {
  roleArn: environment.BROKER_ROLE_ARN,
  sessionName: environment.AWS_LAMBDA_FUNCTION_NAME,
};

export const handler = room(
  contract.input,
  router({
    ledger: dynamoLedger(client, environment.LEDGER_TABLE),
    views: dynamoViews(client, environment.LEDGER_TABLE),
    clock: systemClock,
    ids: randomIds,
    templates: readDocuments().templates,
    directory: {
      approvers: environment.APPROVERS,
      administrators: environment.ADMINISTRATORS,
      auditors: environment.AUDITORS,
    },
    ...contract.providerOf(environment),
    slots: environment.ACCOUNT_SLOTS,
    prefix: environment.PREFIX,
    region: environment.REGION,
    sessions: awsOwnerSessions(broker),
    reports: s3NukeReports(environment.REPORTS_BUCKET),
    people: awsIdentityStore(broker),
    parent: environment.VENDING_ACCOUNT_ID,
  }),
);
