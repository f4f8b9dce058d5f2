import { ledgerClient } from "../../adapters/aws/dynamodb-ledger.ts";
import { dynamoSlackMemory } from "../../adapters/aws/dynamodb-slack-memory.ts";
import { handingOn } from "../../adapters/aws/lambda-invocation.ts";
import { slackSecrets } from "../../adapters/aws/slack-secrets.ts";
import { systemClock } from "../../adapters/system.ts";
import { readEnvironment } from "../shared/environment.ts";
import { room } from "../shared/room.ts";
import * as contract from "./contract.ts";
import { receive } from "./step.ts";

const environment = readEnvironment(contract.environment);

export const handler = room(
  contract.input,
  receive({
    secrets: slackSecrets(environment.SLACK_SECRET_ARN, Date.now),
    memory: dynamoSlackMemory(ledgerClient(), environment.LEDGER_TABLE, systemClock),
    clock: systemClock,
    handOn: handingOn(environment.WORK_FUNCTION),
    team: environment.SLACK_TEAM,
  }),
);
