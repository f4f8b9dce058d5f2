import type { World } from "../../kernel/service.ts";
import type { CutOff } from "./cut-off.ts";
import type { CodeBuildDependencies } from "./dependencies.ts";
import { Progress } from "./progress.ts";
import { type BuildRecord, buildsAt, isRunning, sitesWithBuilds } from "./records.ts";
import { runBuild } from "./run-build.ts";
import { logFlaw } from "./service-role.ts";

/** From the queue into a container: CodeBuild promises no time; half a minute is usual. */
const PROVISIONING_MS = 25_000;

const MINUTE_MS = 60_000;

/** A build that is at work in this process. */
interface Live {
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

/** Starts builds when they are due, and ends those that must not go on. */
export class Scheduler {
  readonly #world: World;
  readonly #deps: CodeBuildDependencies;
  readonly #live = new Map<string, Live>();
  readonly progress: Progress;

  constructor(world: World, deps: CodeBuildDependencies) {
    this.#world = world;
    this.#deps = deps;
    this.progress = new Progress(world, deps);
  }

  /** Takes a build that was just recorded into the queue. */
  submit(build: BuildRecord): void {
    this.progress.started(build);
    this.progress.leave(build, "SUCCEEDED");
    this.progress.enter(build, "QUEUED");
    this.progress.leave(build, "SUCCEEDED");
    this.progress.enter(build, "PROVISIONING");
    this.#provision(build);
  }

  /** Cuts a build off; it ends with that status. */
  cutOff(build: BuildRecord, reason: Exclude<CutOff, "CLOSED">): void {
    const live = this.#live.get(build.id);
    if (live !== undefined) {
      void this.#world.clock.held(`CodeBuild ends ${build.id}`, () => abort(live, reason));
      return;
    }
    this.progress.leave(build, reason);
    this.progress.ended(build, reason);
  }

  /** Queues again what was queued, and gives up what was at work in a process that is gone. */
  resume(): void {
    for (const site of sitesWithBuilds(this.#world))
      for (const build of [...buildsAt(this.#world, site).values()].filter(isRunning))
        if (build.phases.at(-1)?.type === "PROVISIONING") this.#provision(build);
        else this.cutOff(build, "FAULT");
  }

  /**
   * Ends every process of a build, and waits until nothing of them runs on this machine. The builds stay
   * as they are recorded, like after a crash: resuming gives them up.
   */
  async close(): Promise<void> {
    const live = [...this.#live.values()];
    for (const { controller } of live) controller.abort("CLOSED" satisfies CutOff);
    await Promise.all(live.map(({ done }) => done));
  }

  #provision(build: BuildRecord): void {
    const due = build.startedAt + PROVISIONING_MS;
    this.#world.clock.at(due, `CodeBuild starts ${build.id}`, async () => {
      if (!isRunning(this.progress.current(build))) return;
      const flaw = logFlaw(this.#deps, build);
      this.progress.leave(build, flaw ? "FAILED" : "SUCCEEDED", flaw);
      if (flaw) this.progress.ended(build, "FAILED");
      else await this.#work(this.progress.current(build));
    });
  }

  async #work(build: BuildRecord): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    const run = { world: this.#world, deps: this.#deps, progress: this.progress, build, signal };
    const live = { controller, done: runBuild(run) };
    this.#live.set(build.id, live);
    const stopTimers = this.#limit(build, live);
    try {
      await live.done;
    } finally {
      stopTimers();
      this.#live.delete(build.id);
    }
  }

  /** Ends a build when its time is up. */
  #limit({ id, project }: BuildRecord, live: Live): () => void {
    const { clock } = this.#world;
    const timeout = project.timeoutInMinutes * MINUTE_MS;
    const timeOut = () => abort(live, "TIMED_OUT");
    const timer = clock.at(clock.now() + timeout, `CodeBuild times out ${id}`, timeOut);
    // Virtual time stands still while commands run: one that hangs must end by real time.
    const realTimer = setTimeout(() => void timeOut(), timeout).unref();
    return () => {
      timer.cancel();
      clearTimeout(realTimer);
    };
  }
}

/** Cuts a build off, and is done when it has ended: no time passes in between. */
function abort({ controller, done }: Live, reason: CutOff): Promise<void> {
  controller.abort(reason);
  return done;
}
