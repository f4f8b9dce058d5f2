import { describe, expect, test } from "vitest";
import { PINNED } from "../../infra/nuke-settings.ts";
import { permissionsOf, rolesOf } from "./permissions.ts";
import { EVERY_WAY, MANAGEMENT, VENDING } from "./sample-configuration.ts";
import { resourcesOf, templateOf, vendingStack } from "./synthesis.ts";

const template = templateOf(vendingStack());

const read = ["dynamodb:GetItem <Ledger>"];
const commit = [...read, "dynamodb:PutItem <Ledger>"];
/** Opens and closes leases, which are counted by template. */
const count = [...commit, "dynamodb:UpdateItem <Ledger>"];
const ask = (...indexes: string[]) =>
  indexes.map((index) => `dynamodb:Query <Ledger>/index/${index}`);
const broker = (name: string) => [
  `sts:AssumeRole arn:aws:iam::${MANAGEMENT}:role/mayfly-broker-${name}`,
];
const deadLetter = ["sqs:SendMessage <DeadLetters>"];
const start = (machine: string) => `states:StartExecution <${machine}>`;
const ofLeases = `arn:aws:scheduler:eu-west-1:${VENDING}:schedule/<LeaseSchedules>/l-*`;

/** What each function may do, beside writing its log and its traces. */
const FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  api: [
    ...[...count, ...ask("by-owner", "by-state", "by-month", "queue"), "dynamodb:Query <Ledger>"],
    "dynamodb:BatchGetItem <Ledger>",
    ...[...broker("api"), "s3:GetObject <Reports>/nuke-reports/*", "s3:ListBucket <Reports>"],
  ],
  "adopt-account": [...commit, ...broker("adopt-account")],
  "claim-account": [...commit, ...ask("by-state", "queue")],
  "create-account": [...count, ...broker("create-account")],
  "confirm-creation": [...count, ...ask("by-state", "queue"), ...broker("confirm-creation")],
  "await-access-role": [...read, ...broker("await-access-role")],
  "apply-baseline": [...read, ...broker("apply-baseline")],
  "place-account": [...read, ...broker("place-account")],
  "open-access": [...commit, ...broker("open-access")],
  // No template of this configuration has these ways in: the next test is about those that do.
  ...{ "settle-entries": read, "assign-owner": read, "unassign-owner": read },
  "stock-account": [...commit, ...ask("by-state", "queue"), ...broker("stock-account")],
  "set-budget": [...read, ...broker("set-budget")],
  "activate-lease": commit,
  "fail-lease": count,
  "begin-teardown": read,
  "close-access": [...commit, ...broker("close-access")],
  "quarantine-account": [...read, ...broker("quarantine-account")],
  "end-lease": count,
  "remove-budget": [...read, ...broker("remove-budget")],
  "begin-nuke": [...commit, ...broker("begin-nuke")],
  "verify-clean": [
    ...[...commit, ...ask("by-state", "queue")],
    "s3:GetObject <Reports>/nuke-reports/*",
    // Without it S3 answers AccessDenied for a report that is not there.
    "s3:ListBucket <Reports>",
  ],
  "close-account": [...commit, ...broker("close-account")],
  "queue-closure": [...commit, ...ask("queue")],
  "confirm-closure": [...commit, ...ask("queue"), ...broker("confirm-closure")],
  "return-account": [...commit, ...ask("by-state", "queue"), ...broker("return-account")],
  "park-closure": commit,
  "require-attention": commit,
  "lease-due": [...commit, ...deadLetter],
  sweep: [...count, ...ask("due", "by-state", "queue"), ...broker("sweep"), start("vend")],
  reconcile: [...count, ...ask("by-state"), ...broker("reconcile")],
  "send-webhook": [
    ...commit,
    ...["ChangeMessageVisibility", "DeleteMessage", "GetQueueAttributes", "ReceiveMessage"].map(
      (name) => `sqs:${name} <webhookreports>`,
    ),
    `secretsmanager:GetSecretValue arn:aws:secretsmanager:eu-west-1:${VENDING}:secret:reports-hook-??????`,
  ],
  "keep-schedule": [
    ...[...read, ...deadLetter],
    `scheduler:CreateSchedule ${ofLeases}`,
    `scheduler:DeleteSchedule ${ofLeases}`,
    `scheduler:UpdateSchedule ${ofLeases}`,
    'iam:PassRole <LeaseSchedulesRole> if {"StringEquals":{"iam:PassedToService":"scheduler.amazonaws.com"}}',
  ],
  "publish-events": [
    ...[...deadLetter, "events:PutEvents <Bus>", "dynamodb:ListStreams *"],
    ...["DescribeStream", "GetRecords", "GetShardIterator"].map(
      (action) => `dynamodb:${action} <Ledger>`,
    ),
  ],
  "start-workflow": [...deadLetter, ...["vend", "teardown", "stock"].map(start)],
  "measure-spend": [
    ...[...commit, ...ask("by-state"), "dynamodb:Query <Ledger>"],
    ...broker("measure-spend"),
  ],
  "guard-spend": [...read, ...ask("by-state"), ...deadLetter, ...broker("guard-spend")],
  "recover-execution": [...count, ...deadLetter],
};

const logged = (logicalId: string) => [
  `logs:CreateLogStream <${logicalId}>`,
  `logs:PutLogEvents <${logicalId}>`,
];
const TRACED = ["xray:PutTelemetryRecords *", "xray:PutTraceSegments *"];

