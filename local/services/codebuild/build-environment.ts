import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildHost } from "./build-host.ts";
import type { Buildspec } from "./buildspec.ts";
import { type BuildRecord, buildArn, logPlace } from "./records.ts";
import type { Workspace } from "./workspace.ts";

const PRELOAD = pathToFileURL(join(import.meta.dirname, "child-clock.ts")).href;

/** Where a build runs. */
export interface Surroundings {
  readonly workspace: Workspace;
  readonly host: BuildHost;
  /** The gateway of the cloud. */
  readonly endpoint: string;
}

/** CodeBuild User Guide, "Environment variables in build environments". */
function aboutTheBuild(build: BuildRecord, source: string): Readonly<Record<string, string>> {
  const { project, id, number, initiator, startedAt } = build;
  return {
    CI: "true",
    CODEBUILD_BUILD_ARN: buildArn(build),
    CODEBUILD_BUILD_ID: id,
    CODEBUILD_BUILD_IMAGE: project.environment.image,
    CODEBUILD_BUILD_NUMBER: String(number),
    CODEBUILD_BUILD_SUCCEEDING: "1",
    CODEBUILD_CONTAINER_NAME: "default",
    CODEBUILD_INITIATOR: initiator,
    CODEBUILD_KMS_KEY_ID: project.encryptionKey,
    CODEBUILD_LOG_PATH: logPlace(build)?.logStream ?? "",
    CODEBUILD_SOURCE_REPO_URL: project.source.location ?? "",
    CODEBUILD_SRC_DIR: source,
    CODEBUILD_START_TIME: String(startedAt),
  };
}

/** The machine as the commands see it: this one's programs, and nothing of its user. */
const machine = ({ home, scratch }: Workspace): Readonly<Record<string, string>> => ({
  HOME: home,
  LANG: "C.UTF-8",
  PATH: [dirname(process.execPath), process.env["PATH"] ?? "/usr/bin:/bin"].join(delimiter),
  TMPDIR: scratch,
});

const cloud = (
  { region }: BuildRecord,
  { workspace, host, endpoint }: Surroundings,
): Readonly<Record<string, string>> => ({
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ENDPOINT_URL: endpoint,
  AWS_CONTAINER_CREDENTIALS_FULL_URI: `${host.url}/credentials`,
  LOCAL_CLOUD_BUILD_HOST: host.url,
  LOCAL_CLOUD_CLOCK_FILE: workspace.clockFile,
  NODE_OPTIONS: `--import ${PRELOAD}`,
});

/** The variables of a build; those of the project, and of its start, go before those of the buildspec. */
export function environmentOf(
  build: BuildRecord,
  spec: Buildspec,
  surroundings: Surroundings,
): Readonly<Record<string, string>> {
  const own = build.project.environment.variables.map(({ name, value }) => [name, value] as const);
  return {
    ...machine(surroundings.workspace),
    ...aboutTheBuild(build, surroundings.workspace.source),
    ...spec.env.variables,
    ...Object.fromEntries(own),
    ...cloud(build, surroundings),
  };
}
