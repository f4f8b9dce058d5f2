import {
  type CreateQueueRequest,
  type CreateQueueResult,
  type DeleteQueueRequest,
  type GetQueueUrlRequest,
  type GetQueueUrlResult,
  type ListQueuesRequest,
  type ListQueuesResult,
  type PurgeQueueRequest,
  QueueNameExists,
} from "@aws-sdk/client-sqs";
import { AwsError, NotEmulated } from "../../kernel/aws-error.ts";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { Call, Operation, World } from "../../kernel/service.ts";
import type { SqsDependencies } from "./dependencies.ts";
import { queueAuthorization, queueOperation } from "./queue-operation.ts";
import {
  messagesOf,
  NEW_QUEUE,
  noSuchQueue,
  type QueuePlace,
  type QueueRecord,
  queueArn,
  queuesOf,
  replaceQueue,
} from "./queues.ts";
import { readAttributes, type SettingsChange, withChange } from "./settings.ts";

export const queueUrl = ({ endpoint }: SqsDependencies, { account, name }: QueueRecord) =>
  `${endpoint()}/${account}/${name}`;

function checkName(name: string): void {
  if (name.endsWith(".fifo")) throw new NotEmulated("FIFO queues");
  if (/^[\w-]{1,80}$/.test(name)) return;
  throw new AwsError(
    "InvalidParameterValue",
    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
  );
}

/** What a queue is made from. */
export interface NewQueue {
  readonly place: QueuePlace;
  readonly name: string;
  readonly change: SettingsChange;
  readonly tags: Readonly<Record<string, string>>;
}

/** Makes a queue; the same again gives the same. Errors: QueueNameExists when it is there with others. */
export function makeQueue(world: World, { place, name, change, tags }: NewQueue): QueueRecord {
  checkName(name);
  const { account, region } = place;
  const now = world.clock.now();
  const at = { createdAt: now, modifiedAt: now };
  const bare = { name, arn: queueArn(place, name), account, region, tags, ...at };
  const queue = withChange({ ...bare, settings: NEW_QUEUE }, change);
  const existing = queuesOf(world, place).get(name);
  if (!existing) {
    replaceQueue(world, queue);
    return queue;
  }
  if (JSON.stringify(existing.settings) === JSON.stringify(queue.settings)) return existing;
  throw new QueueNameExists({
    message: "A queue already exists with the same name and a different value for an attribute.",
    $metadata: {},
  });
}

function create(dependencies: SqsDependencies): Operation<CreateQueueRequest, CreateQueueResult> {
  return {
    authorize: ({ QueueName = "" }, call) => [
      { action: "sqs:CreateQueue", resource: queueArn(call, QueueName) },
    ],
    run(input, call) {
      onlyMembers("sqs:CreateQueue", input, ["QueueName", "Attributes", "tags"]);
      const { QueueName: name = "", Attributes = {}, tags = {} } = input;
      const change = readAttributes(Attributes);
      const { account, region } = call;
      const queue = makeQueue(call.world, { place: { account, region }, name, change, tags });
      return { QueueUrl: queueUrl(dependencies, queue) };
    },
  };
}

function getUrl(dependencies: SqsDependencies): Operation<GetQueueUrlRequest, GetQueueUrlResult> {
  const addressed = ({ QueueName, QueueOwnerAWSAccountId }: GetQueueUrlRequest, call: Call) =>
    `/${QueueOwnerAWSAccountId ?? call.account}/${QueueName}`;
  return {
    authorize: (input, call) => [
      queueAuthorization("sqs:GetQueueUrl", addressed(input, call), call),
    ],
    run(input, call) {
      const account = input.QueueOwnerAWSAccountId ?? call.account;
      const { region } = call;
      const queue = queuesOf(call.world, { account, region }).get(input.QueueName ?? "");
      if (!queue) throw noSuchQueue();
      return { QueueUrl: queueUrl(dependencies, queue) };
    },
  };
}

const LONGEST_PAGE = 1000;

function list(dependencies: SqsDependencies): Operation<ListQueuesRequest, ListQueuesResult> {
  return {
    authorize: () => [{ action: "sqs:ListQueues", resource: "*" }],
    run(input, call) {
      onlyMembers("sqs:ListQueues", input, ["QueueNamePrefix", "NextToken", "MaxResults"]);
      const { QueueNamePrefix = "", NextToken = "0", MaxResults = LONGEST_PAGE } = input;
      const start = Number(NextToken);
      const found = [...queuesOf(call.world, call).values()]
        .filter(({ name }) => name.startsWith(QueueNamePrefix))
        .map((queue) => queueUrl(dependencies, queue));
      const end = start + MaxResults;
      if (found.length === 0) return {};
      return {
        QueueUrls: found.slice(start, end),
        ...(end < found.length && { NextToken: String(end) }),
      };
    },
  };
}

const remove = queueOperation<DeleteQueueRequest, object>({
  name: "DeleteQueue",
  run(queue, _input, { world }) {
    const messages = messagesOf(world, queue);
    for (const id of [...messages.keys()]) messages.delete(id);
    queuesOf(world, queue).delete(queue.name);
    return {};
  },
});

const purge = queueOperation<PurgeQueueRequest, object>({
  name: "PurgeQueue",
  run(queue, _input, { world }) {
    const messages = messagesOf(world, queue);
    for (const id of [...messages.keys()]) messages.delete(id);
    return {};
  },
});

export const queueOperations = (dependencies: SqsDependencies) => ({
  CreateQueue: create(dependencies),
  GetQueueUrl: getUrl(dependencies),
  ListQueues: list(dependencies),
  DeleteQueue: remove,
  PurgeQueue: purge,
});
