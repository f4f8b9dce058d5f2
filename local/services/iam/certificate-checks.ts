import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { KeyPairMismatchException, MalformedCertificateException } from "@aws-sdk/client-iam";

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

function malformed(message: string): MalformedCertificateException {
  return new MalformedCertificateException({ message, $metadata: {} });
}

function parsed(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw malformed("Unable to parse certificate. Please ensure the certificate is in PEM format.");
  }
}

function keyIn(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw malformed("Unable to parse key. Please ensure the key is in PEM format.");
  }
}

function checkChain(certificate: X509Certificate, chain: string): void {
  const links = chain.match(PEM)?.map(parsed) ?? [];
  if (links.length === 0) throw malformed("Unable to parse certificate chain.");
  let issued = certificate;
  links.forEach((issuer, index) => {
    if (!issued.checkIssued(issuer) || !issued.verify(issuer.publicKey)) {
      throw malformed(
        `Unable to validate certificate chain. The certificate chain must start with the immediate signing certificate, followed by any intermediaries in order. The index within the chain of the invalid certificate is: ${index}`,
      );
    }
    issued = issuer;
  });
}

/** A server certificate with its key, as PEM texts. */
export interface CertificateTexts {
  readonly body: string;
  readonly key: string;
  readonly chain?: string | undefined;
}

/**
 * Checks a certificate as UploadServerCertificate does; answers when it expires.
 * Errors: MalformedCertificate, also for one that is not valid at `now`; KeyPairMismatch.
 */
export function expiryOf({ body, key, chain }: CertificateTexts, now: number): number {
  const certificate = parsed(body);
  const [from, to] = [certificate.validFromDate.getTime(), certificate.validToDate.getTime()];
  if (to <= now) throw malformed("The certificate has expired.");
  if (from > now) throw malformed("The certificate is not valid yet.");
  if (!certificate.checkPrivateKey(keyIn(key))) {
    const message = "Certificate body and private key do not match.";
    throw new KeyPairMismatchException({ message, $metadata: {} });
  }
  if (chain !== undefined) checkChain(certificate, chain);
  return to;
}
