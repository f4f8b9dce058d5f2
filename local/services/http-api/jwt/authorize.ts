import { createPublicKey, type JsonWebKey, verify } from "node:crypto";
import { header, type WireRequest } from "../../../wire/message.ts";
import type { JwtAuthorizerRecord } from "../apis.ts";
import { type Refused, refused } from "../refusal.ts";
import type { KeysOf } from "./keys.ts";
import { claimTexts, parseToken, type Token, textsOf } from "./token.ts";

/** What the JWT authorizer tells a function of its caller. */
export interface JwtAuthorizer {
  readonly claims: Readonly<Record<string, string>>;
  /** The scopes that the route demands; null where it demands none. */
  readonly scopes: readonly string[] | null;
}

/** "Currently, only RSA-based algorithms are supported." (API Gateway DG, http-api-jwt-authorizer) */
const ALGORITHMS: Readonly<Record<string, string>> = {
  RS256: "RSA-SHA256",
  RS384: "RSA-SHA384",
  RS512: "RSA-SHA512",
};

/** What is asked of a token. */
export interface Demands {
  readonly authorizer: JwtAuthorizerRecord;
  /** One of these is enough; none is needed where there are none. */
  readonly scopes: readonly string[];
}

const challenge = ({ scopes }: Demands, error: string, why: string) => ({
  "www-authenticate": `Bearer scope="${scopes.join(" ")}" error="${error}" error_description="${why}"`,
});

const unauthorized = (demands: Demands, why: string): Refused =>
  refused(401, "Unauthorized", why, challenge(demands, "invalid_token", why));

function isSignedWith({ header: { alg }, signed, signature }: Token, key: JsonWebKey): boolean {
  const algorithm = ALGORITHMS[String(alg)];
  if (algorithm === undefined || key.kty !== "RSA") return false;
  return verify(algorithm, Buffer.from(signed), createPublicKey({ key, format: "jwk" }), signature);
}

const isNumber = (claim: unknown): claim is number => typeof claim === "number";

/** The first thing that is wrong with the claims, in the order in which the guide names them. */
function flawOf({ claims }: Token, { authorizer }: Demands, seconds: number): string | undefined {
  const { iss, aud, client_id: client, exp, nbf, iat } = claims;
  if (iss !== authorizer.issuer) return "the token does not have a valid issuer";
  const audience = textsOf(aud === undefined ? client : aud);
  if (!audience.some((each) => authorizer.audience.includes(each)))
    return "the token does not have a valid audience";
  if (!isNumber(exp) || exp <= seconds) return "the token has expired";
  if (isNumber(nbf) && nbf > seconds) return "the token is not valid yet";
  if (isNumber(iat) && iat > seconds) return "the token was issued in the future";
  return undefined;
}

/** The scopes of a token: a list, or one text with spaces between them. */
const scopesOf = ({ claims: { scope, scp } }: Token): readonly string[] =>
  textsOf(scope ?? scp).flatMap((each) => each.split(" "));

/**
 * Believes a token or throws Refused: 401 with the reason in `www-authenticate`, 403 for one without any of
 * the route's scopes.
 */
export async function authorizeToken(
  keysOf: KeysOf,
  demands: Demands,
  { request, at }: { readonly request: WireRequest; readonly at: number },
): Promise<JwtAuthorizer> {
  const sent = header(request, "authorization");
  if (sent === undefined)
    throw refused(401, "Unauthorized", "There is no token.", { "www-authenticate": "Bearer" });
  const token = parseToken(sent);
  if (token === undefined) throw unauthorized(demands, "the token is malformed");
  const keys = await keysOf(demands.authorizer.issuer).catch((error: unknown) => {
    throw unauthorized(demands, `the issuer cannot be asked: ${(error as Error).message}`);
  });
  const key = keys.get(String(token.header["kid"]));
  if (key === undefined || !isSignedWith(token, key))
    throw unauthorized(demands, "the token does not have a valid signature");
  const flaw = flawOf(token, demands, at / 1000);
  if (flaw !== undefined) throw unauthorized(demands, flaw);
  const { scopes } = demands;
  if (scopes.length > 0 && !scopesOf(token).some((each) => scopes.includes(each))) {
    const why = "the token does not have the required scopes";
    throw refused(403, "Forbidden", why, challenge(demands, "insufficient_scope", why));
  }
  return { claims: claimTexts(token.claims), scopes: scopes.length === 0 ? null : scopes };
}
