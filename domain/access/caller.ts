import type { Principal } from "../ids.ts";
import type { TimeZone } from "../zone.ts";

/** Somebody who calls, and what is known of them for certain. */
export interface Caller {
  readonly principal: Principal;
  /** Groups that the identity provider names in the token; none for callers who sign with IAM. */
  readonly groups: readonly string[];
  /** Only an address that the identity provider says it has verified. */
  readonly email?: string;
  /** Where they are, as far as the identity provider knows. */
  readonly timeZone?: TimeZone;
}

/** Somebody who signed with IAM: the ARN is all that is known. */
export const signer = (principal: Principal): Caller => ({ principal, groups: [] });

const GROUP = "group:";
const EMAIL = "email:";

/**
 * Whether somebody is meant by one of these. `group:NAME` means who is in the group; `email:PATTERN` who has
 * such a verified address; anything else is a pattern of principals. In patterns `*` stands for anything.
 */
export const isAmong = (caller: Caller, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => isMeant(caller, pattern));

function isMeant({ principal, groups, email }: Caller, pattern: string): boolean {
  if (pattern.startsWith(GROUP)) return groups.includes(pattern.slice(GROUP.length));
  if (!pattern.startsWith(EMAIL)) return expression(pattern).test(principal);
  const wanted = pattern.slice(EMAIL.length).toLowerCase();
  return email !== undefined && expression(wanted).test(email.toLowerCase());
}

const expression = (pattern: string) =>
  new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
  );
