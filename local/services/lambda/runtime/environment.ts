import type { Credentials, RoleSession } from "../../../kernel/principal.ts";
import type { World } from "../../../kernel/service.ts";
import type { FunctionRecord } from "../functions.ts";
import { handlerContext } from "./context.ts";
import { exitFailure, type FunctionFailure, failureOf, timeoutFailure } from "./failure.ts";
import { type Handler, loadHandler } from "./handler.ts";
import { type Death, Life } from "./life.ts";
import type { Output } from "./process.ts";
import { scopeOf } from "./scope.ts";

/** Longest answer of an invocation, in bytes (Lambda quotas: 6 MB, and what the runtime adds). */
const LONGEST_ANSWER = 6_291_556;

/** What an environment is made from. */
export interface EnvironmentParts {
  readonly world: World;
  readonly record: FunctionRecord;
  readonly session: { readonly credentials: Credentials; readonly principal: RoleSession };
  readonly variables: Record<string, string>;
  readonly logStream: string;
  /** Whether the role may write the log. */
  readonly mayLog: boolean;
  readonly output: Output;
  /** Told of every access key that the function signs with. */
  readonly signsWith: (accessKeyId: string) => void;
}

/** One invocation, as its environment takes it. */
export interface Invocation {
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  /** Calls after which the environment is killed; never when absent. */
  readonly killAfterCalls?: number;
}

/** How an invocation ended: JSON text, or the failure of the function. */
export type Outcome = { readonly payload: string } | { readonly failure: FunctionFailure };

/** One execution environment of a function: it takes one invocation at a time, and stays warm. */
export class Environment {
  readonly record: FunctionRecord;
  readonly session: EnvironmentParts["session"];
  readonly logStream: string;
  readonly mayLog: boolean;
  readonly #life: Life;
  readonly #scope: ReturnType<typeof scopeOf>;
  #handler: Handler | undefined;
  #invocation: Invocation | undefined;
  #calls = 0;

  constructor({ world, record, variables, output, ...rest }: EnvironmentParts) {
    this.record = record;
    this.session = rest.session;
    this.logStream = rest.logStream;
    this.mayLog = rest.mayLog;
    this.#life = new Life(world.clock, `function ${record.name}`);
    this.#scope = scopeOf({
      life: this.#life,
      env: variables,
      random: world.random,
      logging: record.logging,
      requestId: () => this.#invocation?.requestId ?? "",
      output: (line) => {
        if (this.isAlive) output(line);
      },
      watch: {
        goesOut: (accessKeyId) => {
          if (accessKeyId !== undefined) rest.signsWith(accessKeyId);
          this.#callGoesOut();
        },
        isAnswered: () => this.#callIsAnswered(),
      },
    });
  }

  get isAlive(): boolean {
    return this.#life.isAlive;
  }

  /** The gateway lets a call of this environment hang (1), or does so no longer (-1). */
  hanging(change: 1 | -1): void {
    this.#life.activity.hanging(change);
  }

  end(cause: "killed" | "retired"): void {
    this.#life.end({ cause });
  }

  /** Runs the handler once. Never rejects: whatever goes wrong is the outcome. */
  async invoke(invocation: Invocation): Promise<Outcome> {
    this.#invocation = invocation;
    this.#calls = 0;
    const { clock } = this.#life;
    const deadline = clock.now() + this.record.timeout * 1000;
    const outcome = await new Promise<Outcome>((resolve) => {
      const timer = clock.at(deadline, `the timeout of ${this.record.name}`, () => {
        resolve({ failure: timeoutFailure(invocation.requestId, this.record.timeout) });
        this.end("killed");
      });
      this.#life.onDeath((death) => {
        timer.cancel();
        resolve({ failure: this.#failureOf(death, invocation.requestId) });
      });
      this.#life.thaw();
      this.#life.run(() => {
        void this.#answer(invocation, deadline).then((answer) => {
          timer.cancel();
          resolve(answer);
        });
      });
    });
    this.#life.activity.pause();
    return outcome;
  }

  async #answer(invocation: Invocation, deadline: number): Promise<Outcome> {
    try {
      this.#handler ??= loadHandler(this.record, this.#scope);
    } catch (error) {
      // The next invocation starts afresh.
      this.#life.end({ cause: "uncaught", error, isRejection: false });
      return { failure: failureOf(error) };
    }
    try {
      const context = handlerContext(this.record, {
        requestId: invocation.requestId,
        logStream: this.logStream,
        remaining: () => deadline - this.#life.clock.now(),
      });
      const answer = await this.#handler(JSON.parse(invocation.payload), context);
      return answerOf(answer);
    } catch (error) {
      this.#logError(error);
      return { failure: failureOf(error) };
    }
  }

  #logError(error: unknown): void {
    const { errorType, errorMessage, trace } = failureOf(error);
    const { error: write } = this.#scope.console as { error: (...values: unknown[]) => void };
    write("Invoke Error", JSON.stringify({ errorType, errorMessage, stack: trace }));
  }

  #callGoesOut(): void {
    this.#life.activity.touch();
    if (this.#invocation?.killAfterCalls === this.#calls) this.end("killed");
  }

  #callIsAnswered(): void {
    this.#calls += 1;
    if (this.#invocation?.killAfterCalls === this.#calls) this.end("killed");
  }

  #failureOf(death: Death, requestId: string): FunctionFailure {
    switch (death.cause) {
      case "exit":
        return death.code === 0
          ? exitFailure(requestId, "without providing a reason")
          : exitFailure(requestId, `with error: exit status ${death.code}`);
      case "uncaught":
        return uncaughtFailure(death.error, death.isRejection);
      case "stuck":
        return {
          errorType: "Runtime.NodeJsExit",
          errorMessage:
            "The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled.",
        };
      case "killed":
      case "retired":
        return exitFailure(requestId, "with error: signal: killed");
      default:
        return death satisfies never;
    }
  }
}

function uncaughtFailure(error: unknown, isRejection: boolean): FunctionFailure {
  const failure = failureOf(error);
  if (!isRejection) return failure;
  return {
    ...failure,
    errorType: "Runtime.UnhandledPromiseRejection",
    errorMessage: String(error),
  };
}

function answerOf(answer: unknown): Outcome {
  const payload = (JSON.stringify(answer) as string | undefined) ?? "null";
  const bytes = Buffer.byteLength(payload);
  if (bytes <= LONGEST_ANSWER) return { payload };
  return {
    failure: {
      errorType: "Function.ResponseSizeTooLarge",
      errorMessage: `Response payload size exceeded maximum allowed payload size (${LONGEST_ANSWER} bytes).`,
    },
  };
}
