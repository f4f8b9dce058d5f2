import { ledgerClient } from "../../adapters/aws/dynamodb-ledger.ts";
import { dynamoTold } from "../../adapters/aws/dynamodb-told.ts";
import { secretsManager } from "../../adapters/aws/secrets.ts";
import { sqsRedelivery } from "../../adapters/aws/sqs-redelivery.ts";
import { systemClock } from "../../adapters/system.ts";
import { webReceivers } from "../../adapters/web-receivers.ts";
import { readEnvironment } from "../shared/environment.ts";
import { room } from "../shared/room.ts";
import * as contract from "./contract.ts";
import { sendWebhook } from "./step.ts";

const environment = readEnvironment(contract.environment);

export const handler = room(
  contract.input,
  sendWebhook({
    webhooks: environment.WEBHOOKS,
    receivers: webReceivers,
    secrets: secretsManager(),
    told: dynamoTold(ledgerClient(), environment.LEDGER_TABLE),
    redelivery: sqsRedelivery(),
    clock: systemClock,
  }),
);
