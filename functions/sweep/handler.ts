import { dynamoLedger, ledgerClient } from "../../adapters/aws/dynamodb-ledger.ts";
import { dynamoViews } from "../../adapters/aws/dynamodb-views.ts";
import { organizationsClient } from "../../adapters/aws/organizations-client.ts";
import { organizationsClosure } from "../../adapters/aws/organizations-closure.ts";
import { organizationsLookup } from "../../adapters/aws/organizations-creation.ts";
import { vendWorkflow } from "../../adapters/aws/stepfunctions-workflows.ts";
import { randomIds, systemClock } from "../../adapters/system.ts";
import { readEnvironment } from "../shared/environment.ts";
import { counted } from "../shared/metrics.ts";
import { poolRulesOf } from "../shared/pool-rules.ts";
import { room } from "../shared/room.ts";
import * as contract from "./contract.ts";
import { METRICS } from "./measure.ts";
import { sweep } from "./step.ts";

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
    { due: "RecordsDue", failed: "RecordsNotSwept", ...METRICS },
    sweep({
      ledger: dynamoLedger(client, environment.LEDGER_TABLE),
      views: dynamoViews(client, environment.LEDGER_TABLE),
      clock: systemClock,
      workflows: vendWorkflow(environment.VEND_MACHINE_ARN),
      organization: { ...organizationsLookup(organization), ...organizationsClosure(organization) },
      ids: randomIds,
      naming: { prefix: environment.PREFIX, emailPattern: environment.EMAIL_PATTERN },
      slots: environment.ACCOUNT_SLOTS,
      rules: poolRulesOf(environment),
    }),
  ),
);
