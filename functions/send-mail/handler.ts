import { dynamoLedger, ledgerClient } from "../../adapters/aws/dynamodb-ledger.ts";
import { dynamoTold } from "../../adapters/aws/dynamodb-told.ts";
import { sesMailer } from "../../adapters/aws/ses-mailer.ts";
import { sqsRedelivery } from "../../adapters/aws/sqs-redelivery.ts";
import { systemClock } from "../../adapters/system.ts";
import { readDocuments } from "../shared/documents.ts";
import { readEnvironment } from "../shared/environment.ts";
import { counting } from "../shared/metrics.ts";
import { room } from "../shared/room.ts";
import * as contract from "./contract.ts";
import { MAIL_METRICS } from "./metrics.ts";
import { sendMail } from "./step.ts";

const environment = readEnvironment(contract.environment);
const { mail } = readDocuments();
if (mail === undefined) throw new Error("No texts of mails were deployed with the function.");
const client = ledgerClient();

export const handler = room(
  contract.input,
  sendMail({
    ...mail,
    ledger: dynamoLedger(client, environment.LEDGER_TABLE),
    mailer: sesMailer({
      from: environment.MAIL_FROM,
      ...(environment.MAIL_REPLY_TO === "" ? {} : { replyTo: environment.MAIL_REPLY_TO }),
      ...(environment.MAIL_CONFIGURATION_SET === ""
        ? {}
        : { configurationSet: environment.MAIL_CONFIGURATION_SET }),
    }),
    told: dynamoTold(client, environment.LEDGER_TABLE),
    redelivery: sqsRedelivery(),
    clock: systemClock,
    count: counting(MAIL_METRICS),
  }),
);
