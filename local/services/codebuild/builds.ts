import type {
  BatchGetBuildsCommandInput,
  BatchGetBuildsCommandOutput,
  ListBuildsCommandInput,
  ListBuildsCommandOutput,
  ListBuildsForProjectCommandInput,
  StopBuildCommandInput,
  StopBuildCommandOutput,
} from "@aws-sdk/client-codebuild";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { Operation } from "../../kernel/service.ts";
import { buildAnswer } from "./answers.ts";
import { invalidInput, notFound } from "./errors.ts";
import { pageOf } from "./page.ts";
import {
  type BuildRecord,
  buildId,
  buildsAt,
  isRunning,
  projectArn,
  projectOf,
  projectsAt,
} from "./records.ts";
import type { Scheduler } from "./scheduler.ts";

type Answer<O> = Omit<O, "$metadata">;

/** The id of a build, of a project that may have colons in its name no more than it has slashes. */
function checkedId(named: string): string {
  const id = buildId(named);
  if (!/^[^:]+:[^:]+$/.test(id)) throw invalidInput(`Invalid build ID: ${named}`);
  return id;
}

export const batchGetBuilds: Operation<
  BatchGetBuildsCommandInput,
  Answer<BatchGetBuildsCommandOutput>
> = {
  authorize: ({ ids = [] }, call) =>
    [...new Set(ids.map(projectOf))].map((name) => ({
      action: "codebuild:BatchGetBuilds",
      resource: projectArn(call, name),
    })),
  run({ ids = [] }, call) {
    const builds = buildsAt(call.world, call);
    const found = ids.map((named) => builds.get(checkedId(named)));
    return {
      builds: found.filter((build) => build !== undefined).map(buildAnswer),
      buildsNotFound: ids.filter((_, index) => found[index] === undefined),
    };
  },
};

/** Newest first, unless told otherwise. */
function idsOf(
  builds: Iterable<BuildRecord>,
  { sortOrder, nextToken }: ListBuildsCommandInput,
): Answer<ListBuildsCommandOutput> {
  const ids = [...builds].map(({ id }) => id);
  return pageOf("ids", sortOrder === "ASCENDING" ? ids : ids.reverse(), nextToken);
}

export const listBuilds: Operation<ListBuildsCommandInput, Answer<ListBuildsCommandOutput>> = {
  authorize: () => [{ action: "codebuild:ListBuilds", resource: "*" }],
  run: (input, call) => idsOf(buildsAt(call.world, call).values(), input),
};

export const listBuildsForProject: Operation<
  ListBuildsForProjectCommandInput,
  Answer<ListBuildsCommandOutput>
> = {
  authorize: ({ projectName = "" }, call) => [
    { action: "codebuild:ListBuildsForProject", resource: projectArn(call, projectName) },
  ],
  run({ projectName = "", ...input }, call) {
    if (!projectsAt(call.world, call).has(projectName))
      throw notFound(`The provided project ${projectArn(call, projectName)} does not exist`);
    const all = [...buildsAt(call.world, call).values()];
    return idsOf(
      all.filter(({ project }) => project.name === projectName),
      input,
    );
  },
};

/** Stops builds. One that has ended stays as it ended. */
export const stopBuild = (
  scheduler: Scheduler,
): Operation<StopBuildCommandInput, Answer<StopBuildCommandOutput>> => ({
  authorize: ({ id = "" }, call) => [
    { action: "codebuild:StopBuild", resource: projectArn(call, projectOf(id)) },
  ],
  run(input, call) {
    onlyMembers("codebuild:StopBuild", input, ["id"]);
    const build = buildsAt(call.world, call).get(checkedId(input.id ?? ""));
    if (build === undefined) throw notFound(`Build not found: ${input.id}`);
    if (isRunning(build)) scheduler.cutOff(build, "STOPPED");
    return { build: buildAnswer(scheduler.progress.current(build)) };
  },
});
