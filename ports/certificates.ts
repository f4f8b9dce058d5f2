import type { Baseline } from "../domain/baseline/baseline.ts";
import type { ReadyCertificate } from "../domain/baseline/certificate.ts";

/**
 * Reads the server certificates that a baseline names, by the names of their secrets, and examines each:
 * whether it has its key, and whether its chain has signed it.
 *
 * @throws CertificateRefused for a secret that has no certificate which IAM would take
 */
export type Certificates = (
  baseline: Baseline,
) => Promise<Readonly<Record<string, ReadyCertificate>>>;
