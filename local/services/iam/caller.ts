import type { Call } from "../../kernel/service.ts";
import { rootArn } from "./arns.ts";
import { validationError } from "./errors.ts";
import { userNamed } from "./find.ts";
import { targetOf, USER } from "./holder-kinds.ts";
import type { Target } from "./operation.ts";

/** Operations that mean the caller when they name no user. */
export interface OwnInput {
  readonly UserName?: string | undefined;
}

/** The name of the user who calls. Errors: ValidationError when it is none. */
export function callerName({ principal }: Call): string {
  if (principal.kind === "user") return principal.userName;
  throw validationError("Must specify userName when calling with non-User credentials");
}

/** What a permission on the named user, or on the caller, is needed on. */
export function ownTargetOf({ UserName }: OwnInput, call: Call): Target {
  const { principal } = call;
  if (UserName !== undefined) return targetOf(USER, { UserName }, call);
  if (principal.kind === "user") return targetOf(USER, { UserName: principal.userName }, call);
  return { arn: principal.kind === "root" ? rootArn(call.account) : "*" };
}

/** Whose keys or devices a request means. */
export interface Owner {
  /** Unique id of the user; the root user's is the account number. */
  readonly id: string;
  /** Absent for the root user, who has none. */
  readonly name?: string;
}

/** The named user, or the caller. Errors: NoSuchEntity, ValidationError. */
export function ownerOf({ UserName }: OwnInput, call: Call): Owner {
  if (UserName === undefined && call.principal.kind === "root") return { id: call.account };
  const { id, name } = userNamed(call, UserName ?? callerName(call));
  return { id, name };
}
