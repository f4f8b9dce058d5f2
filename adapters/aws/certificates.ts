import { createPrivateKey, X509Certificate } from "node:crypto";
import * as z from "zod";
import type { CertificateTexts, ReadyCertificate } from "../../domain/baseline/certificate.ts";
import { CertificateRefused } from "../../domain/failures.ts";
import { instantOf } from "../../domain/time.ts";
import type { Certificates } from "../../ports/certificates.ts";
import { type SecretText, secretText } from "./secret-text.ts";
import { isNamed } from "./translate-failure.ts";

const shape = z.strictObject({
  certificate: z.string(),
  privateKey: z.string(),
  chain: z.string().optional(),
});

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Hexadecimal digits of a fingerprint that make a name: no two certificates of one account share them. */
const DIGITS = 12;

/** Server certificates as they lie in Secrets Manager: `{ "certificate", "privateKey", "chain" }`, PEM texts. */
export const secretCertificates =
  (secret: SecretText = secretText()): Certificates =>
  async ({ certificates }) => {
    const names = [...new Set(certificates.map((each) => each.secret))];
    const read = await Promise.all(
      names.map(
        async (name): Promise<[string, ReadyCertificate]> => [
          name,
          examined(name, textsIn(name, await textOf(secret, name))),
        ],
      ),
    );
    return Object.fromEntries(read);
  };

const textOf = (secret: SecretText, name: string): Promise<string> =>
  secret(name).catch((error: unknown) => {
    if (!isNamed(error, "ResourceNotFoundException")) throw error;
    throw new CertificateRefused(`There is no secret ${name}, where a certificate should be.`);
  });

function textsIn(name: string, text: string): CertificateTexts {
  try {
    const { certificate, privateKey, chain } = shape.parse(JSON.parse(text));
    return { body: certificate, key: privateKey, ...(chain === undefined ? {} : { chain }) };
  } catch {
    // What is wrong with it may quote it.
    throw new CertificateRefused(
      `Secret ${name} is not { "certificate": "…", "privateKey": "…", "chain": "…" } with PEM texts.`,
    );
  }
}

/** What a text is read as, or undefined where it is something else. */
function readAs<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Looks at a certificate as IAM would, so that a refusal names the secret. */
function examined(name: string, texts: CertificateTexts): ReadyCertificate {
  const refused = (why: string) => new CertificateRefused(`The ${why} in secret ${name}.`);
  const certificate = readAs(() => new X509Certificate(texts.body));
  const key = readAs(() => createPrivateKey(texts.key));
  if (certificate === undefined) throw refused("certificate cannot be read");
  if (key === undefined) throw refused("private key cannot be read, or has a password,");
  if (!certificate.checkPrivateKey(key)) throw refused("private key is of another certificate");
  if (texts.chain !== undefined && !isSignedBy(certificate, texts.chain))
    throw refused("chain, which must begin with the signer, did not sign the certificate");
  return {
    fingerprint: certificate.fingerprint256.replaceAll(":", "").slice(0, DIGITS).toLowerCase(),
    validFrom: instantOf(certificate.validFromDate.getTime()),
    expiresAt: instantOf(certificate.validToDate.getTime()),
    texts: () => texts,
  };
}

/** Whether each certificate of the chain has signed the one before it. */
function isSignedBy(certificate: X509Certificate, chain: string): boolean {
  const signers = readAs(() => (chain.match(PEM) ?? []).map((pem) => new X509Certificate(pem)));
  if (signers === undefined || signers.length === 0) return false;
  return signers.every((signer, index) => {
    const signed = index === 0 ? certificate : signers[index - 1];
    return signed?.checkIssued(signer) === true && signed.verify(signer.publicKey);
  });
}
