import type { BatchGetBuildsOutput, StartBuildOutput } from "@aws-sdk/client-codebuild";
import * as sdk from "@aws-sdk/client-codebuild";
import type { Json } from "../../json-path/json.ts";
import { StateFailure } from "../asl/failure.ts";
import { background } from "./background.ts";
import { lowerFirst, pascalCase } from "./members.ts";
import { serviceFailure } from "./service-failure.ts";
import type { Assignment, Reports, TaskKind, Work, Workshop } from "./task.ts";

const START = "arn:aws:states:::codebuild:startBuild";
const SYNC = `${START}.sync`;

const CODEBUILD = { prefix: "CodeBuild", sdk, general: "AWSCodeBuildException" };

async function call<T>(
  { session, region }: Assignment,
  { dispatch }: Workshop,
  request: { readonly operation: string; readonly input: unknown },
): Promise<T> {
  const wanted = { principal: session(), region, service: "codebuild", ...request };
  const answer = await dispatch(wanted).catch((error: unknown) => {
    throw serviceFailure(error, CODEBUILD);
  });
  return answer as T;
}

/** Starts a build with the state's parameters, which are named in Pascal case (facts 3.4). */
async function start(assignment: Assignment, workshop: Workshop) {
  const input = lowerFirst(assignment.parameters);
  const answer = await call<StartBuildOutput>(assignment, workshop, {
    operation: "StartBuild",
    input,
  });
  const arn = answer.build?.arn;
  if (arn === undefined) throw new StateFailure("States.TaskFailed", "CodeBuild told no build");
  return { arn, output: { Build: pascalCase(answer.build) } };
}

async function described(assignment: Assignment, workshop: Workshop, arn: string): Promise<Json> {
  const answer = await call<BatchGetBuildsOutput>(assignment, workshop, {
    operation: "BatchGetBuilds",
    input: { ids: [arn] },
  });
  return { Build: pascalCase(answer.builds?.[0]) };
}

const statusOf = (output: Json): unknown =>
  (output as { Build: { BuildStatus?: unknown } }).Build.BuildStatus;

/** The build is over: the task has its result, or fails with the build as its cause. */
async function report(
  assignment: Assignment,
  { arn, reports }: { readonly arn: string; readonly reports: Reports },
  workshop: Workshop,
): Promise<void> {
  const output = await described(assignment, workshop, arn);
  if (statusOf(output) === "SUCCEEDED") reports.succeeded(output);
  else throw new StateFailure("States.TaskFailed", JSON.stringify(output));
}

/** Waits for the end of a build; who abandons it stops the build. */
class BuildWatch implements Work {
  readonly #assignment: Assignment;
  readonly #reports: Reports;
  readonly #workshop: Workshop;
  #forget: () => void = () => undefined;
  #state: "waiting" | "ended" | "abandoned" = "waiting";
  #arn: string | undefined;

  constructor(assignment: Assignment, reports: Reports, workshop: Workshop) {
    this.#assignment = assignment;
    this.#reports = reports;
    this.#workshop = workshop;
  }

  watch(arn: string): void {
    this.#arn = arn;
    if (this.#state === "abandoned") this.#stop(arn);
    else this.#forget = this.#workshop.onBuildEnded(arn, () => this.#ended(arn));
  }

  abandon(): void {
    if (this.#state !== "waiting") return;
    this.#state = "abandoned";
    this.#forget();
    if (this.#arn !== undefined) this.#stop(this.#arn);
  }

  #ended(arn: string): void {
    if (this.#state !== "waiting") return;
    this.#state = "ended";
    const { clock } = this.#workshop;
    background(`end of ${arn}`, this.#reports, { clock }, () =>
      report(this.#assignment, { arn, reports: this.#reports }, this.#workshop),
    );
  }

  #stop(arn: string): void {
    void this.#workshop.clock.held(`stop ${arn}`, async () => {
      const input = { id: arn };
      // A build that cannot be stopped goes on: the execution is over either way.
      await call(this.#assignment, this.#workshop, { operation: "StopBuild", input }).catch(
        () => undefined,
      );
    });
  }
}

function begin(assignment: Assignment, reports: Reports, workshop: Workshop): Work {
  const watch = new BuildWatch(assignment, reports, workshop);
  background(`start a build for ${assignment.resource}`, reports, workshop, async () => {
    const { arn, output } = await start(assignment, workshop);
    reports.submitted(arn, output);
    watch.watch(arn);
  });
  return watch;
}

/** `codebuild:startBuild.sync`: starts a build and waits for its end. */
export const buildTask: TaskKind = {
  matches: (resource) => resource === SYNC,
  managedRule: "StepFunctionsGetEventForCodeBuildStartBuildRule",
  begin,
  takeUp(assignment, reports, workshop) {
    const { job } = assignment;
    // Without a job nobody knows of a build: it is started now.
    if (job === undefined) return begin(assignment, reports, workshop);
    const watch = new BuildWatch(assignment, reports, workshop);
    watch.watch(job);
    return watch;
  },
};

function beginOnly(assignment: Assignment, reports: Reports, workshop: Workshop): Work {
  return background(`start a build for ${assignment.resource}`, reports, workshop, async () => {
    const { output } = await start(assignment, workshop);
    reports.succeeded(output);
  });
}

/** `codebuild:startBuild`: starts a build and goes on. */
export const startBuildTask: TaskKind = {
  matches: (resource) => resource === START,
  begin: beginOnly,
  takeUp: beginOnly,
};
