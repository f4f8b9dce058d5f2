import type { Timer } from "../../kernel/clock.ts";
import type { RoleSession } from "../../kernel/principal.ts";
import type { World } from "../../kernel/service.ts";
import { StateFailure } from "./asl/failure.ts";
import type { StepFunctionsDependencies } from "./dependencies.ts";
import { dueOf, type ExecutionRecord } from "./execution/execution.ts";
import { advance, failTask, submitTask, succeedTask, wake } from "./execution/stimuli.ts";
import type { RunningTask } from "./execution/thread.ts";
import { Turn } from "./execution/turn.ts";
import { machineOf, type RevisionRecord } from "./machines.ts";
import { executionsAt, historyAt, historyKey, revisionsAt, SERVICE, siteOf } from "./places.ts";
import { enterRole } from "./role.ts";
import { statusChange } from "./status-change.ts";
import { kindOf } from "./tasks/kinds.ts";
import type { Assignment, Reports, Work } from "./tasks/task.ts";

/** Runs executions: each step changes a record in storage, from which a restart goes on. */
export class Engine {
  readonly #world: World;
  readonly #dependencies: StepFunctionsDependencies;
  readonly #timers = new Map<string, Timer>();
  /** Tasks at work in this process, by execution and token. */
  readonly #works = new Map<string, Work>();
  /** Tasks that an earlier process began, which nobody has taken up yet. */
  readonly #lost = new Set<string>();

  constructor(world: World, dependencies: StepFunctionsDependencies) {
    this.#world = world;
    this.#dependencies = dependencies;
  }

  /** Lets a new or redriven execution begin, after the answer to the call that started it. */
  begin(execution: ExecutionRecord): void {
    this.#dependencies.emit(statusChange(execution));
    this.#arm(execution);
  }

  /** Does something to an execution that is running; nothing when it is not. */
  apply(arn: string, stimulus: (turn: Turn) => void): void {
    const execution = executionsAt(this.#world, siteOf(arn)).get(arn);
    if (execution?.status !== "RUNNING") return;
    const revision = this.#revision(execution);
    const turn = new Turn(execution, {
      machine: machineOf(revision),
      roleArn: revision.roleArn,
      region: siteOf(arn).region,
      now: this.#world.clock.now(),
      random: this.#world.random,
    });
    advance(turn, stimulus);
    this.#commit(turn);
  }

  /** Takes up every execution that an earlier process left running. */
  resume(): void {
    for (const { account, region } of this.#world.storage.places(SERVICE, "executions")) {
      for (const execution of executionsAt(this.#world, { account, region }).values()) {
        if (execution.status === "RUNNING") this.#takeUp(execution);
      }
    }
  }

  #takeUp(execution: ExecutionRecord): void {
    const { arn } = execution;
    for (const { token } of tasksOf(execution)) {
      if (!this.#works.has(workKey(arn, token))) this.#lost.add(workKey(arn, token));
    }
    this.#arm(execution);
    this.#world.clock.at(this.#world.clock.now(), `take up ${arn}`, () => {
      // As it is by then: something may have been due in between.
      const current = executionsAt(this.#world, siteOf(arn)).get(arn) ?? execution;
      for (const task of tasksOf(current)) this.#start(current, task);
    });
  }

  #revision(execution: ExecutionRecord): RevisionRecord {
    const revision = revisionsAt(this.#world, siteOf(execution.arn)).get(execution.revision);
    if (!revision) throw new Error(`The revision ${execution.revision} is lost`);
    return revision;
  }

  #commit(turn: Turn): void {
    const { execution } = turn;
    const site = siteOf(execution.arn);
    for (const event of turn.history) {
      historyAt(this.#world, site).set(historyKey(execution.arn, event.id), event);
    }
    executionsAt(this.#world, site).set(execution.arn, execution);
    this.#tell(turn);
    this.#arm(execution);
    for (const { token } of turn.abandoned) this.#abandon(execution.arn, token);
    for (const task of tasksOf(execution)) this.#start(execution, task);
    if (!turn.isRunning) this.#dependencies.emit(statusChange(execution));
  }

  #tell({ passages, execution }: Turn): void {
    for (const { error, cause, ...passage } of passages) {
      this.#world.trace.tell({
        kind: "state",
        at: this.#world.clock.now(),
        machine: execution.machineName,
        execution: execution.name,
        ...passage,
        ...(error !== undefined && { error }),
        ...(cause !== undefined && { cause }),
      });
    }
  }

  /** Sets the one timer of the execution to the next thing that it does by itself. */
  #arm(execution: ExecutionRecord): void {
    const { arn } = execution;
    this.#timers.get(arn)?.cancel();
    this.#timers.delete(arn);
    const due = dueOf(execution);
    if (due === undefined) return;
    const timer = this.#world.clock.at(due, `execution ${arn}`, () => this.apply(arn, wake));
    this.#timers.set(arn, timer);
  }

  /** Begins a task, or takes it up, unless it is at work already. */
  #start(execution: ExecutionRecord, task: RunningTask): void {
    const key = workKey(execution.arn, task.token);
    if (this.#works.has(key)) return;
    this.#work(execution, task, this.#lost.delete(key) ? "takeUp" : "begin");
  }

  #work(execution: ExecutionRecord, task: RunningTask, how: "begin" | "takeUp"): void {
    const { arn } = execution;
    const { resource, parameters, job, token } = task;
    const assignment: Assignment = {
      resource,
      parameters,
      region: siteOf(arn).region,
      session: () => this.#session(execution),
      ...(job !== undefined && { job }),
    };
    const workshop = { ...this.#dependencies, clock: this.#world.clock };
    // The place is taken before the work begins: it may report at once.
    this.#works.set(workKey(arn, token), { abandon: () => undefined });
    const work = kindOf(resource)[how](assignment, this.#reports(arn, token), workshop);
    if (this.#works.has(workKey(arn, token))) this.#works.set(workKey(arn, token), work);
  }

  #session(execution: ExecutionRecord): RoleSession {
    const { roleArn } = this.#revision(execution);
    try {
      return enterRole(this.#world, this.#dependencies, { roleArn, execution });
    } catch (error) {
      throw new StateFailure("States.TaskFailed", (error as Error).message);
    }
  }

  #reports(arn: string, token: number): Reports {
    const end = (stimulus: (turn: Turn) => void) => {
      this.#works.delete(workKey(arn, token));
      this.apply(arn, stimulus);
    };
    return {
      submitted: (job, output) => this.apply(arn, submitTask(token, job, output)),
      succeeded: (output) => end(succeedTask(token, output)),
      failed: (failure) => end(failTask(token, failure)),
    };
  }

  #abandon(arn: string, token: number): void {
    const work = this.#works.get(workKey(arn, token));
    this.#works.delete(workKey(arn, token));
    work?.abandon();
  }
}

const workKey = (arn: string, token: number) => `${arn}#${token}`;

const tasksOf = ({ threads }: ExecutionRecord): readonly RunningTask[] =>
  Object.values(threads).flatMap(({ position }) => (position.kind === "task" ? [position] : []));
