import { ledgerClient } from "../../adapters/aws/dynamodb-ledger.ts";
import { dynamoSlackMemory } from "../../adapters/aws/dynamodb-slack-memory.ts";
import { ownApi } from "../../adapters/aws/lambda-invocation.ts";
import { slackSecrets } from "../../adapters/aws/slack-secrets.ts";
import { slackWorkspace } from "../../adapters/slack/workspace.ts";
import { systemClock } from "../../adapters/system.ts";
import { readDocuments } from "../shared/documents.ts";
import { readEnvironment } from "../shared/environment.ts";
import { room } from "../shared/room.ts";
import * as contract from "./contract.ts";
import { workOn } from "./step.ts";

const environment = readEnvironment(contract.environment);
const secrets = slackSecrets(environment.SLACK_SECRET_ARN, Date.now);
const token = async () => (await secrets()).botToken;

export const handler = room(
  contract.input,
  workOn({
    workspace: slackWorkspace({ url: environment.SLACK_API_URL, token }),
    memory: dynamoSlackMemory(ledgerClient(), environment.LEDGER_TABLE, systemClock),
    clock: systemClock,
    team: environment.SLACK_TEAM,
    rules: environment.SLACK_PEOPLE,
    api: ownApi(environment.API_FUNCTION),
    templates: readDocuments().templates,
    hasApproversChannel: environment.APPROVERS_CHANNEL !== "",
  }),
);
