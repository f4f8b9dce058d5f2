import * as sdk from "@aws-sdk/client-codebuild";
import type { Service, World } from "../../kernel/service.ts";
import { batchGetBuilds, listBuilds, listBuildsForProject, stopBuild } from "./builds.ts";
import { projectType } from "./cfn-project.ts";
import type { CodeBuildDependencies } from "./dependencies.ts";
import { emptyListings } from "./empty-listings.ts";
import { batchGetProjects, deleteProject, listProjects } from "./projects.ts";
import { Scheduler } from "./scheduler.ts";
import { startBuild } from "./start-build.ts";

/** CodeBuild, with what the rest of the cloud needs of it besides its operations. */
export interface CodeBuildService extends Service {
  /**
   * Calls the listener once when the build has ended, at once when it has already; the returned function
   * forgets about it.
   */
  onBuildEnded(buildArn: string, listener: () => void): () => void;
  /** Ends every build, and waits until nothing of them runs on this machine. */
  close(): Promise<void>;
}

/**
 * AWS CodeBuild, as far as a stack of the CDK and Step Functions use it. A build really runs the commands
 * of its buildspec on this machine, in a folder of its own, as the service role of its project. While it
 * is at work it holds the clock; it lets time pass when one of its processes says that it waits.
 */
export function codebuildService(world: World, deps: CodeBuildDependencies): CodeBuildService {
  const scheduler = new Scheduler(world, deps);
  return {
    signingName: "codebuild",
    protocol: "awsJson1_1",
    sdk,
    target: "CodeBuild_20161006",
    operations: {
      StartBuild: startBuild(scheduler, deps),
      StopBuild: stopBuild(scheduler),
      BatchGetBuilds: batchGetBuilds,
      ListBuilds: listBuilds,
      ListBuildsForProject: listBuildsForProject,
      BatchGetProjects: batchGetProjects,
      ListProjects: listProjects,
      DeleteProject: deleteProject,
      ...emptyListings,
    },
    resources: [projectType],
    resume: () => scheduler.resume(),
    onBuildEnded: (buildArn, listener) => scheduler.progress.onEnded(buildArn, listener),
    close: () => scheduler.close(),
  };
}
