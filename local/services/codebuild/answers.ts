import type { Build, BuildPhase, EnvironmentVariable, Project } from "@aws-sdk/client-codebuild";
import {
  type BuildRecord,
  buildArn,
  logPlace,
  type PhaseRecord,
  type ProjectRecord,
  projectArn,
} from "./records.ts";

type Shared = Pick<Project, "source" | "environment" | "artifacts" | "cache"> &
  Pick<Project, "serviceRole" | "timeoutInMinutes" | "queuedTimeoutInMinutes" | "encryptionKey">;

/** What a project and its builds tell alike. */
function shared(project: ProjectRecord): Shared {
  const { source, environment } = project;
  const { variables, ...container } = environment;
  const environmentVariables: EnvironmentVariable[] = variables.map((variable) => ({
    ...variable,
    type: "PLAINTEXT",
  }));
  return {
    source: {
      type: source.type,
      ...(source.location !== undefined && { location: source.location }),
      buildspec: source.buildspec,
      insecureSsl: false,
    },
    artifacts: { type: "NO_ARTIFACTS" },
    cache: { type: "NO_CACHE" },
    environment: {
      ...container,
      environmentVariables,
    } as NonNullable<Project["environment"]>,
    serviceRole: project.serviceRole,
    timeoutInMinutes: project.timeoutInMinutes,
    queuedTimeoutInMinutes: project.queuedTimeoutInMinutes,
    encryptionKey: project.encryptionKey,
  };
}

export function projectAnswer(project: ProjectRecord): Project {
  const { name, logs, tags, description, concurrentBuildLimit } = project;
  const { isEnabled, ...place } = logs;
  const created = new Date(project.createdAt);
  return {
    ...shared(project),
    ...{ name, arn: projectArn(project, name), created, lastModified: created },
    ...(description !== undefined && { description }),
    ...(concurrentBuildLimit !== undefined && { concurrentBuildLimit }),
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    badge: { badgeEnabled: false },
    projectVisibility: "PRIVATE",
    logsConfig: {
      cloudWatchLogs: { status: isEnabled ? "ENABLED" : "DISABLED", ...place },
      s3Logs: { status: "DISABLED", encryptionDisabled: false },
    },
  };
}

function phaseAnswer(phase: PhaseRecord): BuildPhase {
  const { type, status, startedAt, endedAt, flaw } = phase;
  const ended = endedAt !== undefined && {
    endTime: new Date(endedAt),
    durationInSeconds: Math.round((endedAt - startedAt) / 1_000),
  };
  return {
    phaseType: type,
    ...(status && { phaseStatus: status }),
    startTime: new Date(startedAt),
    ...ended,
    ...(flaw
      ? { contexts: [{ statusCode: flaw.code, message: flaw.message }] }
      : status && { contexts: [{ statusCode: "", message: "" }] }),
  };
}

function logsAnswer(build: BuildRecord): Pick<Build, "logs"> {
  const place = logPlace(build);
  if (place === undefined) return {};
  const { account, region } = build;
  const { logGroup: groupName, logStream: streamName } = place;
  const arn = `arn:aws:logs:${region}:${account}:log-group:${groupName}:log-stream:${streamName}`;
  return { logs: { groupName, streamName, cloudWatchLogsArn: arn } };
}

export function buildAnswer(build: BuildRecord): Build {
  const currentPhase = build.phases.at(-1)?.type ?? "SUBMITTED";
  return {
    ...shared(build.project),
    ...{ id: build.id, arn: buildArn(build), buildNumber: build.number },
    ...{ projectName: build.project.name, initiator: build.initiator, currentPhase },
    buildStatus: build.status,
    buildComplete: build.status !== "IN_PROGRESS",
    startTime: new Date(build.startedAt),
    ...(build.endedAt !== undefined && { endTime: new Date(build.endedAt) }),
    phases: build.phases.map(phaseAnswer),
    ...logsAnswer(build),
  };
}
