import { ledgerClient } from "../../adapters/aws/dynamodb-ledger.ts";
import { dynamoSlackMemory } from "../../adapters/aws/dynamodb-slack-memory.ts";
import { ownApi } from "../../adapters/aws/lambda-invocation.ts";
import { slackSecrets } from "../../adapters/aws/slack-secrets.ts";
import { slackWorkspace } from "../../adapters/slack/workspace.ts";
import { pause, systemClock } from "../../adapters/system.ts";
import { readEnvironment } from "../shared/environment.ts";
import { room } from "../shared/room.ts";
import { paced } from "../shared/slack/pacing.ts";
import * as contract from "./contract.ts";
import { tellAll } from "./step.ts";
import { tellOfLease } from "./tell.ts";

const environment = readEnvironment(contract.environment);
const secrets = slackSecrets(environment.SLACK_SECRET_ARN, Date.now);
const token = async () => (await secrets()).botToken;
const workspace = slackWorkspace({ url: environment.SLACK_API_URL, token });

export const handler = room(
  contract.input,
  tellAll({
    tell: tellOfLease({
      workspace: paced(workspace, { now: Date.now, pause }),
      memory: dynamoSlackMemory(ledgerClient(), environment.LEDGER_TABLE, systemClock),
      clock: systemClock,
      team: environment.SLACK_TEAM,
      rules: environment.SLACK_PEOPLE,
      api: ownApi(environment.API_FUNCTION),
      approversChannel: environment.APPROVERS_CHANNEL || undefined,
    }),
    pause,
  }),
);