describe("a function", () => {
  test("has a line in the table above", () => {
    const names = Object.values(resourcesOf(template, "AWS::Lambda::Function")).map(
      ({ Properties }) => Properties["FunctionName"],
    );
    expect(names.toSorted()).toEqual(
      Object.keys(FUNCTIONS)
        .map((name) => `mayfly-${name}`)
        .toSorted(),
    );
  });

  test.each(Object.entries(FUNCTIONS))("%s may do this and nothing else", (name, may) => {
    const log = `${name.replaceAll("-", "")}log`;
    expect(permissionsOf(template, `mayfly-${name}`)).toEqual(
      [...may, ...logged(log), ...TRACED].toSorted(),
    );
  });
});

const WITH_WAYS = templateOf(vendingStack(EVERY_WAY));
const POLICIES = `arn:aws:iam::${VENDING}:policy/mayfly-entry-*`;

describe("a function that opens or closes a way in which some template has", () => {
  test.each(["assign-owner", "unassign-owner"])("%s may enter its broker too", (name) => {
    expect(permissionsOf(WITH_WAYS, `mayfly-${name}`)).toEqual(
      expect.arrayContaining([...commit, ...broker(name)]),
    );
  });

  test("settle-entries may write policies of ours, and give users these and no others", () => {
    const users = ["AttachUserPolicy", "DetachUserPolicy"].map(
      (action) =>
        `iam:${action} arn:aws:iam::${VENDING}:user/* if {"ArnLike":{"iam:PolicyARN":"${POLICIES}"}}`,
    );
    const policies = [
      ...["CreatePolicy", "CreatePolicyVersion", "DeletePolicy", "DeletePolicyVersion"],
      ...["GetPolicy", "GetPolicyVersion", "ListPolicyVersions", "TagPolicy"],
    ].map((action) => `iam:${action} ${POLICIES}`);
    expect(
      permissionsOf(WITH_WAYS, "mayfly-settle-entries").filter((line) => line.startsWith("iam:")),
    ).toEqual([...users, ...policies].toSorted());
  });
});

const invoke = (...names: string[]) =>
  names.map((name) => `lambda:InvokeFunction <${name.replaceAll("-", "")}>`);

const DELIVERING_LOGS = [
  ...["CreateLogDelivery", "DeleteLogDelivery", "DescribeLogGroups", "DescribeResourcePolicies"],
  ...["GetLogDelivery", "ListLogDeliveries", "PutResourcePolicy", "UpdateLogDelivery"],
].map((action) => `logs:${action} *`);

const machine = [
  ...[...DELIVERING_LOGS, ...TRACED],
  ...["xray:GetSamplingRules *", "xray:GetSamplingTargets *"],
];

const SOURCE = `cdk-hnb659fds-assets-${VENDING}-eu-west-1`;
const watchRule = `arn:aws:events:eu-west-1:${VENDING}:rule/StepFunctionsGetEventForCodeBuildStartBuildRule`;

const OTHERS: Readonly<Record<string, readonly string[]>> = {
  vend: [
    ...machine,
    ...invoke("claim-account", "create-account", "confirm-creation", "await-access-role"),
    ...invoke("apply-baseline", "place-account", "open-access", "set-budget"),
    ...invoke("activate-lease", "fail-lease", "settle-entries", "assign-owner"),
  ],
  stock: [...machine, ...invoke("create-account", "stock-account")],
  teardown: [
    ...machine,
    ...invoke("begin-teardown", "close-access", "quarantine-account", "end-lease"),
    ...invoke("remove-budget", "begin-nuke", "verify-clean", "close-account"),
    ...invoke("queue-closure", "settle-entries", "unassign-owner"),
    ...invoke("confirm-closure", "return-account", "park-closure", "require-attention"),
    ...["BatchGetBuilds", "StartBuild", "StopBuild"].map((action) => `codebuild:${action} <Nuke>`),
    ...["DescribeRule", "PutRule", "PutTargets"].map((action) => `events:${action} ${watchRule}`),
  ],
  nuke: [
    ...[...read, ...broker("nuke"), ...logged("nukelog")],
    `s3:GetObject arn:aws:s3:::engine/aws-nuke-${PINNED.version}-arm64`,
    "s3:PutObject <Reports>/nuke-reports/*",
    `s3:GetBucketLocation arn:aws:s3:::${SOURCE}`,
    `s3:GetObject arn:aws:s3:::${SOURCE}/<asset>`,
    `s3:GetObjectVersion arn:aws:s3:::${SOURCE}/<asset>`,
  ],
  "fire-lease-schedules": [...invoke("lease-due"), ...deadLetter],
  "fire-sweep-schedule": invoke("sweep"),
  "fire-reconcile-schedule": invoke("reconcile"),
  "fire-guard-spend-schedule": invoke("guard-spend"),
  "fire-measure-spend-schedule": invoke("measure-spend"),
};

describe("a role of something else", () => {
  test("has a line in one of the tables above", () => {
    const names = rolesOf(template).map(({ RoleName }) => RoleName.replace("mayfly-", ""));
    expect(names.toSorted()).toEqual(Object.keys({ ...FUNCTIONS, ...OTHERS }).toSorted());
  });

  test.each(Object.entries(OTHERS))("%s may do this and nothing else", (name, may) => {
    const asset = /[0-9a-f]{64}\.zip/;
    const found = permissionsOf(template, `mayfly-${name}`);
    expect(found.map((line) => line.replace(asset, "<asset>")).toSorted()).toEqual(may.toSorted());
  });
});
