import type { World } from "../kernel/service.ts";
import { buildsAt } from "../services/codebuild/records.ts";
import type { CodeBuildService } from "../services/codebuild/service.ts";

/** Tells once when a build has ended: how Step Functions waits for it in a `.sync` task. */
export const buildWatcher =
  (world: World, codebuild: CodeBuildService) =>
  (arn: string, listener: () => void): (() => void) => {
    const [, , , region = "", account = "", resource = ""] = arn.split(":");
    const id = [resource.replace("build/", ""), ...arn.split(":").slice(6)].join(":");
    const status = buildsAt(world, { account, region }).get(id)?.status;
    if (status !== undefined && status !== "IN_PROGRESS") {
      listener();
      return () => undefined;
    }
    const forget = codebuild.onBuildEnded(({ build }) => {
      if (build.arn !== arn) return;
      forget();
      listener();
    });
    return forget;
  };
