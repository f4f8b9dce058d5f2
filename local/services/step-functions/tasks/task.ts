import type { Clock } from "../../../kernel/clock.ts";
import type { RoleSession } from "../../../kernel/principal.ts";
import type { Json } from "../../json-path/json.ts";
import type { StateFailure } from "../asl/failure.ts";
import type { StepFunctionsDependencies } from "../dependencies.ts";

/** A task that is to be begun, or taken up again after a restart. */
export interface Assignment {
  readonly resource: string;
  readonly parameters: Json;
  readonly region: string;
  /** Enters the machine's role. Throws StateFailure. */
  readonly session: () => RoleSession;
  /** The job that an earlier process began. */
  readonly job?: string;
}

/** What a task tells the execution. */
export interface Reports {
  submitted(job: string, output: Json): void;
  succeeded(output: Json): void;
  failed(failure: StateFailure): void;
}

/** What tasks work with. */
export interface Workshop extends StepFunctionsDependencies {
  readonly clock: Clock;
}

/** A task at work. */
export interface Work {
  /** Nothing is wanted of it any more: it ended, timed out, or its execution was stopped. */
  abandon(): void;
}

/** One kind of resource that a Task state can name. */
export interface TaskKind {
  /** The rule on the default event bus by which Step Functions hears how jobs of this kind end. */
  readonly managedRule?: string;
  matches(resource: string): boolean;
  begin(assignment: Assignment, reports: Reports, workshop: Workshop): Work;
  /** Goes on with a task that an earlier process began and left without a result. */
  takeUp(assignment: Assignment, reports: Reports, workshop: Workshop): Work;
}
