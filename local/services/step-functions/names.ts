import { invalidName } from "./errors.ts";

// Facts 3.1: no white space, brackets, wildcards, special or control characters, at most 80.
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/]|\p{Cc}/u;
const LONGEST = 80;

/** Refuses a name of a machine or an execution that breaks the rules. Throws InvalidName. */
export function checkName(name: string): void {
  if (name === "" || name.length > LONGEST || FORBIDDEN.test(name)) throw invalidName(name);
}
