import type { Principal } from "../ids.ts";

/** The name of a principal: what is behind its last slash. */
export const nameOf = (principal: string): string => principal.split("/").at(-1) ?? principal;

/** STS takes 2 to 64 characters (facts 2.2); a user's name may have one. */
const SHORTEST = 2;

/**
 * The owner's name as sessions carry it, as their session name and as their source identity: the name of
 * the user, or the session name of a role's session. Both may only have the characters that STS takes.
 */
export const sessionNameOf = (owner: Principal): string =>
  (owner.split("/").at(-1) ?? "").padEnd(SHORTEST, "-");
