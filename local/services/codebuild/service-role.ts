import type { CodeBuildDependencies } from "./dependencies.ts";
import { type BuildRecord, buildArn, type Flaw, logPlace } from "./records.ts";

type Deps = Pick<CodeBuildDependencies, "identity" | "authorize">;

const SERVICE = "codebuild.amazonaws.com";

/** Enters the service role of a build's project. Throws AccessDenied. */
export function enterServiceRole({ identity }: Pick<Deps, "identity">, build: BuildRecord) {
  const { account, project, id } = build;
  const service = { service: SERVICE, arn: SERVICE, userId: SERVICE };
  return identity.assumeAsService(
    project.serviceRole,
    { kind: "service", ...service, account, sourceArn: buildArn(build), sourceAccount: account },
    `AWSCodeBuild-${id.split(":")[1]}`,
  );
}

/** Why the log of a build cannot be kept: without it, CodeBuild starts none. */
export function logFlaw(deps: Deps, build: BuildRecord): Flaw | undefined {
  const place = logPlace(build);
  if (place === undefined) return undefined;
  const { account, region, project } = build;
  const { logGroup, logStream } = place;
  const resource = `arn:aws:logs:${region}:${account}:log-group:${logGroup}:log-stream:${logStream}`;
  try {
    const { principal } = enterServiceRole(deps, build);
    for (const action of ["logs:CreateLogStream", "logs:PutLogEvents"])
      deps.authorize(principal, region, { action, resource });
    return undefined;
  } catch (error) {
    const message = `Service role ${project.serviceRole} does not allow AWS CodeBuild to create Amazon CloudWatch Logs log streams for build ${buildArn(build)}. Error message: ${(error as Error).message}`;
    return { code: "ACCESS_DENIED", message };
  }
}

/** Throws AccessDenied unless the service role may read the source. */
export function checkSource({ authorize, ...deps }: Deps, build: BuildRecord): void {
  const { principal } = enterServiceRole(deps, build);
  const { type, location } = build.project.source;
  if (type !== "S3") return;
  const resource = `arn:aws:s3:::${location}`;
  authorize(principal, build.region, { action: "s3:GetObject", resource });
}
