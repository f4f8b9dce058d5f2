import { onlyMembers } from "../../kernel/only-members.ts";
import type { Authorization, Call, Operation } from "../../kernel/service.ts";
import { addressedQueue, noSuchQueue, type QueueRecord, queueArn, queuesOf } from "./queues.ts";

interface QueueInput {
  readonly QueueUrl?: string | undefined;
}

/** An operation on one queue. */
interface Described<I, O> {
  readonly name: string;
  /** The permission; `sqs:<name>` when absent. */
  readonly action?: string;
  /** Members of the input that are emulated, besides QueueUrl. */
  readonly members?: readonly (keyof I & string)[];
  readonly run: (queue: QueueRecord, input: I, call: Call) => O;
}

/** What must be allowed on a queue, with its policy where it exists. */
export function queueAuthorization(action: string, url: string, call: Call): Authorization {
  const { account, name } = addressedQueue(url);
  const { region } = call;
  const policy = queuesOf(call.world, { account, region }).get(name)?.policy;
  return {
    action,
    resource: queueArn({ account, region }, name),
    resourceAccount: account,
    ...(policy !== undefined && { resourcePolicy: policy }),
  };
}

/** An operation that refuses what it does not emulate and finds its queue before it runs. */
export function queueOperation<I extends QueueInput, O>(
  described: Described<I, O>,
): Operation<I, O> {
  const { name, action = `sqs:${name}`, members = [] } = described;
  return {
    authorize: ({ QueueUrl = "" }, call) => [queueAuthorization(action, QueueUrl, call)],
    run(input, call) {
      onlyMembers(`sqs:${name}`, input, ["QueueUrl", ...members]);
      const address = addressedQueue(input.QueueUrl ?? "");
      const { account } = address;
      const queue = queuesOf(call.world, { account, region: call.region }).get(address.name);
      if (!queue) throw noSuchQueue();
      return described.run(queue, input, call);
    },
  };
}
