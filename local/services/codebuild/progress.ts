import type { World } from "../../kernel/service.ts";
import { stateChange } from "./build-events.ts";
import type { CodeBuildDependencies } from "./dependencies.ts";
import {
  type BuildRecord,
  type BuildStatus,
  buildArn,
  buildId,
  buildsAt,
  type Flaw,
  isRunning,
  type PhaseType,
} from "./records.ts";

type Ended = Exclude<BuildStatus, "IN_PROGRESS">;

/** Writes down how builds get on, and tells of it. */
export class Progress {
  readonly #world: World;
  readonly #emit: CodeBuildDependencies["emit"];
  readonly #listeners = new Set<{ readonly arn: string; readonly listener: () => void }>();

  constructor(world: World, { emit }: Pick<CodeBuildDependencies, "emit">) {
    this.#world = world;
    this.#emit = emit;
  }

  /** Calls the listener once the build has ended, unless the answered function is called before. */
  onEnded(arn: string, listener: () => void): () => void {
    const [, , , region = "", account = ""] = arn.split(":");
    const build = buildsAt(this.#world, { account, region }).get(buildId(arn));
    if (build !== undefined && !isRunning(build)) {
      listener();
      return () => false;
    }
    const entry = { arn, listener };
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  /** A build as it stands now. */
  current({ account, region, id }: BuildRecord): BuildRecord {
    const build = buildsAt(this.#world, { account, region }).get(id);
    if (build === undefined) throw new Error(`No build has the id ${id}.`);
    return build;
  }

  save(build: BuildRecord): void {
    buildsAt(this.#world, build).set(build.id, build);
  }

  enter(of: BuildRecord, type: PhaseType): void {
    const build = this.current(of);
    const startedAt = this.#world.clock.now();
    this.save({ ...build, phases: [...build.phases, { type, startedAt }] });
  }

  /** Ends the phase that is under way. */
  leave(of: BuildRecord, status: Ended, flaw?: Flaw): void {
    const build = this.current(of);
    const last = build.phases.at(-1);
    if (last === undefined || last.endedAt !== undefined) return;
    const phase = { ...last, endedAt: this.#world.clock.now(), status, ...(flaw && { flaw }) };
    this.save({ ...build, phases: [...build.phases.slice(0, -1), phase] });
  }

  started(build: BuildRecord): void {
    this.save(build);
    this.#emit(stateChange(build));
  }

  /** Ends a build, once: whoever comes later finds that it has ended. */
  ended(of: BuildRecord, status: Ended): void {
    const build = this.current(of);
    if (!isRunning(build)) return;
    const endedAt = this.#world.clock.now();
    const completed = { type: "COMPLETED", startedAt: endedAt } as const;
    const ended: BuildRecord = { ...build, status, endedAt, phases: [...build.phases, completed] };
    this.save(ended);
    this.#emit(stateChange(ended));
    for (const entry of [...this.#listeners]) {
      if (entry.arn !== buildArn(ended)) continue;
      this.#listeners.delete(entry);
      entry.listener();
    }
  }
}
