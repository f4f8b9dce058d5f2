/**
 * One-time codes as people read and type them: 16 digits and letters without I, L, O and U, which look like
 * others or spell words (Crockford's Base32). 80 bits that nobody guesses.
 */
export const CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export const CODE_LENGTH = 16;

const SYMBOLS = new RegExp(`^[${CODE_ALPHABET}]{${CODE_LENGTH}}$`);

/** What a reader may have taken a digit for. */
const LOOKALIKES: Readonly<Record<string, string>> = { O: "0", I: "1", L: "1" };

/** The code that somebody typed, in whatever case and with whatever hyphens; undefined when it cannot be one. */
export function codeIn(text: string): string | undefined {
  const typed = text.toUpperCase().replace(/[\s-]/g, "");
  const code = typed.replace(/[OIL]/g, (letter) => LOOKALIKES[letter] ?? letter);
  return SYMBOLS.test(code) ? code : undefined;
}

/** The code as it is shown: in fours. */
export const shownCode = (code: string): string => code.replace(/(.{4})(?=.)/g, "$1-");
