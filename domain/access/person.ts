import { type Refusal, refuse } from "../failures.ts";
import type { Principal } from "../ids.ts";
import { isTimeZone } from "../zone.ts";
import type { Caller } from "./caller.ts";
import { sessionNameOf } from "./owner-name.ts";

/** The organization's identity provider, and which claims of its tokens say what. */
export interface IdentityProvider {
  /** Its address, as tokens have it in `iss`. */
  readonly issuer: string;
  /** Tells one person from another, for ever: `sub`, or a name that is never given to somebody else. */
  readonly personClaim: string;
  /** A list of groups, or one. */
  readonly groupsClaim: string;
  /** Partition of the accounts that people are let into. */
  readonly partition: string;
}

/** What a token says, once its signature, its time and its audience have been found good. */
export type Claims = Readonly<Record<string, unknown>>;

const PERSON = /^person:[\w-]+:.+\/[^/]+$/;

/** Whether the owner is somebody of the identity provider, whom no role of AWS can trust by name. */
export const isPerson = (owner: Principal): boolean => PERSON.test(owner);

/** STS takes this many characters in the name of a session (facts 2.2). */
const LONGEST_NAME = 64;

/**
 * A name in the characters that STS takes in session names and IAM in tags; every other one is written as
 * `=` and its bytes in hexadecimal, so that no two names become one.
 */
const encoded = (name: string): string =>
  name.replace(/[^\w+.@-]/gu, (letter) =>
    [...new TextEncoder().encode(letter)]
      .map((byte) => `=${byte.toString(16).padStart(2, "0").toUpperCase()}`)
      .join(""),
  );

/** Who the claims are about: `person:aws:login.example.com/NAME`. */
export function personOf(claims: Claims, provider: IdentityProvider): Caller | Refusal {
  const name = claims[provider.personClaim];
  if (typeof name !== "string" || name === "")
    return refuse("not-allowed", `The token has no claim ${provider.personClaim}.`);
  const { host, pathname } = new URL(provider.issuer);
  const where = `${host}${pathname}`.replace(/\/$/, "");
  const principal = `person:${provider.partition}:${where}/${encoded(name)}` as Principal;
  if (sessionNameOf(principal).length > LONGEST_NAME)
    return refuse(
      "not-allowed",
      `The claim ${provider.personClaim} is too long for the name of a session.`,
    );
  const { email, email_verified: verified } = claims;
  return {
    ...{ principal, groups: textsIn(claims[provider.groupsClaim]) },
    // Some providers write their booleans as text.
    ...(typeof email === "string" && (verified === true || verified === "true") ? { email } : {}),
    ...zoneOf(claims),
  };
}

const textsIn = (claim: unknown): readonly string[] =>
  (Array.isArray(claim) ? claim : [claim]).filter((each) => typeof each === "string");

/** The time zone of the person, in the claim that OpenID Connect has for it. */
const zoneOf = ({ zoneinfo }: Claims) =>
  typeof zoneinfo === "string" && isTimeZone(zoneinfo) ? { timeZone: zoneinfo } : {};
