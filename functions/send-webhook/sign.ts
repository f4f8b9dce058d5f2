import { createHmac } from "node:crypto";

/**
 * The value of the header `Mayfly-Signature`: `t=1796115600,v1=…`. Each `v1` is HMAC-SHA256 over the
 * seconds, a dot and the body, in hexadecimal, with one of the secrets: two while a secret is rotated.
 */
export function signature(secrets: readonly string[], seconds: number, body: string): string {
  const signed = secrets.map(
    (secret) => `v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`,
  );
  return [`t=${seconds}`, ...signed].join(",");
}
