import type { Timer } from "../../../kernel/clock.ts";
import type { World } from "../../../kernel/service.ts";
import type { LambdaDependencies } from "../dependencies.ts";
import { type FunctionRecord, functionsOf } from "../functions.ts";
import type { Invoker } from "../invoker.ts";
import { giveMetrics } from "../metrics.ts";
import { roleSession } from "../role-session.ts";
import type { Outcome } from "../runtime/environment.ts";
import { doneOf } from "./batch-answer.ts";
import { passes } from "./filter.ts";
import { reportGivenUp } from "./given-up.ts";
import { type MappingRecord, mappingsOf, updateMapping } from "./mappings.ts";
import type { StreamRecord, StreamSource } from "./source.ts";

/** Lambda polls a shard four times a second (Lambda DG, with-ddb). */
const POLL_MILLISECONDS = 250;

/** Pause after a poll that was refused or a batch that failed: from one second up to a minute. */
const pauseAfter = (failures: number) => Math.min(1000 * 2 ** (failures - 1), 60_000);

/** What the role of a function needs for a DynamoDB stream (Lambda DG, with-ddb). */
const NEEDED = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"];

/** What a poller works with. */
export interface PollerParts {
  readonly world: World;
  readonly dependencies: LambdaDependencies;
  readonly streams: StreamSource;
  readonly invoker: Invoker;
}

/** Feeds a function from a stream, batch after batch in order. */
export class Poller {
  readonly #parts: PollerParts;
  readonly #mapping: MappingRecord;
  readonly #unsubscribe: () => void;
  #timer: Timer | undefined;
  #isBusy = false;
  /** How often the function has failed at the present position. */
  #attempts = 0;
  /** How often in a row a poll led to nothing. */
  #pauses = 0;
  /** Records of the next batch at most, smaller than the batch size after it was bisected. */
  #limit: number;

  constructor(parts: PollerParts, mapping: MappingRecord) {
    this.#parts = parts;
    this.#mapping = mapping;
    this.#limit = mapping.batchSize;
    this.#unsubscribe = parts.streams.subscribe(mapping.streamArn, () => this.#wake());
    this.#wake();
  }

  stop(): void {
    this.#unsubscribe();
    this.#timer?.cancel();
  }

  #wake(): void {
    if (this.#isBusy) return;
    const waiting = this.#read().length;
    if (waiting === 0) return;
    const isFull = waiting >= this.#limit;
    if (this.#timer !== undefined && !isFull) return;
    const window = isFull ? 0 : this.#mapping.window * 1000;
    this.#pollIn(Math.max(POLL_MILLISECONDS, window));
  }

  #pollIn(milliseconds: number): void {
    const { clock } = this.#parts.world;
    const due = clock.now() + milliseconds;
    if (this.#timer !== undefined && this.#timer.due <= due) return;
    this.#timer?.cancel();
    this.#timer = clock.at(due, `the stream of ${this.#mapping.functionName}`, () => this.#poll());
  }

  #current(): MappingRecord | undefined {
    return mappingsOf(this.#parts.world, this.#mapping).get(this.#mapping.id);
  }

  #read(): readonly StreamRecord[] {
    const mapping = this.#current();
    if (!mapping?.enabled) return [];
    return this.#parts.streams.read(mapping.streamArn, mapping.position, this.#limit);
  }

  async #poll(): Promise<void> {
    this.#timer = undefined;
    this.#isBusy = true;
    try {
      const batch = this.#read();
      const mapping = this.#current();
      if (mapping && batch.length > 0) await this.#feed(mapping, batch);
    } finally {
      this.#isBusy = false;
    }
    if (this.#pauses > 0) this.#pollIn(pauseAfter(this.#pauses));
    else this.#wake();
  }

