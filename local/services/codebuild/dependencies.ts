import type { Identity } from "../../kernel/identity.ts";
import type { Principal } from "../../kernel/principal.ts";
import type { Authorization } from "../../kernel/service.ts";
import type { Site } from "./records.ts";

/** One line of a log. */
export interface LogLine extends Site {
  readonly group: string;
  readonly stream: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly line: string;
}

/** An event for the default bus of an account and Region. */
export interface BuildEvent extends Site {
  readonly source: "aws.codebuild";
  readonly detailType: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What CodeBuild asks of the rest of the cloud. */
export interface CodeBuildDependencies {
  /** Enters the service role of a project. */
  readonly identity: Pick<Identity, "assumeAsService">;
  /** Throws AccessDenied unless the principal may do this. */
  readonly authorize: (principal: Principal, region: string, wanted: Authorization) => void;
  /** Where the cloud answers, such as `http://127.0.0.1:4566`. */
  readonly endpoint: () => string;
  /** Writes a line into a log, making group and stream where they are missing. */
  readonly log: (line: LogLine) => void;
  /** Sends an event to the default event bus. */
  readonly emit: (event: BuildEvent) => void;
  /** The content of a stored S3 object; undefined when there is none. For sources that are no assets. */
  readonly readObject?: (bucket: string, key: string) => Uint8Array | undefined;
  /** Builds that may run at once in an account and Region; 60 when absent. */
  readonly concurrentBuilds?: number;
}
