import { CertificateRefused } from "../failures.ts";
import type { Baseline } from "./baseline.ts";
import type { BaselineCertificate } from "./certificate.ts";
import type { Difference, Present } from "./difference.ts";
import { checkOurs, isOurs } from "./plan-iam.ts";
import { missingTags } from "./same.ts";
import { type BaselineSite, nameInAccount, wantedCertificate } from "./wanted.ts";

/** Server certificates of an account; IAM raises this quota for nobody (facts 2.4). */
const MOST_CERTIFICATES = 20;

/**
 * The new certificate is uploaded under a name of its own, and only then are its predecessors deleted: what
 * uses one can go over to the other in between.
 *
 * @throws BaselineConflict, CertificateRefused when the account has no room for another one
 */
export function planCertificates(
  baseline: Baseline,
  site: BaselineSite,
  present: Present,
): readonly Difference[] {
  let room = MOST_CERTIFICATES - present.certificateCount;
  return baseline.certificates.flatMap((each) => {
    const differences = planCertificate({ baseline, each }, site, present);
    for (const { do: what } of differences) {
      if (what === "upload-certificate" && room <= 0) throw noRoom(each);
      room += what === "upload-certificate" ? -1 : what === "delete-certificate" ? 1 : 0;
    }
    return differences;
  });
}

const noRoom = ({ name }: BaselineCertificate) =>
  new CertificateRefused(
    `IAM lets an account have ${MOST_CERTIFICATES} server certificates, and there is no room for ${name}: delete one.`,
  );

function planCertificate(
  { baseline, each }: { readonly baseline: Baseline; readonly each: BaselineCertificate },
  site: BaselineSite,
  { certificates: there }: Present,
): readonly Difference[] {
  const ready = site.certificates[each.secret];
  if (ready === undefined) throw new CertificateRefused(`Secret ${each.secret} was not read.`);
  const certificate = wantedCertificate(baseline, site, { ...each, ready });
  const { name, tags } = certificate;
  const present = there[name];
  if (present !== undefined) checkOurs(`server certificate ${name}`, tags, present);
  const missing = missingTags(tags, present ?? tags);
  const base = nameInAccount(baseline, site.prefix, each.name);
  const earlier = Object.keys(there).filter(
    (other) => other !== name && isOf(base, other) && isOurs(tags, there[other] ?? {}),
  );
  return [
    ...(present === undefined ? [{ do: "upload-certificate", certificate } as const] : []),
    ...(Object.keys(missing).length === 0
      ? []
      : [{ do: "tag-certificate", certificate: name, tags: missing } as const]),
    ...earlier.map((other) => ({ do: "delete-certificate", certificate: other }) as const),
  ];
}

/** Whether a name is that of a certificate with this base, whatever its fingerprint. */
export const isOf = (base: string, name: string): boolean =>
  name.startsWith(`${base}-`) && /^[0-9a-f]{12}$/.test(name.slice(base.length + 1));
