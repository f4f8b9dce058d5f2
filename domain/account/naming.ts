import type { AccountKey } from "../ids.ts";

/** How accounts are named and where their root mail goes. */
export interface NamingRules {
  /** First part of every name, such as `mayfly`: lowercase letters, digits and dashes, at most 20. */
  readonly prefix: string;
  /** An address that contains `{key}` once, such as `aws+{key}@example.com`. */
  readonly emailPattern: string;
}

// CreateAccount's limits (API_CreateAccount).
const LONGEST_NAME = 50;
const EMAIL_LENGTHS = { shortest: 6, longest: 64 };
const EMAIL_FORM =
  /^[^\s"'():;,\\|%&[\].@][^\s"'():;,\\|%&[\]@]*@[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*\.[a-z0-9]+$/i;
const SAMPLE_KEY = "0123456789" as AccountKey;

/** The account's name in Organizations: unique, because the key is. */
export const accountName = (rules: NamingRules, key: AccountKey): string =>
  `${rules.prefix}-${key}`;

/** The root user's e-mail address: a fresh one for each account, because a closed account keeps its own. */
export const accountEmail = (rules: NamingRules, key: AccountKey): string =>
  rules.emailPattern.replace("{key}", key);

/** The key in a name that `accountName` made; undefined for every other name. */
export function keyInName(rules: NamingRules, name: string): AccountKey | undefined {
  const key = name.startsWith(`${rules.prefix}-`) ? name.slice(rules.prefix.length + 1) : "";
  return /^[a-z0-9]{10}$/.test(key) ? (key as AccountKey) : undefined;
}

/** The key in an address that `accountEmail` made; undefined for every other address. */
export function keyInEmail(rules: NamingRules, email: string): AccountKey | undefined {
  const [before = "", after = ""] = rules.emailPattern.split("{key}");
  const isOurs = email.startsWith(before) && email.endsWith(after);
  const key = isOurs ? email.slice(before.length, email.length - after.length) : "";
  return /^[a-z0-9]{10}$/.test(key) ? (key as AccountKey) : undefined;
}

/** Says what is wrong with the rules; undefined when every name and address they give is valid. */
export function flawOf(
  rules: NamingRules,
): { field: keyof NamingRules; message: string } | undefined {
  if (
    !/^[a-z][a-z0-9-]{0,19}$/.test(rules.prefix) ||
    accountName(rules, SAMPLE_KEY).length > LONGEST_NAME
  )
    return {
      field: "prefix",
      message: `"${rules.prefix}" is not 1 to 20 lowercase letters, digits and dashes that begin with a letter.`,
    };
  if (rules.emailPattern.split("{key}").length !== 2)
    return {
      field: "emailPattern",
      message: `"${rules.emailPattern}" must contain {key} exactly once, as in aws+{key}@example.com.`,
    };
  const email = accountEmail(rules, SAMPLE_KEY);
  const fits = email.length >= EMAIL_LENGTHS.shortest && email.length <= EMAIL_LENGTHS.longest;
  if (fits && EMAIL_FORM.test(email)) return undefined;
  return {
    field: "emailPattern",
    message: `It gives ${email} (${email.length} characters), which AWS would refuse: 6 to 64 characters, one @, a domain with a dot, none of " ' ( ) [ ] : ; , \\ | % &.`,
  };
}