  async #feed(mapping: MappingRecord, batch: readonly StreamRecord[]): Promise<void> {
    const record = functionsOf(this.#parts.world, mapping).get(mapping.functionName);
    if (!record || !this.#mayRead(mapping, record)) return this.#hasFailed();
    this.#measureAge(record, batch);
    const wanted = batch.filter(({ event }) => passes(mapping.filters, event));
    if (wanted.length === 0) return this.#advance(mapping, batch, "No records processed");
    const requestId = this.#parts.world.random.uuid();
    const payload = JSON.stringify({ Records: wanted.map(({ event }) => event) });
    let outcome: Outcome;
    try {
      outcome = await this.#parts.invoker.invoke(record, { requestId, payload });
    } catch (error) {
      return this.#hasFailed((error as Error).message);
    }
    const done = doneOf(mapping, wanted, outcome);
    if (done === wanted.length) return this.#advance(mapping, batch, "OK");
    if (done > 0) this.#advance(mapping, upTo(batch, wanted[done - 1]), "OK");
    await this.#failed({ record, requestId, batch: from(batch, wanted[done]), outcome });
  }

  #measureAge(record: FunctionRecord, batch: readonly StreamRecord[]): void {
    const { world, dependencies } = this.#parts;
    const now = world.clock.now();
    const IteratorAge = now - (batch[0]?.at ?? now);
    giveMetrics(world, dependencies, { record, values: { IteratorAge } });
  }

  /** Whether the function's role may read the stream. A refusal is told, as nobody waits for an answer. */
  #mayRead(mapping: MappingRecord, record: FunctionRecord): boolean {
    const { dependencies, world } = this.#parts;
    try {
      const { principal } = roleSession(dependencies, record);
      const resource = mapping.streamArn;
      for (const action of NEEDED)
        dependencies.authorize(principal, mapping.region, { action, resource });
      return true;
    } catch (error) {
      const { name, message } = error as Error;
      updateMapping(world, mapping, { lastResult: `PROBLEM: ${message}` });
      const what = { functionName: record.name, error: name, message };
      world.trace.tell({ kind: "invocation", at: world.clock.now(), durationMs: 0, ...what });
      return false;
    }
  }

  #hasFailed(problem?: string): void {
    this.#pauses += 1;
    if (problem === undefined) return;
    updateMapping(this.#parts.world, this.#mapping, { lastResult: `PROBLEM: ${problem}` });
  }

  #advance(mapping: MappingRecord, batch: readonly StreamRecord[], lastResult: string): void {
    this.#attempts = 0;
    this.#pauses = 0;
    this.#limit = mapping.batchSize;
    const position = batch.at(-1)?.sequenceNumber;
    updateMapping(this.#parts.world, mapping, {
      lastResult,
      ...(position !== undefined && { position }),
    });
  }

  async #failed(failed: {
    readonly record: FunctionRecord;
    readonly requestId: string;
    readonly batch: readonly StreamRecord[];
    readonly outcome: Outcome;
  }): Promise<void> {
    const { world, dependencies } = this.#parts;
    const mapping = this.#current();
    if (!mapping) return;
    this.#hasFailed("Function call failed");
    this.#attempts += 1;
    const { batch } = failed;
    if (mapping.bisect && batch.length > 1) {
      // Halving a batch does not count as a retry (Lambda DG, services-ddb-errors).
      this.#limit = Math.ceil(batch.length / 2);
      this.#attempts = 0;
      return;
    }
    const isLast = isOver(mapping, this.#attempts);
    const isOld = isTooOld(mapping, batch, world.clock.now());
    if (!isLast && !isOld) return;
    const attempts = this.#attempts;
    const condition = isLast ? "RetryAttemptsExhausted" : "RecordAgeExceeded";
    this.#advance(mapping, batch, "PROBLEM: Function call failed");
    const givenUp = { mapping, ...failed, attempts, condition };
    await reportGivenUp(dependencies, givenUp, world.clock.now());
  }
}

const isOver = ({ maximumRetryAttempts }: MappingRecord, attempts: number) =>
  maximumRetryAttempts >= 0 && attempts > maximumRetryAttempts;

function isTooOld(mapping: MappingRecord, batch: readonly StreamRecord[], now: number): boolean {
  const oldest = batch[0]?.at ?? now;
  return mapping.maximumRecordAge >= 0 && now - oldest > mapping.maximumRecordAge * 1000;
}

/** The records of a batch up to and with one of them. */
function upTo(batch: readonly StreamRecord[], last: StreamRecord | undefined) {
  return batch.slice(
    0,
    batch.findIndex((each) => each.sequenceNumber === last?.sequenceNumber) + 1,
  );
}

/** The records of a batch from one of them on. */
function from(batch: readonly StreamRecord[], first: StreamRecord | undefined) {
  return batch.slice(
    Math.max(
      0,
      batch.findIndex((each) => each.sequenceNumber === first?.sequenceNumber),
    ),
  );
}
