import { constraintError } from "./errors.ts";

const NAME = /^[\w+=,.@-]*$/;

/** Checks the name of a session or a source identity: 2 to 64 characters. Errors: ValidationError. */
export function checkSessionName(member: string, name: string): void {
  if (name.length < 2) {
    throw constraintError(member, name, "Member must have length greater than or equal to 2");
  }
  if (name.length > 64) {
    throw constraintError(member, name, "Member must have length less than or equal to 64");
  }
  if (!NAME.test(name)) {
    const pattern = "[\\w+=,.@-]*";
    throw constraintError(
      member,
      name,
      `Member must satisfy regular expression pattern: ${pattern}`,
    );
  }
}

const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;

/** Checks an external id. Errors: ValidationError. */
export function checkExternalId(id: string | undefined): void {
  if (id === undefined || EXTERNAL_ID.test(id)) return;
  const constraint = "Member must satisfy regular expression pattern: [\\w+=,.@:\\/-]*";
  throw constraintError("externalId", id, constraint);
}

/** The durations that an operation allows, in seconds. */
export interface Durations {
  readonly shortest: number;
  readonly longest: number;
  readonly usual: number;
}

/** How long a session is to last, in seconds. Errors: ValidationError. */
export function durationFor(seconds: number | undefined, allowed: Durations): number {
  const { shortest, longest, usual } = allowed;
  const duration = seconds ?? usual;
  if (duration < shortest) {
    const constraint = `Member must have value greater than or equal to ${shortest}`;
    throw constraintError("durationSeconds", duration, constraint);
  }
  if (duration > longest) {
    const constraint = `Member must have value less than or equal to ${longest}`;
    throw constraintError("durationSeconds", duration, constraint);
  }
  return duration;
}
