import { compose } from "../../cloud/services.ts";
import { VirtualClock } from "../../kernel/clocks/virtual-clock.ts";
import { MemoryStorage } from "../../kernel/collection.ts";
import { seeded } from "../../kernel/random.ts";
import type { ResourceType, Service } from "../../kernel/service.ts";
import { Trace } from "../../kernel/trace.ts";
import { modelOf } from "../../wire/schema/model.ts";

/** Names of services as AWS writes them, by the name in signatures. */
const NAMES: Readonly<Record<string, string>> = {
  account: "Account Management",
  apigateway: "API Gateway (HTTP APIs)",
  budgets: "Budgets",
  ce: "Cost Explorer",
  codebuild: "CodeBuild",
  dynamodb: "DynamoDB",
  ec2: "EC2",
  events: "EventBridge",
  iam: "IAM",
  lambda: "Lambda",
  logs: "CloudWatch Logs",
  monitoring: "CloudWatch",
  organizations: "Organizations",
  s3: "S3",
  "s3 x-amz-account-id": "S3 Control",
  scheduler: "EventBridge Scheduler",
  secretsmanager: "Secrets Manager",
  sns: "SNS",
  sqs: "SQS",
  states: "Step Functions",
  sts: "STS",
};

const BEGIN =
  "<!-- What follows is written by `npx node local/cli/list-operations.ts --write`. -->";
const END = "<!-- So far. -->";

function services(): readonly Service[] {
  const world = {
    clock: new VirtualClock(0),
    storage: new MemoryStorage(),
    random: seeded(1),
    trace: new Trace(),
  };
  return compose(world, { endpoint: () => "" }).cloud.services;
}

/** S3 Control signs as S3, and is told apart by a header. */
const keyOf = ({ signingName, header }: Service): string =>
  header === undefined ? signingName : `${signingName} ${header}`;

const nameOf = (service: Service): string => NAMES[keyOf(service)] ?? keyOf(service);

/** A service that speaks two protocols is listed once. */
const unique = (all: readonly Service[]): readonly Service[] => [
  ...new Map(all.map((service) => [keyOf(service), service])).values(),
];

function sectionOn(service: Service): string {
  const { signingName, operations } = service;
  const names = Object.keys(operations).toSorted();
  const all = modelOf(service.sdk).operations.size;
  const count = names.length === 0 ? "no operations" : `${names.length} of ${all} operations`;
  const list = names.length === 0 ? [] : ["", names.join(", ")];
  return [`#### ${nameOf(service)} (\`${signingName}\`): ${count}`, ...list].join("\n");
}

const rowOf = ({ type, properties }: ResourceType): string =>
  `| \`${type}\` | ${properties.toSorted().join(", ")} |`;

/** What the local cloud emulates, as Markdown: operations by service, and types of resources. */
export function emulated(): string {
  const all = unique(services()).toSorted((one, other) => nameOf(one).localeCompare(nameOf(other)));
  const types = all
    .flatMap(({ resources = [] }) => resources)
    .toSorted((one, other) => one.type.localeCompare(other.type));
  return [
    "### Operations",
    ...all.map(sectionOn),
    "### Types of resources in templates",
    ["| type | properties |", "| --- | --- |", ...types.map(rowOf)].join("\n"),
  ].join("\n\n");
}

/** The document with this list in the place of the one that it holds. Throws when it has no place for it. */
export function withEmulated(document: string): string {
  const [before, rest] = document.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`The document must hold "${BEGIN}" and "${END}".`);
  return `${before}${BEGIN}\n\n${emulated()}\n\n${END}${after}`;
}
