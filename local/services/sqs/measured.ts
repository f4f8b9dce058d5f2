import type { Operation } from "../../kernel/service.ts";
import { counts } from "./counts.ts";
import type { SqsDependencies } from "./dependencies.ts";
import { addressedQueue, queuesOf } from "./queues.ts";

/** An operation after which CloudWatch is told how full the queue is; AWS tells it every minute. */
export function measured<I extends { readonly QueueUrl?: string | undefined }, O>(
  { metric }: SqsDependencies,
  operation: Operation<I, O>,
): Operation<I, O> {
  if (!metric) return operation;
  return {
    authorize: (input, call) => operation.authorize(input, call),
    async run(input, call) {
      const output = await operation.run(input, call);
      const { account, name } = addressedQueue(input.QueueUrl ?? "");
      const { world, region } = call;
      const queue = queuesOf(world, { account, region }).get(name);
      if (!queue) return output;
      const values = Object.entries(counts(world, queue));
      const common = { account, region, namespace: "AWS/SQS", dimensions: { QueueName: name } };
      for (const [metricName, value] of values)
        metric({ ...common, name: metricName, value, at: world.clock.now() });
      return output;
    },
  };
}
