import {
  stockWorkflow,
  teardownWorkflow,
  vendWorkflow,
} from "../../adapters/aws/stepfunctions-workflows.ts";
import { readEnvironment } from "../shared/environment.ts";
import { room } from "../shared/room.ts";
import * as contract from "./contract.ts";
import { startWorkflow } from "./step.ts";

const environment = readEnvironment(contract.environment);

export const handler = room(
  contract.input,
  startWorkflow({
    workflows: {
      ...vendWorkflow(environment.VEND_MACHINE_ARN),
      ...stockWorkflow(environment.STOCK_MACHINE_ARN),
      ...teardownWorkflow(environment.TEARDOWN_MACHINE_ARN),
    },
  }),
);
