import type { EntityRecord, MfaDeviceRecord } from "./records.ts";

/** How the ARNs of each kind of entity call it. */
export type ArnKind =
  | "user"
  | "role"
  | "group"
  | "policy"
  | "instance-profile"
  | "server-certificate"
  | "mfa";

type Placed = Pick<EntityRecord, "account" | "path" | "name">;

/** `arn:aws:iam::<account>:<kind><path><name>` */
export function arnOf(kind: ArnKind, { account, path, name }: Placed): string {
  return `arn:aws:iam::${account}:${kind}${path}${name}`;
}

export function rootArn(account: string): string {
  return `arn:aws:iam::${account}:root`;
}

/**
 * What a listing is permitted on: everything under a path. The Service Authorization Reference has no
 * resource for listings, but AWS's refusals name these.
 */
export const underPath =
  (kind: ArnKind) =>
  (
    { PathPrefix = "/" }: { readonly PathPrefix?: string | undefined },
    { account }: Pick<Placed, "account">,
  ): { readonly arn: string } => ({ arn: arnOf(kind, { account, path: PathPrefix, name: "" }) });

/** Serial number of a virtual MFA device. */
export function serialNumberOf(device: MfaDeviceRecord): string {
  return arnOf("mfa", device);
}

/** An ARN of IAM taken apart; undefined for other texts. */
export function parseArn(arn: string): (Placed & { readonly kind: string }) | undefined {
  const [, account, kind, path, name] =
    /^arn:aws:iam::(\d{12}|aws):([a-z-]+)(\/(?:[^/]+\/)*)([^/]+)$/.exec(arn) ?? [];
  if (account === undefined || kind === undefined) return undefined;
  return { account, kind, path: path ?? "/", name: name ?? "" };
}
