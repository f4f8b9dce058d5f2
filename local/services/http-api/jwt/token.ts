/** A JSON Web Token in its parts, believed in nothing yet. */
export interface Token {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** What was signed. */
  readonly signed: string;
  readonly signature: Uint8Array;
}

const FORM = /^(?:Bearer )?([\w-]+)\.([\w-]+)\.([\w-]+)$/i;

function objectIn(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Reads the token alone, or with `Bearer ` before it; undefined when there is none. */
export function parseToken(text: string): Token | undefined {
  const [, head = "", body = "", signature = ""] = FORM.exec(text) ?? [];
  const [header, claims] = [objectIn(head), objectIn(body)];
  if (header === undefined || claims === undefined) return undefined;
  return {
    ...{ header, claims, signed: `${head}.${body}` },
    signature: Buffer.from(signature, "base64url"),
  };
}

/** Texts in a claim that may be one text or a list of them. */
export const textsOf = (claim: unknown): readonly string[] =>
  (Array.isArray(claim) ? claim : [claim]).filter((each) => typeof each === "string");

/** A claim as an event carries it: every one is a text, a list is `[a b]`. */
function asText(claim: unknown): string {
  if (Array.isArray(claim)) return `[${claim.map(asText).join(" ")}]`;
  return typeof claim === "object" && claim !== null ? JSON.stringify(claim) : String(claim);
}

export const claimTexts = (claims: Token["claims"]): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(claims).map(([name, claim]) => [name, asText(claim)]));
