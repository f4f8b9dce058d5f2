import { TooManyRequestsException } from "@aws-sdk/client-lambda";
import type { World } from "../../kernel/service.ts";
import type { LambdaDependencies } from "./dependencies.ts";
import type { FunctionRecord } from "./functions.ts";
import { giveMetrics } from "./metrics.ts";
import type { Environment, Outcome } from "./runtime/environment.ts";
import { Environments } from "./runtime/environments.ts";
import { endLines, startLine } from "./runtime/platform-lines.ts";

/** What is to be run, and under which request id. */
export interface Request {
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
}

/** Runs functions: the one way in for calls, events, schedules and streams. */
export class Invoker {
  readonly #world: World;
  readonly #dependencies: LambdaDependencies;
  readonly #counts = new Map<string, number>();
  readonly environments: Environments;

  constructor(world: World, dependencies: LambdaDependencies) {
    this.#world = world;
    this.#dependencies = dependencies;
    this.environments = new Environments(world, dependencies);
  }

  /**
   * Runs a function once and lets time pass meanwhile as far as the function does. Errors: those of
   * `Environments.take`; what goes wrong in the function is its outcome.
   */
  async invoke(record: FunctionRecord, request: Request): Promise<Outcome> {
    const environment = this.#take(record);
    const nth = this.#count(record);
    const killAfterCalls = this.#dependencies.faults?.killAfterCalls(record.name, nth);
    const kill = killAfterCalls !== undefined && { killAfterCalls };
    const began = this.#world.clock.now();
    this.#log(environment, [startLine(record, request.requestId, began)]);
    try {
      const outcome = await this.#world.clock.waiting(() =>
        environment.invoke({ ...request, ...kill }),
      );
      this.#tell(environment, { began, requestId: request.requestId, outcome });
      return outcome;
    } finally {
      this.environments.giveBack(environment);
    }
  }

  #take(record: FunctionRecord): Environment {
    try {
      return this.environments.take(record);
    } catch (error) {
      const isThrottled = error instanceof TooManyRequestsException;
      this.#measure(record, isThrottled ? { Throttles: 1 } : {});
      throw error;
    }
  }

  #measure(record: FunctionRecord, values: Parameters<typeof giveMetrics>[2]["values"]): void {
    giveMetrics(this.#world, this.#dependencies, { record, values });
  }

  #count({ arn }: FunctionRecord): number {
    const count = (this.#counts.get(arn) ?? 0) + 1;
    this.#counts.set(arn, count);
    return count;
  }

  #log(environment: Environment, lines: readonly (string | undefined)[]): void {
    for (const line of lines) if (line !== undefined) this.environments.log(environment, line);
  }

  #tell(
    environment: Environment,
    { began, requestId, outcome }: { began: number; requestId: string; outcome: Outcome },
  ): void {
    const { record } = environment;
    const at = this.#world.clock.now();
    const durationMs = at - began;
    this.#log(environment, endLines(record, { requestId, at, durationMs, outcome }));
    const failure = "failure" in outcome ? outcome.failure : undefined;
    const Errors = failure ? 1 : 0;
    this.#measure(record, { Invocations: 1, Errors, Duration: durationMs });
    this.#world.trace.tell({
      kind: "invocation",
      at,
      durationMs,
      functionName: record.name,
      ...(failure && { error: failure.errorType, message: failure.errorMessage }),
    });
  }
}
