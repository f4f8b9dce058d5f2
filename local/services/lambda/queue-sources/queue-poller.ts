import type { Message } from "@aws-sdk/client-sqs";
import type { Timer } from "../../../kernel/clock.ts";
import type { World } from "../../../kernel/service.ts";
import type { LambdaDependencies } from "../dependencies.ts";
import { type FunctionRecord, functionsOf } from "../functions.ts";
import type { Invoker } from "../invoker.ts";
import { roleSession } from "../role-session.ts";
import type { Outcome } from "../runtime/environment.ts";
import type { QueueMapping } from "./mappings.ts";

/** What a poller works with. */
export interface QueuePollerParts {
  readonly world: World;
  readonly dependencies: LambdaDependencies;
  readonly invoker: Invoker;
}

const SOON = 250;
/** Pause after a poll that was refused, or a function that could not be started. */
const PAUSE = 60_000;

const urlOf = ({ queueArn }: QueueMapping) => {
  const [, , , region, account, name] = queueArn.split(":");
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
};

/** Feeds a function from a queue: what it does not deal with stays, and becomes visible again. */
export class QueuePoller {
  readonly #parts: QueuePollerParts;
  readonly #mapping: QueueMapping;
  #timer: Timer | undefined;
  #isBusy = false;

  constructor(parts: QueuePollerParts, mapping: QueueMapping) {
    this.#parts = parts;
    this.#mapping = mapping;
    parts.dependencies.queues?.subscribe(mapping.queueArn, () => this.#wake());
    this.#wake();
  }

  /** Waits until a message is there to be received, if there will be one. */
  #wake(pause = 0): void {
    if (this.#isBusy) return;
    const visibleAt = this.#parts.dependencies.queues?.nextVisible(this.#mapping.queueArn);
    if (visibleAt === undefined) return;
    const { clock } = this.#parts.world;
    const due = Math.max(clock.now() + SOON + pause, visibleAt);
    if (this.#timer !== undefined && this.#timer.due <= due) return;
    this.#timer?.cancel();
    this.#timer = clock.at(due, `the queue of ${this.#mapping.functionName}`, () => this.#poll());
  }

  async #poll(): Promise<void> {
    this.#timer = undefined;
    this.#isBusy = true;
    let pause = 0;
    try {
      await this.#feed();
    } catch {
      // The trace shows the refused call; there is nobody to tell.
      pause = PAUSE;
    } finally {
      this.#isBusy = false;
    }
    this.#wake(pause);
  }

  async #feed(): Promise<void> {
    const { world, invoker } = this.#parts;
    const record = functionsOf(world, this.#mapping).get(this.#mapping.functionName);
    if (record === undefined) return;
    const messages = await this.#receive(record);
    if (messages.length === 0) return;
    const payload = JSON.stringify({ Records: messages.map((each) => this.#event(each)) });
    const outcome = await invoker.invoke(record, { requestId: world.random.uuid(), payload });
    const failed = failedOf(this.#mapping, outcome);
    if (failed === "all") return;
    for (const { MessageId = "", ReceiptHandle } of messages)
      if (!failed.has(MessageId)) await this.#sqs(record, "DeleteMessage", { ReceiptHandle });
  }

  async #receive(record: FunctionRecord): Promise<readonly Message[]> {
    const answer = await this.#sqs(record, "ReceiveMessage", {
      MaxNumberOfMessages: Math.min(10, this.#mapping.batchSize),
      MessageSystemAttributeNames: ["All"],
    });
    return (answer as { Messages?: Message[] }).Messages ?? [];
  }

  #sqs(record: FunctionRecord, operation: string, input: object): Promise<unknown> {
    const { dependencies } = this.#parts;
    return dependencies.dispatch({
      ...{ principal: roleSession(dependencies, record).principal, region: record.region },
      ...{ service: "sqs", operation, input: { QueueUrl: urlOf(this.#mapping), ...input } },
    });
  }

  /** A message as Lambda hands it to a function (Lambda DG, with-sqs). */
  #event({ MessageId, ReceiptHandle, Body, Attributes, MD5OfBody }: Message) {
    const { queueArn, region } = this.#mapping;
    return {
      ...{ messageId: MessageId, receiptHandle: ReceiptHandle, body: Body, attributes: Attributes },
      ...{ messageAttributes: {}, md5OfBody: MD5OfBody, eventSource: "aws:sqs" },
      ...{ eventSourceARN: queueArn, awsRegion: region },
    };
  }
}

/** Which messages stay. An answer that cannot be understood keeps them all. */
function failedOf({ reportsFailures }: QueueMapping, outcome: Outcome): "all" | Set<string> {
  if ("failure" in outcome) return "all";
  if (!reportsFailures) return new Set();
  const answer = JSON.parse(outcome.payload) as {
    batchItemFailures?: { itemIdentifier?: string }[];
  } | null;
  const failures = answer?.batchItemFailures ?? [];
  if (!Array.isArray(failures) || failures.some((each) => !each.itemIdentifier)) return "all";
  return new Set(failures.map(({ itemIdentifier = "" }) => itemIdentifier));
}
