import {
  type IAMClient,
  ListServerCertificateTagsCommand,
  paginateListServerCertificates,
} from "@aws-sdk/client-iam";
import type { Baseline } from "../../../domain/baseline/baseline.ts";
import type { Present } from "../../../domain/baseline/difference.ts";
import { isOf } from "../../../domain/baseline/plan-certificates.ts";
import { type BaselineSite, nameInAccount } from "../../../domain/baseline/wanted.ts";
import { orAbsent } from "./absent.ts";
import { tagsOf } from "./read-policy.ts";

/** Reads the server certificates that a baseline may speak of; where it has none, nothing is asked. */
export async function readCertificates(
  iam: IAMClient,
  baseline: Baseline,
  site: BaselineSite,
): Promise<Pick<Present, "certificates" | "certificateCount">> {
  if (baseline.certificates.length === 0) return { certificates: {}, certificateCount: 0 };
  const names = await certificateNames(iam);
  const bases = baseline.certificates.map(({ name }) => nameInAccount(baseline, site.prefix, name));
  const found: Record<string, Readonly<Record<string, string>>> = {};
  for (const name of names.filter((each) => bases.some((base) => isOf(base, each)))) {
    const command = new ListServerCertificateTagsCommand({ ServerCertificateName: name });
    const answer = await orAbsent(iam.send(command));
    if (answer !== undefined) found[name] = tagsOf(answer.Tags);
  }
  return { certificates: found, certificateCount: names.length };
}

async function certificateNames(client: IAMClient): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const page of paginateListServerCertificates({ client }, {}))
    for (const { ServerCertificateName = "" } of page.ServerCertificateMetadataList ?? [])
      names.push(ServerCertificateName);
  return names;
}
