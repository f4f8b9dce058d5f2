import { dynamoLedger, ledgerClient } from "../../../adapters/aws/dynamodb-ledger.ts";
import { awsIdentityCenter } from "../../../adapters/aws/identity-center.ts";
import { systemClock } from "../../../adapters/system.ts";
import { readEnvironment } from "../../shared/environment.ts";
import { step } from "../../shared/step.ts";
import * as contract from "./contract.ts";
import { assignOwner } from "./step.ts";

const environment = readEnvironment(contract.environment);

export const handler = step(
  contract,
  assignOwner({
    ledger: dynamoLedger(ledgerClient(), environment.LEDGER_TABLE),
    clock: systemClock,
    identityCenter: awsIdentityCenter({
      roleArn: environment.BROKER_ROLE_ARN,
      sessionName: environment.AWS_LAMBDA_FUNCTION_NAME,
    }),
  }),
);
