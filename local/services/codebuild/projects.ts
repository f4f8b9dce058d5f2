import type {
  BatchGetProjectsCommandInput,
  BatchGetProjectsCommandOutput,
  DeleteProjectCommandInput,
  ListProjectsCommandInput,
  ListProjectsCommandOutput,
} from "@aws-sdk/client-codebuild";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { Operation } from "../../kernel/service.ts";
import { projectAnswer } from "./answers.ts";
import { pageOf } from "./page.ts";
import { projectArn, projectsAt } from "./records.ts";

type Answer<O> = Omit<O, "$metadata">;

/** A project may be named by its ARN, too. */
const nameOf = (named: string): string => named.replace(/^arn:[^/]+:project\//, "");

export const batchGetProjects: Operation<
  BatchGetProjectsCommandInput,
  Answer<BatchGetProjectsCommandOutput>
> = {
  authorize: ({ names = [] }, call) =>
    names.map((name) => ({
      action: "codebuild:BatchGetProjects",
      resource: projectArn(call, nameOf(name)),
    })),
  run({ names = [] }, call) {
    const projects = projectsAt(call.world, call);
    const found = names.map((name) => projects.get(nameOf(name)));
    return {
      projects: found.filter((project) => project !== undefined).map(projectAnswer),
      projectsNotFound: names.filter((_, index) => found[index] === undefined),
    };
  },
};

export const listProjects: Operation<
  ListProjectsCommandInput,
  Answer<ListProjectsCommandOutput>
> = {
  authorize: () => [{ action: "codebuild:ListProjects", resource: "*" }],
  run(input, call) {
    onlyMembers("codebuild:ListProjects", input, ["nextToken", "sortOrder"]);
    const names = [...projectsAt(call.world, call).keys()].sort();
    const ordered = input.sortOrder === "DESCENDING" ? names.reverse() : names;
    return pageOf("projects", ordered, input.nextToken);
  },
};

/** Deletes a project; its builds stay. Deleting one that does not exist is no error. */
export const deleteProject: Operation<DeleteProjectCommandInput, object> = {
  authorize: ({ name = "" }, call) => [
    { action: "codebuild:DeleteProject", resource: projectArn(call, nameOf(name)) },
  ],
  run({ name = "" }, call) {
    projectsAt(call.world, call).delete(nameOf(name));
    return {};
  },
};
