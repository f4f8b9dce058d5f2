import * as sdk from "@aws-sdk/client-sfn";
import type { Service, World } from "../../kernel/service.ts";
import { stateMachineType } from "./cfn-state-machine.ts";
import type { StepFunctionsDependencies } from "./dependencies.ts";
import { Engine } from "./engine.ts";
import {
  describeExecution,
  listExecutions,
  startExecutionOf,
  stopExecution,
} from "./operations/executions.ts";
import { describeStateMachineForExecution, getExecutionHistory } from "./operations/history.ts";
import {
  createStateMachine,
  deleteStateMachine,
  describeStateMachine,
  listStateMachines,
} from "./operations/machines.ts";
import { redriveExecution } from "./operations/redrive-execution.ts";
import { tagOperations } from "./operations/tags.ts";
import { updateStateMachine } from "./operations/update-state-machine.ts";
import { SERVICE } from "./places.ts";

/**
 * AWS Step Functions: Standard workflows in the JSONPath dialect, interpreted step by step on the
 * cloud's clock.
 */
export function stepFunctionsService(
  world: World,
  dependencies: StepFunctionsDependencies,
): Service {
  const engine = new Engine(world, dependencies);
  return {
    signingName: SERVICE,
    protocol: "awsJson1_0",
    sdk,
    target: "AWSStepFunctions",
    operations: {
      CreateStateMachine: createStateMachine(dependencies),
      DescribeStateMachine: describeStateMachine,
      ListStateMachines: listStateMachines,
      UpdateStateMachine: updateStateMachine(dependencies),
      DeleteStateMachine: deleteStateMachine(engine),
      StartExecution: startExecutionOf(engine),
      DescribeExecution: describeExecution,
      ListExecutions: listExecutions,
      StopExecution: stopExecution(engine),
      RedriveExecution: redriveExecution(engine),
      GetExecutionHistory: getExecutionHistory,
      DescribeStateMachineForExecution: describeStateMachineForExecution,
      ...tagOperations,
    },
    resources: [stateMachineType(dependencies)],
    resume: () => engine.resume(),
  };
}
