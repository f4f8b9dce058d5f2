import { misused } from "../failure.ts";

/** The argument as the key of an account. Throws CommandFailure. */
export function accountKeyOf(text: string): string {
  if (/^[a-z0-9]{10}$/.test(text)) return text;
  throw misused(
    `"${text}" is not the key of an account: 10 lowercase letters and digits.`,
    "`mayfly accounts` shows them.",
  );
}

/** The value of a flag as a whole number. Throws CommandFailure. */
export function wholeNumber(flag: string, text: string): number {
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text);
  throw misused(`${flag} must be a whole number from 1, not "${text}".`);
}
