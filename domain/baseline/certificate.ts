import { CertificateRefused } from "../failures.ts";
import { type Instant, plus, type Seconds } from "../time.ts";

/** A server certificate of IAM that a baseline wants. */
export interface BaselineCertificate {
  readonly name: string;
  /** Name of the secret, in the account and Region that Mayfly runs in, that has it and its key. */
  readonly secret: string;
  /** IAM's path, such as `/cloudfront/production/`. */
  readonly path: string;
  /** How long before its end it is told that the secret needs a successor. */
  readonly renewDaysBefore: number;
}

/** PEM texts. The key is secret. */
export interface CertificateTexts {
  readonly body: string;
  readonly key: string;
  readonly chain?: string;
}

/** A certificate as it lies in its secret, examined: it has its key, and its chain has signed it. */
export interface ReadyCertificate {
  /** 12 hexadecimal digits that no other certificate has: a part of its name in accounts. */
  readonly fingerprint: string;
  readonly validFrom: Instant;
  readonly expiresAt: Instant;
  /** Given only to whom asks, so that whatever writes this down, as JSON or in a log, has no key in it. */
  readonly texts: () => CertificateTexts;
}

const A_DAY: Seconds = 86_400;

/** @throws CertificateRefused for a certificate whose time is over, or has not come */
export function checkValidity(
  secret: string,
  { validFrom, expiresAt }: ReadyCertificate,
  now: Instant,
): void {
  if (expiresAt <= now)
    throw new CertificateRefused(`The certificate in secret ${secret} expired at ${expiresAt}.`);
  if (validFrom > now)
    throw new CertificateRefused(`The certificate in secret ${secret} is valid from ${validFrom}.`);
}

/** What is to be told of certificates that end soon and have no successor in their secret. */
export const endingSoon = (
  certificates: readonly BaselineCertificate[],
  ready: Readonly<Record<string, ReadyCertificate>>,
  now: Instant,
): readonly string[] =>
  certificates.flatMap(({ name, secret, renewDaysBefore }) => {
    const expiresAt = ready[secret]?.expiresAt;
    if (expiresAt === undefined || plus(expiresAt, -renewDaysBefore * A_DAY) > now) return [];
    return [`certificate ${name} expires at ${expiresAt}: put its successor into secret ${secret}`];
  });
