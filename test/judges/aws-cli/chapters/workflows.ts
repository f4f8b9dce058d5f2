import { PRESENT } from "../../support/match.ts";
import type { Chapter } from "../chapter.ts";

const MACHINE = JSON.stringify({
  StartAt: "Ready?",
  States: {
    "Ready?": {
      Type: "Choice",
      Choices: [{ Variable: "$.wait", NumericGreaterThan: 0, Next: "Rest" }],
      Default: "Done",
    },
    Rest: { Type: "Wait", SecondsPath: "$.wait", Next: "Done" },
    Done: { Type: "Pass", Result: "done", End: true },
  },
});

const MACHINE_ARN = "arn:aws:states:eu-west-1:222222222222:stateMachine:judged";
const EXECUTION_ARN = "arn:aws:states:eu-west-1:222222222222:execution:judged";

/** State machines and their executions. */
export const workflows: Chapter = {
  title: "workflows",
  region: "eu-west-1",
  by: "vending",
  values: {
    machine: MACHINE,
    trust: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "states.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      ],
    }),
    arn: MACHINE_ARN,
    runs: EXECUTION_ARN,
  },
  steps: [
    {
      aws: "iam create-role --region us-east-1 --role-name machine --assume-role-policy-document {trust}",
      answers: { Role: { RoleName: "machine" } },
    },
    {
      aws: "stepfunctions create-state-machine --name judged --definition {machine} --role-arn arn:aws:iam::222222222222:role/machine",
      answers: { stateMachineArn: MACHINE_ARN, creationDate: PRESENT },
    },
    {
      aws: 'stepfunctions create-state-machine --name broken --definition \'{"StartAt":"A"}\' --role-arn arn:aws:iam::222222222222:role/machine',
      refused: ["InvalidDefinition", /^Invalid State Machine Definition: /],
    },
    {
      aws: "stepfunctions start-execution --state-machine-arn {arn} --name quick --input '{\"wait\":0}'",
      answers: { executionArn: `${EXECUTION_ARN}:quick`, startDate: PRESENT },
    },
    {
      aws: "stepfunctions describe-execution --execution-arn {runs}:quick",
      answers: { status: "SUCCEEDED", input: '{"wait":0}', output: '"done"', name: "quick" },
    },
    {
      aws: "stepfunctions start-execution --state-machine-arn {arn} --name quick --input '{\"wait\":0}'",
      refused: ["ExecutionAlreadyExists", `Execution Already Exists: '${EXECUTION_ARN}:quick'`],
    },
    {
      aws: "stepfunctions start-execution --state-machine-arn {arn} --name slow --input '{\"wait\":3600}'",
      answers: { executionArn: `${EXECUTION_ARN}:slow` },
    },
    {
      aws: "stepfunctions start-execution --state-machine-arn {arn} --name slow --input '{\"wait\":3600}'",
      answers: { executionArn: `${EXECUTION_ARN}:slow` },
    },
    {
      aws: "stepfunctions start-execution --state-machine-arn {arn} --name slow --input '{\"wait\":1}'",
      refused: ["ExecutionAlreadyExists", `Execution Already Exists: '${EXECUTION_ARN}:slow'`],
    },
    { seconds: 3600 },
    {
      aws: "stepfunctions get-execution-history --execution-arn {runs}:slow --query events[].type",
      answers: [
        "ExecutionStarted",
        "ChoiceStateEntered",
        "ChoiceStateExited",
        "WaitStateEntered",
        "WaitStateExited",
        "PassStateEntered",
        "PassStateExited",
        "ExecutionSucceeded",
      ],
    },
    {
      aws: "stepfunctions start-execution --state-machine-arn {arn} --name lost --input '{}'",
      answers: { executionArn: `${EXECUTION_ARN}:lost` },
    },
    {
      aws: "stepfunctions describe-execution --execution-arn {runs}:lost",
      answers: { status: "FAILED", error: "States.Runtime", cause: /Invalid path '\$\.wait'/ },
    },
    {
      aws: "stepfunctions start-execution --state-machine-arn {arn}x",
      refused: ["StateMachineDoesNotExist", `State Machine Does Not Exist: '${MACHINE_ARN}x'`],
    },
    {
      aws: "stepfunctions start-execution --state-machine-arn {arn} --name stopped --input '{\"wait\":3600}'",
      answers: { executionArn: `${EXECUTION_ARN}:stopped` },
    },
    {
      aws: "stepfunctions stop-execution --execution-arn {runs}:stopped --error Judged --cause enough",
      answers: { stopDate: PRESENT },
    },
    {
      aws: "stepfunctions describe-execution --execution-arn {runs}:stopped",
      answers: { status: "ABORTED", error: "Judged", cause: "enough" },
    },
    {
      aws: "stepfunctions list-state-machines",
      by: "reader",
      refused: [
        "AccessDeniedException",
        "User: arn:aws:iam::222222222222:user/reader is not authorized to perform: states:ListStateMachines on resource: arn:aws:states:eu-west-1:222222222222:stateMachine:* because no identity-based policy allows the states:ListStateMachines action",
      ],
    },
  ],
};
