import { AssignmentFailed, AssignmentPending } from "../../domain/failures.ts";
import type { AssignmentProgress } from "../../ports/identity-center.ts";

/** What an earlier call of the same step asked IAM Identity Center for. */
export interface Asked {
  readonly assigned?: { readonly requestId?: string | undefined } | undefined;
}

/** Whether the state machine has to ask how far IAM Identity Center is. */
export type AssignmentStep =
  | { readonly next: "go-on" }
  | { readonly next: "confirm"; readonly requestId: string };

/**
 * What follows from how far IAM Identity Center is: a request that was just made is to be confirmed, one
 * that was asked about is waited for.
 *
 * @param asked the request that was asked about; absent when it was just made
 * @throws AssignmentPending, AssignmentFailed
 */
export function followed(progress: AssignmentProgress, asked?: string): AssignmentStep {
  if (progress.status === "done") return { next: "go-on" };
  if (progress.status === "failed") throw new AssignmentFailed(progress.reason);
  if (asked === undefined) return { next: "confirm", requestId: progress.requestId };
  throw new AssignmentPending(`IAM Identity Center works on request ${asked}.`);
}
