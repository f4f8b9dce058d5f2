import { AwsError } from "../../kernel/aws-error.ts";

/** A resource cannot be deleted or detached while others depend on it. */
export function dependencyViolation(message: string): AwsError {
  return new AwsError("DependencyViolation", message);
}

/** The usual sentence of DependencyViolation: `The vpc 'vpc-1' has dependencies …`. */
export function hasDependencies(noun: string, id: string): AwsError {
  return dependencyViolation(`The ${noun} '${id}' has dependencies and cannot be deleted.`);
}

export function invalidValue(message: string): AwsError {
  return new AwsError("InvalidParameterValue", message);
}

export function missingParameter(name: string): AwsError {
  return new AwsError("MissingParameter", `The request must contain the parameter ${name}`);
}

/** The value of a parameter that must be there. */
export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw missingParameter(name);
  return value;
}
