import { Stack } from "aws-cdk-lib";
import type { IProject } from "aws-cdk-lib/aws-codebuild";
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Asset } from "aws-cdk-lib/aws-s3-assets";
import type { Construct } from "constructs";
import { settlingEntries } from "./entering-steps.ts";
import { NukeProject } from "./nuke-project.ts";
import { allow } from "./permissions.ts";
import type { ReportsBucket } from "./reports-bucket.ts";
import type { Site } from "./site.ts";
import { stockSteps } from "./stock-steps.ts";
import { teardownSteps } from "./teardown-steps.ts";
import { vendSteps } from "./vend-steps.ts";
import { Workflow } from "./workflow.ts";

export interface Workflows {
  readonly vend: Workflow<"vend">;
  readonly teardown: Workflow<"teardown">;
  readonly stock: Workflow<"stock">;
}

/** The stories, with the functions and the build project that they call. */
export function workflows(
  scope: Construct,
  site: Site,
  { nukeFolder, reports }: { readonly nukeFolder: string; readonly reports: ReportsBucket },
): Workflows {
  const program = new Asset(scope, "NukeProgram", { path: nukeFolder });
  const nuke = new NukeProject(scope, "Nuke", { site, reports, program });
  const shared = settlingEntries(scope, site);
  const vend = { ...vendSteps(scope, site), ...shared };
  return {
    vend: new Workflow(scope, "vend", { site, steps: vend }),
    stock: new Workflow(scope, "stock", { site, steps: stockSteps(scope, site, vend) }),
    teardown: new Workflow(scope, "teardown", {
      ...{ site, steps: { ...teardownSteps(scope, site, reports), ...shared } },
      substitutions: { NukeProject: nuke.projectName },
      may: mayRunBuilds(scope, nuke),
    }),
  };
}

/** What `codebuild:startBuild.sync` needs: it watches its builds through a rule that AWS manages. */
const mayRunBuilds = (scope: Construct, project: IProject): readonly PolicyStatement[] => [
  allow(
    ["codebuild:BatchGetBuilds", "codebuild:StartBuild", "codebuild:StopBuild"],
    [project.projectArn],
  ),
  allow(
    ["events:DescribeRule", "events:PutRule", "events:PutTargets"],
    [
      Stack.of(scope).formatArn({
        service: "events",
        resource: "rule",
        resourceName: "StepFunctionsGetEventForCodeBuildStartBuildRule",
      }),
    ],
  ),
];
