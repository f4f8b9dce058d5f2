import type { Identity } from "../../kernel/identity.ts";
import type { Principal } from "../../kernel/principal.ts";
import type { Authorization, Dispatch } from "../../kernel/service.ts";

/** An event that an AWS service sends to the default event bus of an account. */
export interface ServiceEvent {
  readonly account: string;
  readonly region: string;
  /** For example `aws.states`. */
  readonly source: string;
  readonly detailType: string;
  readonly resources: readonly string[];
  /** Plain JSON. */
  readonly detail: object;
}

/** What Step Functions needs of the rest of the cloud. */
export interface StepFunctionsDependencies {
  readonly identity: Pick<Identity, "assumeAsService">;
  /** Throws AccessDenied unless the principal may do this. */
  readonly authorize: (principal: Principal, region: string, wanted: Authorization) => void;
  /** Calls Lambda and CodeBuild in the name of a machine's role. */
  readonly dispatch: Dispatch;
  /**
   * Calls the listener once when the build has ended, at once when it has already; the returned
   * function forgets about it.
   */
  readonly onBuildEnded: (buildArn: string, listener: () => void) => () => void;
  /** Sends an event to the default event bus. */
  readonly emit: (event: ServiceEvent) => void;
}
