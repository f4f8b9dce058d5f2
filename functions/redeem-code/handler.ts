import { dynamoLedger, ledgerClient } from "../../adapters/aws/dynamodb-ledger.ts";
import { dynamoTries } from "../../adapters/aws/dynamodb-tries.ts";
import { dynamoViews } from "../../adapters/aws/dynamodb-views.ts";
import { awsOwnerSessions } from "../../adapters/aws/owner-sessions.ts";
import { randomIds, systemClock } from "../../adapters/system.ts";
import { publiclyRouted } from "../api/routed.ts";
import { readDocuments } from "../shared/documents.ts";
import { readEnvironment } from "../shared/environment.ts";
import { room } from "../shared/room.ts";
import * as contract from "./contract.ts";
import { routes } from "./routes.ts";

const environment = readEnvironment(contract.environment);
const { BROKER_ROLE_ARN: roleArn, LEDGER_TABLE: table } = environment;
const client = ledgerClient();
const [, partition = "aws"] = roleArn.split(":");

export const handler = room(
  contract.input,
  publiclyRouted(routes, {
    ledger: dynamoLedger(client, table),
    views: dynamoViews(client, table),
    tries: dynamoTries(client, table),
    sessions: awsOwnerSessions({ roleArn, sessionName: environment.AWS_LAMBDA_FUNCTION_NAME }),
    ...{ clock: systemClock, ids: randomIds, partition },
    templates: readDocuments().templates,
    directory: { approvers: [], administrators: [], auditors: [] },
    ...{ prefix: environment.PREFIX, region: environment.REGION },
  }),
);
