import { dynamoLedger, ledgerClient } from "../../../adapters/aws/dynamodb-ledger.ts";
import { organizationsClient } from "../../../adapters/aws/organizations-client.ts";
import { organizationsClosure } from "../../../adapters/aws/organizations-closure.ts";
import { organizationsFacts } from "../../../adapters/aws/organizations-facts.ts";
import { systemClock } from "../../../adapters/system.ts";
import { readEnvironment } from "../../shared/environment.ts";
import { fencesOf } from "../../shared/rails.ts";
import { step } from "../../shared/step.ts";
import * as contract from "./contract.ts";
import { closeAccount } from "./step.ts";

const environment = readEnvironment(contract.environment);
const broker = {
  roleArn: environment.BROKER_ROLE_ARN,
  sessionName: environment.AWS_LAMBDA_FUNCTION_NAME,
};
const client = organizationsClient(broker);

export const handler = step(
  contract,
  closeAccount({
    ledger: dynamoLedger(ledgerClient(), environment.LEDGER_TABLE),
    organization: { ...organizationsFacts(client), ...organizationsClosure(client) },
    clock: systemClock,
    fences: fencesOf(environment),
  }),
);
