import type { World } from "../../kernel/service.ts";
import { environmentOf } from "./build-environment.ts";
import { type BuildHost, openHost, type TemporaryCredentials } from "./build-host.ts";
import { type BuildLog, logOf } from "./build-log.ts";
import { type Buildspec, parseBuildspec } from "./buildspec.ts";
import type { CutOff } from "./cut-off.ts";
import type { CodeBuildDependencies } from "./dependencies.ts";
import type { Progress } from "./progress.ts";
import type { BuildRecord, Flaw, PhaseType } from "./records.ts";
import { COMMAND_PHASES, Commands } from "./run-commands.ts";
import { checkSource, enterServiceRole } from "./service-role.ts";
import { downloadSource, makeWorkspace, type Workspace } from "./workspace.ts";

/** What one build needs to run. */
export interface Run {
  readonly world: World;
  readonly deps: CodeBuildDependencies;
  readonly progress: Progress;
  readonly build: BuildRecord;
  readonly signal: AbortSignal;
}

/** A run with what was made ready for it. */
interface ReadyRun extends Run {
  readonly log: BuildLog;
  readonly workspace: Workspace;
  readonly host: BuildHost;
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

const cutOffOf = ({ signal }: Run): CutOff | undefined =>
  signal.aborted ? (signal.reason as CutOff) : undefined;

/** Enters the service role of the project, as often as the processes of the build ask for credentials. */
function credentialsOf({ deps, build }: Run): TemporaryCredentials {
  const { credentials, principal } = enterServiceRole(deps, build);
  return { ...credentials, expiresAt: principal.session.expiresAt };
}

/** Does the work of one phase. Answers whether the build may go on. */
async function phase(
  run: Run & { readonly log: BuildLog },
  type: PhaseType,
  work: () => Promise<Flaw | undefined>,
): Promise<boolean> {
  run.log.own(`Entering phase ${type}`);
  run.progress.enter(run.build, type);
  const flaw = await work().catch(
    (error: unknown): Flaw => ({ code: "CLIENT_ERROR", message: reasonOf(error) }),
  );
  const status = cutOffOf(run) ?? (flaw === undefined ? "SUCCEEDED" : "FAILED");
  if (status === "CLOSED") return false;
  run.log.own(`Phase complete: ${type} State: ${status}`);
  run.log.own(`Phase context status code: ${flaw?.code ?? ""} Message: ${flaw?.message ?? ""}`);
  run.progress.leave(run.build, status, flaw);
  return status === "SUCCEEDED";
}

/** BUILD is followed by POST_BUILD even when it failed; after any other failure nothing follows. */
async function commandPhases(run: ReadyRun, spec: Buildspec): Promise<boolean> {
  const { build, workspace, host, log, signal, deps } = run;
  const environment = environmentOf(build, spec, { workspace, host, endpoint: deps.endpoint() });
  const mark = `codebuild-${run.world.random.uuid()}`;
  const shellSettings = { folder: workspace.source, environment, mark, tell: log.line };
  const commands = new Commands({ spec, log, signal, shellSettings });
  let isSucceeding = true;
  try {
    for (const each of COMMAND_PHASES) {
      if (signal.aborted) return false;
      if (!(await phase(run, each.type, () => commands.run(each)))) {
        const goesOn = spec.phases[each.key]?.["on-failure"] === "CONTINUE";
        isSucceeding = false;
        if (each.type !== "BUILD" && !goesOn) return false;
        await commands.tellFailure();
      }
    }
    return isSucceeding;
  } finally {
    commands.close();
  }
}

async function inWorkspace(run: ReadyRun): Promise<boolean> {
  const { build, workspace, deps } = run;
  let spec: Buildspec | undefined;
  const isReady = await phase(run, "DOWNLOAD_SOURCE", async () => {
    checkSource(deps, build);
    await downloadSource(build.project, workspace.source, deps.readObject);
    spec = parseBuildspec(build.project.source.buildspec);
    return undefined;
  });
  if (!isReady || spec === undefined) return false;
  const isGood = await commandPhases(run, spec);
  if (!run.signal.aborted) await phase(run, "UPLOAD_ARTIFACTS", () => Promise.resolve(undefined));
  return isGood;
}

/** Runs a provisioned build to its end, and says how it ended. To be called while it holds the clock. */
export async function runBuild(run: Run): Promise<void> {
  const log = logOf(run.build, run.world, run.deps);
  const workspace = await makeWorkspace();
  let host: BuildHost | undefined;
  try {
    const settings = { clock: run.world.clock, clockFile: workspace.clockFile };
    host = await openHost({ ...settings, credentials: () => credentialsOf(run) });
    const isGood = await inWorkspace({ ...run, log, workspace, host });
    if (!run.signal.aborted)
      await phase({ ...run, log }, "FINALIZING", () => Promise.resolve(undefined));
    const status = cutOffOf(run) ?? (isGood ? "SUCCEEDED" : "FAILED");
    if (status !== "CLOSED") run.progress.ended(run.build, status);
  } finally {
    host?.close();
    await workspace.remove();
  }
}
