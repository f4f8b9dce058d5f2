import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { remember } from "../../authorization/remember.ts";
import { ALGORITHM, type SignedRequest } from "./signed-request.ts";

/** SHA-256 in lower-case hexadecimal. */
export const sha256 = (data: string | Uint8Array): string =>
  createHash("sha256").update(data).digest("hex");

const hmac = (key: string | Uint8Array, text: string) =>
  createHmac("sha256", key).update(text, "utf8").digest();

/** `20261124/us-east-1/iam/aws4_request` */
export const scopeText = ({ scopeDate, region, service }: SignedRequest): string =>
  `${scopeDate}/${region}/${service}/aws4_request`;

/** From a secret and, line by line, the parts of a scope. Clients sign with the same key all day. */
const derivedKey = remember<Uint8Array>((lines) => {
  const [secret = "", ...parts] = lines.split("\n");
  return parts.reduce<Uint8Array>((key, part) => hmac(key, part), Buffer.from(`AWS4${secret}`));
}, 1_000);

/** The key of one day, Region and service. */
export const signingKey = (secretAccessKey: string, signed: SignedRequest): Uint8Array =>
  derivedKey(
    [secretAccessKey, signed.scopeDate, signed.region, signed.service, "aws4_request"].join("\n"),
  );

/** The signature of a canonical request, in hexadecimal. */
export function signatureFor(
  secretAccessKey: string,
  signed: SignedRequest,
  canonical: string,
): string {
  const text = [ALGORITHM, signed.signedAt, scopeText(signed), sha256(canonical)].join("\n");
  return Buffer.from(hmac(signingKey(secretAccessKey, signed), text)).toString("hex");
}

/** One signature after the other, as the chunks of a streamed body have them. */
export function chunkSignature(key: Uint8Array, text: string): string {
  return hmac(key, text).toString("hex");
}

/** Compares without telling by its duration where two signatures differ. */
export function sameSignature(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.byteLength === right.byteLength && timingSafeEqual(left, right);
}
