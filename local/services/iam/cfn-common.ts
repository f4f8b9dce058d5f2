import * as z from "zod";
import type { ResourceContext } from "../../kernel/service.ts";
import { withAttached } from "./attached-policies.ts";
import { policyFor } from "./find.ts";
import type { HolderKind } from "./holder-kinds.ts";
import { withInline } from "./inline-policies.ts";
import type { PolicyHolder } from "./records.ts";

/** A policy document as a template writes it: an object, or its JSON text. */
export const policyDocument = z
  .union([z.record(z.string(), z.unknown()), z.string()])
  .transform((given) => (typeof given === "string" ? given : JSON.stringify(given)));

export const tags = z.array(z.strictObject({ Key: z.string(), Value: z.string() }));

export const inlinePolicies = z.array(
  z.strictObject({ PolicyName: z.string(), PolicyDocument: policyDocument }),
);

type Tag = z.infer<typeof tags>[number];

/** The tags of the resource, before those of its stack. */
export function tagsFor(context: ResourceContext, own: readonly Tag[] = []): readonly Tag[] {
  const names = own.map(({ Key }) => Key);
  const ofStack = Object.entries(context.tags)
    .filter(([key]) => !names.includes(key))
    .map(([Key, Value]) => ({ Key, Value }));
  return [...ofStack, ...own];
}

/** The policies that a template gives a user, role or group along with it. */
interface Given {
  readonly ManagedPolicyArns?: readonly string[] | undefined;
  readonly Policies?: z.infer<typeof inlinePolicies> | undefined;
}

/** The record with the policies of the template. Errors: those of AttachRolePolicy and PutRolePolicy. */
export function withPolicies<T extends PolicyHolder>(
  kind: HolderKind,
  { world, account }: ResourceContext,
  { record, given }: { readonly record: T; readonly given: Given },
): T {
  let changed = record;
  for (const arn of given.ManagedPolicyArns ?? []) {
    policyFor({ world, account }, arn, `Policy ${arn} does not exist or is not attachable.`);
    changed = withAttached(kind, changed, arn);
  }
  for (const { PolicyName: name, PolicyDocument: document } of given.Policies ?? []) {
    changed = withInline(kind, changed, { name, document });
  }
  return changed;
}
