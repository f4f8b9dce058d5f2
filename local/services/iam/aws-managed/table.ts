import { createHash } from "node:crypto";
import { arnOf } from "../arns.ts";
import type { ManagedPolicyRecord } from "../records.ts";
import policies from "./policies.json" with { type: "json" };
import readOnlyAccess from "./read-only-access.json" with { type: "json" };
import rootTasks from "./root-tasks.json" with { type: "json" };

/** A policy as AWS publishes it (AWS Managed Policy Reference Guide). */
interface Published {
  readonly path: string;
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly createdAt: string;
  readonly document: object;
}

/** AWS keeps older versions too; here there is only the default one. */
function recordOf({ version, document, createdAt, ...published }: Published): ManagedPolicyRecord {
  const at = Date.parse(createdAt);
  const digest = createHash("sha256").update(published.name).digest("hex").toUpperCase();
  return {
    ...published,
    account: "aws",
    id: `ANPA${digest.slice(0, 17)}`,
    createdAt: at,
    updatedAt: at,
    tags: {},
    versions: [{ id: version, document: JSON.stringify(document), createdAt: at }],
    defaultVersion: version,
    nextVersion: Number(version.slice(1)) + 1,
  };
}

const everyPolicy: readonly Published[] = [...policies, ...readOnlyAccess, ...rootTasks];

const byArn = new Map(
  everyPolicy.map(recordOf).map((policy) => [arnOf("policy", policy), policy] as const),
);

/** The managed policy of AWS with this ARN; undefined for those that the local cloud does not have. */
export function awsPolicy(arn: string): ManagedPolicyRecord | undefined {
  return byArn.get(arn);
}

/** All managed policies of AWS that the local cloud has. */
export function awsPolicies(): readonly ManagedPolicyRecord[] {
  return [...byArn.values()];
}
