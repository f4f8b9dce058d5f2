import type { StartBuildCommandInput, StartBuildCommandOutput } from "@aws-sdk/client-codebuild";
import { NotEmulated } from "../../kernel/aws-error.ts";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { Principal } from "../../kernel/principal.ts";
import type { Call, Operation, World } from "../../kernel/service.ts";
import { buildAnswer } from "./answers.ts";
import { parseBuildspec } from "./buildspec.ts";
import type { CodeBuildDependencies } from "./dependencies.ts";
import { invalidInput, limitExceeded, notFound } from "./errors.ts";
import {
  type BuildRecord,
  buildsAt,
  isRunning,
  type ProjectRecord,
  projectArn,
  projectsAt,
  type Variable,
} from "./records.ts";
import type { Scheduler } from "./scheduler.ts";

type Input = StartBuildCommandInput;
type Answer = Omit<StartBuildCommandOutput, "$metadata">;

/** A token makes starts the same for this long (API reference, StartBuild). */
const TOKEN_LIFE_MS = 5 * 60_000;

/** CodeBuild User Guide, "Quotas": concurrent builds of small Linux machines. */
const CONCURRENT_BUILDS = 60;

const UNDERSTOOD = [
  "projectName",
  "environmentVariablesOverride",
  "buildspecOverride",
  "timeoutInMinutesOverride",
  "queuedTimeoutInMinutesOverride",
  "idempotencyToken",
];

function overridden(own: readonly Variable[], input: Input): readonly Variable[] {
  const all = new Map(own.map((variable) => [variable.name, variable]));
  for (const { name = "", value = "", type } of input.environmentVariablesOverride ?? []) {
    if (type !== undefined && type !== "PLAINTEXT")
      throw new NotEmulated(`environment variables of type ${type}`);
    if (name === "") throw invalidInput("Environment variable name must not be empty");
    all.set(name, { name, value });
  }
  return [...all.values()];
}

function withOverrides(project: ProjectRecord, input: Input): ProjectRecord {
  const { buildspecOverride: buildspec, timeoutInMinutesOverride: timeout } = input;
  if (buildspec !== undefined) parseBuildspec(buildspec);
  return {
    ...project,
    source: { ...project.source, ...(buildspec !== undefined && { buildspec }) },
    environment: {
      ...project.environment,
      variables: overridden(project.environment.variables, input),
    },
    timeoutInMinutes: timeout ?? project.timeoutInMinutes,
    queuedTimeoutInMinutes: input.queuedTimeoutInMinutesOverride ?? project.queuedTimeoutInMinutes,
  };
}

/** The build that an earlier request with this token started. Throws when that asked for something else. */
function startedBefore(world: World, builds: Iterable<BuildRecord>, input: Input) {
  if (input.idempotencyToken === undefined) return undefined;
  const since = world.clock.now() - TOKEN_LIFE_MS;
  const found = [...builds].find(
    ({ token, startedAt }) => token === input.idempotencyToken && startedAt >= since,
  );
  if (found !== undefined && found.request !== JSON.stringify(input))
    throw invalidInput(
      "The idempotency token was used with other parameters: they must be the same.",
    );
  return found;
}

function checkLimits(running: readonly BuildRecord[], project: ProjectRecord, limit: number): void {
  if (running.length >= limit)
    throw limitExceeded(`Cannot have more than ${limit} builds in queue for the account`);
  const { concurrentBuildLimit: own, name } = project;
  const ofProject = running.filter((build) => build.project.name === name).length;
  if (own !== undefined && ofProject >= own)
    throw limitExceeded(`Cannot have more than ${own} active builds for the project`);
}

/** `role/session` for a role, `user` for a user: what the console shows. */
const initiatorOf = ({ arn }: Principal): string =>
  arn
    .split(":")
    .at(-1)
    ?.replace(/^[^/]+\//, "") ?? "";

function recordOf(call: Call, project: ProjectRecord, input: Input): BuildRecord {
  const { account, region, world, principal } = call;
  const now = world.clock.now();
  const { idempotencyToken: token } = input;
  return {
    ...{ account, region, id: `${project.name}:${world.random.uuid()}` },
    ...{ number: project.builds + 1, project: withOverrides(project, input) },
    ...{ status: "IN_PROGRESS", startedAt: now, phases: [{ type: "SUBMITTED", startedAt: now }] },
    ...{ initiator: initiatorOf(principal), request: JSON.stringify(input) },
    ...(token !== undefined && { token }),
  };
}

/** Starts builds: they are queued at once, and at work when a container would be ready. */
export function startBuild(
  scheduler: Scheduler,
  { concurrentBuilds = CONCURRENT_BUILDS }: CodeBuildDependencies,
): Operation<Input, Answer> {
  return {
    authorize: ({ projectName = "" }, call) => [
      { action: "codebuild:StartBuild", resource: projectArn(call, projectName) },
    ],
    run(input, call) {
      onlyMembers("codebuild:StartBuild", input, UNDERSTOOD);
      const { projectName = "" } = input;
      const projects = projectsAt(call.world, call);
      const project = projects.get(projectName);
      if (project === undefined)
        throw notFound(`Project cannot be found: ${projectArn(call, projectName)}`);
      const builds = buildsAt(call.world, call);
      const before = startedBefore(call.world, builds.values(), input);
      if (before !== undefined) return { build: buildAnswer(before) };
      checkLimits([...builds.values()].filter(isRunning), project, concurrentBuilds);
      const build = recordOf(call, project, input);
      projects.set(projectName, { ...project, builds: build.number });
      scheduler.submit(build);
      return { build: buildAnswer(scheduler.progress.current(build)) };
    },
  };
}
