import type { Principal } from "../ids.ts";

/** How e-mail addresses become principals, which alone the rules know. */
export interface PeopleRules {
  /**
   * ARN in which `{email}` stands for the address, the whole of it: what is before the @ may belong to two
   * people.
   */
  readonly principal: string;
  /** Principals of people whom the pattern does not fit, by their address. */
  readonly exceptions: Readonly<Record<string, string>>;
}

/** What STS takes as the name of a session, and IAM as that of a user. */
const NAME = /^[\w+=,.@-]{2,64}$/;

/** The principal that somebody with this address is; undefined when the address cannot be part of one. */
export function principalOf(email: string, rules: PeopleRules): Principal | undefined {
  const address = email.toLowerCase();
  const exception = rules.exceptions[address];
  if (exception !== undefined) return exception as Principal;
  if (!NAME.test(address)) return undefined;
  const arn = rules.principal.replace("{email}", () => address);
  // Whoever has an exception is that principal alone, and nobody else becomes it by the pattern.
  return Object.values(rules.exceptions).includes(arn) ? undefined : (arn as Principal);
}

/** The address of a principal, the other way round; undefined when it names none. */
export function emailOf(principal: Principal, rules: PeopleRules): string | undefined {
  const exception = Object.entries(rules.exceptions).find(([, arn]) => arn === principal);
  if (exception !== undefined) return exception[0];
  const [before = "", after = ""] = rules.principal.split("{email}");
  if (!principal.startsWith(before) || !principal.endsWith(after)) return undefined;
  const email = principal.slice(before.length, principal.length - after.length);
  return principalOf(email, rules) === principal ? email : undefined;
}
