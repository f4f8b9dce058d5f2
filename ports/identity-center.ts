import type { Assignment } from "../domain/access/assignee.ts";

/** What IAM Identity Center says of an assignment or its removal, which it works on for some seconds. */
export type AssignmentProgress =
  | { readonly status: "pending"; readonly requestId: string }
  | { readonly status: "done" }
  | { readonly status: "failed"; readonly reason: string };

/** Assigns accounts. Everything may be asked twice; AwsBusy while an earlier request is at work. */
export interface IdentityCenter {
  assign(assignment: Assignment): Promise<AssignmentProgress>;
  /** How far an assignment is, by the id that `assign` gave. */
  assigning(assignment: Assignment, requestId: string): Promise<AssignmentProgress>;
  unassign(assignment: Assignment): Promise<AssignmentProgress>;
  /** How far a removal is, by the id that `unassign` gave. */
  unassigning(assignment: Assignment, requestId: string): Promise<AssignmentProgress>;
  isAssigned(assignment: Assignment): Promise<boolean>;
}
