import { dynamoLedger, ledgerClient } from "../../../adapters/aws/dynamodb-ledger.ts";
import { organizationsClient } from "../../../adapters/aws/organizations-client.ts";
import { organizationsFacts } from "../../../adapters/aws/organizations-facts.ts";
import { systemClock } from "../../../adapters/system.ts";
import { readEnvironment } from "../../shared/environment.ts";
import { fencesOf } from "../../shared/rails.ts";
import { step } from "../../shared/step.ts";
import * as contract from "./contract.ts";
import { beginNuke } from "./step.ts";

const environment = readEnvironment(contract.environment);

export const handler = step(
  contract,
  beginNuke({
    ledger: dynamoLedger(ledgerClient(), environment.LEDGER_TABLE),
    organization: organizationsFacts(
      organizationsClient({
        roleArn: environment.BROKER_ROLE_ARN,
        sessionName: environment.AWS_LAMBDA_FUNCTION_NAME,
      }),
    ),
    clock: systemClock,
    fences: fencesOf(environment),
  }),
);
