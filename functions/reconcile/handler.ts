import { awsBudgets } from "../../adapters/aws/budgets.ts";
import { childAccounts } from "../../adapters/aws/child-accounts.ts";
import { dynamoLedger, ledgerClient } from "../../adapters/aws/dynamodb-ledger.ts";
import { dynamoViews } from "../../adapters/aws/dynamodb-views.ts";
import { organizationsCensus } from "../../adapters/aws/organizations-census.ts";
import { organizationsClient } from "../../adapters/aws/organizations-client.ts";
import { organizationsClosure } from "../../adapters/aws/organizations-closure.ts";
import { systemClock } from "../../adapters/system.ts";
import { readDocuments } from "../shared/documents.ts";
import { readEnvironment } from "../shared/environment.ts";
import { counted } from "../shared/metrics.ts";
import { room } from "../shared/room.ts";
import * as contract from "./contract.ts";
import { METRICS } from "./measure.ts";
import { reconcile } from "./step.ts";

const environment = readEnvironment(contract.environment);
const client = ledgerClient();
const broker = {
  roleArn: environment.BROKER_ROLE_ARN,
  sessionName: environment.AWS_LAMBDA_FUNCTION_NAME,
};
const organization = organizationsClient(broker);

export const handler = room(
  contract.input,
  counted(
    METRICS,
    reconcile({
      ledger: dynamoLedger(client, environment.LEDGER_TABLE),
      views: dynamoViews(client, environment.LEDGER_TABLE),
      clock: systemClock,
      organization: { ...organizationsCensus(organization), ...organizationsClosure(organization) },
      accounts: childAccounts({
        brokerRoleArn: environment.BROKER_ROLE_ARN,
        accessRoleName: environment.ACCESS_ROLE_NAME,
      }),
      budgets: awsBudgets(broker, environment.PREFIX),
      baselines: readDocuments().baselines,
      naming: { prefix: environment.PREFIX, emailPattern: environment.EMAIL_PATTERN },
      homes: { available: environment.VENDING_UNIT_ID, leased: environment.ACTIVE_UNIT_ID },
    }),
  ),
);
