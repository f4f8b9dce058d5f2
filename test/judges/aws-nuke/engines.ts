import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AccountId } from "../../../domain/ids.ts";
import { buildNukeEngine } from "../../../local/nuke-engine/build.ts";
import { engineConfiguration } from "../../../nuke/engine-configuration.ts";
import { MANAGEMENT, VENDING } from "../support/judged-cloud.ts";
import { ACCESS_ROLE } from "./account.ts";
import type { Certificate } from "./certificate.ts";
import type { Front } from "./front.ts";
import type { Program } from "./program.ts";

/** aws-nuke, which reaches the cloud under the names of AWS's hosts. */
export const awsNuke = (
  executable: string,
  { front, pair, folder }: { front: Front; pair: Certificate; folder: string },
): Program => ({
  executable,
  environment: { HTTPS_PROXY: front.url, AWS_CA_BUNDLE: pair.file },
  file: join(folder, "aws-nuke.yaml"),
});

/** Our stand-in for it, built as the local cloud builds it. */
export async function standIn(endpoint: string, folder: string): Promise<Program> {
  const executable = join(folder, "stand-in");
  await writeFile(executable, (await buildNukeEngine()).bytes, { mode: 0o700 });
  const environment = { AWS_ENDPOINT_URL: endpoint };
  return { executable, environment, file: join(folder, "stand-in.yaml") };
}

/** The configuration as production writes it for an account. */
export const configurationFor = (account: string, regions: readonly string[]): string =>
  engineConfiguration({
    organizationTrails: [],
    ...{ accountId: account as AccountId, regions, accessRoleName: ACCESS_ROLE },
    blocklist: [MANAGEMENT as AccountId, VENDING as AccountId],
  });

/** The same, for these types only. */
export function onlyTypes(configuration: string, types: readonly string[]): string {
  const whole = JSON.parse(configuration) as { "resource-types": object };
  const restricted = { ...whole["resource-types"], includes: types };
  return JSON.stringify({ ...whole, "resource-types": restricted });
}
