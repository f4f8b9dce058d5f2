import { constraintError, validationError } from "./errors.ts";

const NAME = /^[\w+=,.@-]+$/;
const PATH = /^\/(?:[\u0021-\u007e]+\/)?$/;
const LONGEST_PATH = 512;

/** Checks a name such as that of a role. Errors: ValidationError. */
export function checkName(member: string, name: string, longest: number): void {
  if (name === "") {
    throw constraintError(member, name, "Member must have length greater than or equal to 1");
  }
  if (name.length > longest) {
    throw constraintError(member, name, `Member must have length less than or equal to ${longest}`);
  }
  if (NAME.test(name)) return;
  throw validationError(
    `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
  );
}

/** The path of an entity, `/` when none is given. Errors: ValidationError. */
export function pathFor(path = "/"): string {
  if (path.length > LONGEST_PATH) {
    throw constraintError(
      "path",
      path,
      `Member must have length less than or equal to ${LONGEST_PATH}`,
    );
  }
  if (PATH.test(path)) return path;
  throw validationError(
    "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.",
  );
}

const LONGEST_DESCRIPTION = 1000;

/** Checks the description of a role or policy. Errors: ValidationError. */
export function checkDescription(description: string | undefined): void {
  if (description === undefined || description.length <= LONGEST_DESCRIPTION) return;
  const constraint = `Member must have length less than or equal to ${LONGEST_DESCRIPTION}`;
  throw constraintError("description", description, constraint);
}
