import type { Baseline, ContactKind, PasswordPolicy } from "./baseline.ts";
import type { Difference, Present } from "./difference.ts";
import { planPolicy, planRole } from "./plan-iam.ts";
import { isSame } from "./same.ts";
import { type BaselineSite, wantedPolicy, wantedRole } from "./wanted.ts";

/**
 * What is to be done so that an account is as its baseline says: nothing, where it is so already, and
 * only what is missing, where somebody was interrupted. Policies come before the roles that they bound.
 * What the baseline does not name is not looked at.
 *
 * @throws BaselineConflict when somebody else made a role or policy of a wanted name
 */
export function plan(
  baseline: Baseline,
  site: BaselineSite,
  present: Present,
): readonly Difference[] {
  const policies = baseline.policies.map((each) => wantedPolicy(baseline, site, each));
  const roles = baseline.roles.map((each) => wantedRole(baseline, site, each));
  return [
    ...aliasOf(site.alias, present.alias),
    ...passwordPolicy(baseline.passwordPolicy, present.passwordPolicy),
    ...policies.flatMap((policy) => planPolicy(policy, present.policies[policy.name])),
    ...roles.flatMap((role) => planRole(role, present.roles[role.name])),
    ...contacts(baseline, present),
    ...(baseline.blockPublicS3 && !present.blocksPublicS3
      ? [{ do: "block-public-s3", account: site.accountId } as const]
      : []),
    ...regions(baseline, present),
  ];
}

/** An account has one alias at most; aws-nuke refuses an account that has none. */
function aliasOf(alias: string, present: string | undefined): readonly Difference[] {
  if (present === alias) return [];
  return [{ do: "set-alias", alias, ...(present === undefined ? {} : { instead: present }) }];
}

const OPTIONAL = ["MaxPasswordAge", "PasswordReusePrevention"] as const;

/** IAM answers more members than one sets (ExpirePasswords); the ones it was told must agree. */
function passwordPolicy(
  wanted: PasswordPolicy | undefined,
  present: PasswordPolicy | undefined,
): readonly Difference[] {
  if (wanted === undefined) return [];
  const members = new Set([...Object.keys(wanted), ...OPTIONAL]) as Set<keyof PasswordPolicy>;
  const agrees = present && [...members].every((member) => present[member] === wanted[member]);
  return agrees ? [] : [{ do: "set-password-policy", policy: wanted }];
}

const contacts = (baseline: Baseline, present: Present): readonly Difference[] =>
  (Object.keys(baseline.contacts) as ContactKind[]).flatMap((kind) => {
    const contact = baseline.contacts[kind];
    const isThere = contact === undefined || isSame(contact, present.contacts[kind]);
    return isThere ? [] : [{ do: "set-contact", kind, contact } as const];
  });

const regions = (baseline: Baseline, present: Present): readonly Difference[] =>
  baseline.regions.flatMap(({ names, encryptVolumes, defaultVpc }) =>
    names.flatMap((region): Difference[] => {
      const { encryptsVolumes = false, defaultVpcs = [] } = present.regions[region] ?? {};
      return [
        ...(encryptVolumes && !encryptsVolumes ? [{ do: "encrypt-volumes", region } as const] : []),
        ...(defaultVpc === "remove"
          ? defaultVpcs.map((vpc) => ({ do: "remove-default-vpc", region, vpc }) as const)
          : []),
      ];
    }),
  );
