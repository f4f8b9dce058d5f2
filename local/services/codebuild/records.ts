import type { Collection } from "../../kernel/collection.ts";
import type { World } from "../../kernel/service.ts";

/** Where a project lies. */
export interface Site {
  readonly account: string;
  readonly region: string;
}

export interface Variable {
  readonly name: string;
  readonly value: string;
}

export interface ProjectRecord extends Site {
  readonly name: string;
  readonly description?: string;
  readonly createdAt: number;
  readonly source: {
    readonly type: "NO_SOURCE" | "S3";
    /** `bucket/key` */
    readonly location?: string;
    /** Where that object was published from on this machine, where it was an asset. */
    readonly folder?: string;
    /** As it was given, in JSON. */
    readonly buildspec: string;
  };
  readonly environment: {
    readonly type: string;
    readonly image: string;
    readonly computeType: string;
    readonly privilegedMode: boolean;
    readonly imagePullCredentialsType: string;
    readonly variables: readonly Variable[];
  };
  readonly serviceRole: string;
  readonly timeoutInMinutes: number;
  readonly queuedTimeoutInMinutes: number;
  readonly encryptionKey: string;
  readonly concurrentBuildLimit?: number;
  readonly logs: {
    readonly isEnabled: boolean;
    readonly groupName?: string;
    readonly streamName?: string;
  };
  readonly tags: Readonly<Record<string, string>>;
  /** How many builds were started of it. */
  readonly builds: number;
}

export type BuildStatus =
  | "IN_PROGRESS"
  | "SUCCEEDED"
  | "FAILED"
  | "FAULT"
  | "TIMED_OUT"
  | "STOPPED";

export type PhaseType =
  | "SUBMITTED"
  | "QUEUED"
  | "PROVISIONING"
  | "DOWNLOAD_SOURCE"
  | "INSTALL"
  | "PRE_BUILD"
  | "BUILD"
  | "POST_BUILD"
  | "UPLOAD_ARTIFACTS"
  | "FINALIZING"
  | "COMPLETED";

/** Why a phase did not succeed. */
export interface Flaw {
  /** For example `COMMAND_EXECUTION_ERROR`. */
  readonly code: string;
  readonly message: string;
}

export interface PhaseRecord {
  readonly type: PhaseType;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly status?: Exclude<BuildStatus, "IN_PROGRESS">;
  readonly flaw?: Flaw;
}

export interface BuildRecord extends Site {
  /** `project:uuid` */
  readonly id: string;
  readonly number: number;
  /** The project as it was when the build started, with what the start has overridden. */
  readonly project: ProjectRecord;
  readonly status: BuildStatus;
  readonly phases: readonly PhaseRecord[];
  readonly startedAt: number;
  readonly endedAt?: number;
  /** Who started it, such as `role/session`. */
  readonly initiator: string;
  /** Set when the start named a token: what makes a second start the same. */
  readonly token?: string;
  /** The request with its token, to compare a second start with. */
  readonly request: string;
}

const place = ({ account, region }: Site) => ({ service: "codebuild", account, region });

export const projectsAt = (world: World, site: Site): Collection<ProjectRecord> =>
  world.storage.collection(place(site), "projects");

export const buildsAt = (world: World, site: Site): Collection<BuildRecord> =>
  world.storage.collection(place(site), "builds");

/** Every place that has builds. */
export const sitesWithBuilds = (world: World): readonly Site[] =>
  world.storage.places("codebuild", "builds");

export const projectArn = ({ account, region }: Site, name: string): string =>
  `arn:aws:codebuild:${region}:${account}:project/${name}`;

export const buildArn = ({ account, region, id }: BuildRecord): string =>
  `arn:aws:codebuild:${region}:${account}:build/${id}`;

/** The id of a build that is named by its id or its ARN. */
export const buildId = (named: string): string => named.replace(/^arn:[^/]+:build\//, "");

/** The project in the id of a build. */
export const projectOf = (id: string): string => buildId(id).split(":")[0] ?? "";

/** Where the log of a build goes; undefined when its project keeps none. */
export function logPlace(
  build: BuildRecord,
): { readonly logGroup: string; readonly logStream: string } | undefined {
  const { logs, name } = build.project;
  if (!logs.isEnabled) return undefined;
  const own = build.id.split(":")[1] ?? build.id;
  return {
    logGroup: logs.groupName ?? `/aws/codebuild/${name}`,
    logStream: logs.streamName === undefined ? own : `${logs.streamName}/${own}`,
  };
}

export const isRunning = ({ status }: BuildRecord): boolean => status === "IN_PROGRESS";
