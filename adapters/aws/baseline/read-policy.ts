import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  type IAMClient,
  ListPolicyVersionsCommand,
  type Tag,
} from "@aws-sdk/client-iam";
import type { PresentPolicy } from "../../../domain/baseline/difference.ts";
import { orAbsent } from "./absent.ts";

export const tagsOf = (tags: readonly Tag[] = []): Readonly<Record<string, string>> =>
  Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));

/** A document as IAM answers it: percent-encoded JSON. */
export const documentOf = (text = "null"): unknown =>
  JSON.parse(decodeURIComponent(text)) as unknown;

/** Versions are counted: `v12` is later than `v9`. */
const numberOf = (version: string): number => Number(version.slice(1));

export async function readPolicy(iam: IAMClient, arn: string): Promise<PresentPolicy | undefined> {
  const policy = (await orAbsent(iam.send(new GetPolicyCommand({ PolicyArn: arn }))))?.Policy;
  if (policy === undefined) return undefined;
  const VersionId = policy.DefaultVersionId;
  const { PolicyVersion } = await iam.send(
    new GetPolicyVersionCommand({ PolicyArn: arn, VersionId }),
  );
  const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: arn }));
  const others = Versions.filter(({ IsDefaultVersion }) => !IsDefaultVersion)
    .map((each) => each.VersionId ?? "")
    .toSorted((one, other) => numberOf(one) - numberOf(other));
  return {
    document: documentOf(PolicyVersion?.Document),
    otherVersions: others,
    tags: tagsOf(policy.Tags),
  };
}
