import { childAccounts } from "../../adapters/aws/child-accounts.ts";
import { dynamoLedger, ledgerClient } from "../../adapters/aws/dynamodb-ledger.ts";
import { organizationsAdoption } from "../../adapters/aws/organizations-adoption.ts";
import { organizationsClient } from "../../adapters/aws/organizations-client.ts";
import { randomIds, systemClock } from "../../adapters/system.ts";
import { providerOf } from "../api/contract.ts";
import { routed } from "../api/routed.ts";
import { readEnvironment } from "../shared/environment.ts";
import { room } from "../shared/room.ts";
import * as contract from "./contract.ts";
import { routes } from "./routes.ts";

const environment = readEnvironment(contract.environment);
const broker = {
  roleArn: environment.BROKER_ROLE_ARN,
  sessionName: environment.AWS_LAMBDA_FUNCTION_NAME,
};

const { ADMINISTRATORS: administrators, AUDITORS: auditors } = environment;

export const handler = room(
  contract.input,
  routed(routes, {
    ledger: dynamoLedger(ledgerClient(), environment.LEDGER_TABLE),
    organization: organizationsAdoption(organizationsClient(broker)),
    accounts: childAccounts({
      brokerRoleArn: environment.BROKER_ROLE_ARN,
      accessRoleName: environment.ACCESS_ROLE_NAME,
    }),
    clock: systemClock,
    ids: randomIds,
    directory: { approvers: [], administrators, auditors },
    ...providerOf(environment),
    fences: {
      managementAccountId: environment.MANAGEMENT_ACCOUNT_ID,
      vendingAccountId: environment.VENDING_ACCOUNT_ID,
      denylist: environment.DENYLIST,
      managedBy: environment.PREFIX,
    },
    rootId: environment.ROOT_ID,
    accessRoleName: environment.ACCESS_ROLE_NAME,
  }),
);
