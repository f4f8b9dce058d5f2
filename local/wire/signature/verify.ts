import type { Identity, KnownKey } from "../../kernel/identity.ts";
import type { Principal } from "../../kernel/principal.ts";
import type { Protocol } from "../../kernel/service.ts";
import type { WireRequest } from "../message.ts";
import { isExpired, LONGEST_PRESIGNED_SECONDS, skewOf } from "./age.ts";
import { canonicalRequest } from "./canonical-request.ts";
import { payloadHash } from "./payload.ts";
import { refusal } from "./refusal.ts";
import type { SignedRequest } from "./signed-request.ts";
import { sameSignature, signatureFor } from "./signing.ts";

/** What verifying a signature needs to know. */
export interface Verification {
  readonly identity: Identity;
  /** Moments that count as now, the cloud's own first. */
  readonly clocks: readonly [number, ...number[]];
  /** In whose words to refuse. */
  readonly protocol: Protocol;
}

/** Who signed, and the secret that later chunks of the body are signed with. */
export interface Verified {
  readonly principal: Principal;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

function checkKey(
  known: KnownKey | undefined,
  signed: SignedRequest,
  { clocks, protocol }: Verification,
): KnownKey {
  if (!known?.active) throw refusal("unknownKey", protocol);
  if (known.credentials.sessionToken !== signed.sessionToken) throw refusal("wrongToken", protocol);
  if (known.expiresAt !== undefined && known.expiresAt <= clocks[0]) {
    throw refusal("expiredToken", protocol);
  }
  return known;
}

function checkAge(signed: SignedRequest, { clocks, protocol }: Verification): void {
  if (signed.expiresIn === undefined) {
    const skew = skewOf(signed, clocks);
    if (skew !== undefined) throw refusal("skewed", protocol, skew);
    return;
  }
  if (!(signed.expiresIn >= 1 && signed.expiresIn <= LONGEST_PRESIGNED_SECONDS)) {
    const text = `X-Amz-Expires must be between 1 and ${LONGEST_PRESIGNED_SECONDS} seconds`;
    throw refusal("incomplete", protocol, text);
  }
  if (isExpired(signed, clocks)) throw refusal("expiredAddress", protocol);
}

function checkScope(signed: SignedRequest, protocol: Protocol): void {
  if (!signed.signedHeaders.includes("host")) {
    throw refusal(
      "mismatch",
      protocol,
      "'Host' must be a 'SignedHeader' in the AWS Authorization.",
    );
  }
  if (signed.signedAt.startsWith(signed.scopeDate)) return;
  const text = `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${signed.scopeDate}' != '${signed.signedAt.slice(0, 8)}', from '${signed.signedAt}'.`;
  throw refusal("mismatch", protocol, text);
}

/**
 * Finds who signed a request, by computing the signature anew (Signature Version 4). Throws the
 * service's own errors for a key that is unknown, inactive or expired, a time that is off, and a
 * signature that is not the caller's.
 */
export function verify(
  request: WireRequest,
  signed: SignedRequest,
  verification: Verification,
): Verified {
  const { identity, protocol } = verification;
  const known = checkKey(identity.knownKey(signed.accessKeyId), signed, verification);
  checkScope(signed, protocol);
  checkAge(signed, verification);
  const canonical = canonicalRequest(request, signed, payloadHash(request, signed));
  const { secretAccessKey } = known.credentials;
  if (!sameSignature(signatureFor(secretAccessKey, signed, canonical), signed.signature)) {
    throw refusal("mismatch", protocol);
  }
  return { principal: known.principal, accessKeyId: signed.accessKeyId, secretAccessKey };
}
