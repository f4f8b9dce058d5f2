import {
  MissingRequiredParameter,
  type UpdateStateMachineInput,
  type UpdateStateMachineOutput,
} from "@aws-sdk/client-sfn";
import type { Operation } from "../../../kernel/service.ts";
import type { StepFunctionsDependencies } from "../dependencies.ts";
import { findMachine } from "../find.ts";
import { checkLogging } from "../logging.ts";
import { checkDefinition, checkMachineRole, putMachine } from "../make-machine.ts";
import { type Answer, passRole, statesOperation } from "../operation.ts";
import { siteOf } from "../places.ts";
import { checkPermissions } from "../role-permissions.ts";

const CHANGES = ["definition", "roleArn", "loggingConfiguration", "tracingConfiguration"] as const;

/** Changes a machine for executions that start from now on. */
export const updateStateMachine = (
  dependencies: StepFunctionsDependencies,
): Operation<UpdateStateMachineInput, Answer<UpdateStateMachineOutput>> =>
  statesOperation({
    name: "UpdateStateMachine",
    members: ["stateMachineArn", ...CHANGES],
    resource: ({ stateMachineArn }) => stateMachineArn,
    besides: ({ roleArn }) => passRole(roleArn),
    run(input, call) {
      const machine = findMachine(call, input.stateMachineArn);
      if (CHANGES.every((name) => input[name] === undefined)) {
        const message =
          "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified";
        throw new MissingRequiredParameter({ message, $metadata: {} });
      }
      const { definition, roleArn, loggingConfiguration, tracingConfiguration } = input;
      const revision = {
        ...machine.revision,
        id: call.world.random.uuid(),
        ...(definition !== undefined && { definition }),
        ...(roleArn !== undefined && { roleArn }),
      };
      checkDefinition(revision);
      checkLogging(loggingConfiguration);
      const changed = {
        ...machine,
        revision,
        ...(loggingConfiguration && { logging: loggingConfiguration }),
        ...(tracingConfiguration && { tracing: tracingConfiguration }),
      };
      checkPermissions(dependencies, changed, checkMachineRole(dependencies, revision));
      putMachine(call.world, siteOf(machine.arn), changed);
      return { updateDate: new Date(call.world.clock.now()), revisionId: revision.id };
    },
  });
