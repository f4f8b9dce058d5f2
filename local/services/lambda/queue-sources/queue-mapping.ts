import * as z from "zod";
import type { ResourceContext, ResourceMade } from "../../../kernel/service.ts";
import type { LambdaDependencies } from "../dependencies.ts";
import { invalidParameter } from "../errors.ts";
import { functionFor } from "../functions.ts";
import type { Invoker } from "../invoker.ts";
import { roleMay } from "../role-session.ts";
import { queueMappingsOf } from "./mappings.ts";
import { QueuePoller } from "./queue-poller.ts";

const QUEUE = /^arn:aws:sqs:[^:]+:\d{12}:[\w-]+$/;

const properties = z.strictObject({
  EventSourceArn: z.string().regex(QUEUE),
  FunctionName: z.string(),
  BatchSize: z.coerce.number().int().min(1).max(10).default(10),
  FunctionResponseTypes: z.array(z.literal("ReportBatchItemFailures")).default([]),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).default([]),
});

export const isOfQueue = (given: unknown): boolean =>
  QUEUE.test(String((given as { EventSourceArn?: unknown }).EventSourceArn));

/** What the role of a function needs for a queue (Lambda DG, with-sqs). */
const NEEDED = ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];

/** What feeds functions from queues. */
export class QueueSources {
  readonly #dependencies: LambdaDependencies;
  readonly #invoker: Invoker;
  readonly #started = new Set<string>();

  constructor(dependencies: LambdaDependencies, invoker: Invoker) {
    this.#dependencies = dependencies;
    this.#invoker = invoker;
  }

  /** Errors: InvalidParameterValueException when the function's role may not read the queue. */
  create(given: unknown, context: ResourceContext): ResourceMade {
    const { EventSourceArn: queueArn, ...asked } = properties.parse(given);
    const { world, account, region } = context;
    const record = functionFor(world, asked.FunctionName, context);
    const wanted = NEEDED.map((name) => ({ action: `sqs:${name}`, resource: queueArn }));
    if (!roleMay(this.#dependencies, record, wanted))
      throw invalidParameter(
        "The provided execution role does not have permissions to call ReceiveMessage on SQS",
      );
    const id = world.random.uuid();
    queueMappingsOf(world, context).set(id, {
      ...{ id, account, region, queueArn, functionName: record.name },
      batchSize: asked.BatchSize,
      reportsFailures: asked.FunctionResponseTypes.length > 0,
    });
    this.resume(world);
    const arn = `arn:aws:lambda:${region}:${account}:event-source-mapping:${id}`;
    return { ref: id, attributes: { Id: id, EventSourceMappingArn: arn } };
  }

  /** Polls for every mapping that is not polled for. */
  resume(world: ResourceContext["world"]): void {
    const parts = { world, dependencies: this.#dependencies, invoker: this.#invoker };
    for (const place of world.storage.places("lambda", "queue-mappings"))
      for (const mapping of queueMappingsOf(world, place).values()) {
        if (this.#started.has(mapping.id)) continue;
        this.#started.add(mapping.id);
        new QueuePoller(parts, mapping);
      }
  }
}
