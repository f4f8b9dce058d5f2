import { dynamoLedger, ledgerClient } from "../../adapters/aws/dynamodb-ledger.ts";
import { eventBridgeSchedules } from "../../adapters/aws/eventbridge-schedules.ts";
import { readEnvironment } from "../shared/environment.ts";
import { room } from "../shared/room.ts";
import * as contract from "./contract.ts";
import { keepSchedule } from "./step.ts";

const environment = readEnvironment(contract.environment);

export const handler = room(
  contract.input,
  keepSchedule({
    ledger: dynamoLedger(ledgerClient(), environment.LEDGER_TABLE),
    schedules: eventBridgeSchedules({
      group: environment.SCHEDULE_GROUP,
      targetArn: environment.DUE_FUNCTION_ARN,
      roleArn: environment.SCHEDULE_ROLE_ARN,
      deadLetterArn: environment.DEAD_LETTER_ARN,
    }),
  }),
);
