import type { ActiveLease } from "../lease/lease.ts";
import { HOUR } from "../time.ts";
import { awsProfile } from "./aws-profile.ts";
import { consoleOf, switchRoleUrl } from "./console.ts";
import { sessionNameOf } from "./owner-name.ts";
import { isUser, ownerRoleArn, ownerRoleName } from "./owner-role.ts";

/** How an owner with a principal of AWS gets into the account of a lease. Nothing of it is secret. */
export interface WaysIn {
  readonly roleArn: string;
  /** The console's Switch Role page, filled in. */
  readonly switchRoleUrl: string;
  /** A named profile for the AWS configuration file. */
  readonly profile: { readonly name: string; readonly text: string };
  /** IAM Identity Center's access portal, where it assigns the account. */
  readonly portalUrl?: string;
}

export interface WaysInFacts {
  /** First part of the names that Mayfly gives to things in accounts. */
  readonly prefix: string;
  /** The Region that the profile starts in. */
  readonly region: string;
}

/** Name of the profile with the owner's own credentials, as the text has it until somebody puts another. */
const SOURCE_PROFILE = "mayfly-owner";

/** Every way in of an active lease that needs nothing but to be told. */
export function waysIn(lease: ActiveLease, { prefix, region }: WaysInFacts): WaysIn {
  const roleArn = ownerRoleArn(lease, prefix);
  const name = `${prefix}-${lease.id}`;
  return {
    roleArn,
    switchRoleUrl: switchRoleUrl(consoleOf(roleArn), {
      accountId: lease.accountId,
      roleName: ownerRoleName(prefix),
      displayName: `${lease.template.name} ${lease.id}`,
    }),
    profile: {
      name,
      text: awsProfile({
        ...{ name, roleArn, region: lease.template.regions?.[0] ?? region },
        ...{ sessionName: sessionNameOf(lease.owner), duration: HOUR },
        source: { kind: "profile", name: SOURCE_PROFILE, ...mfaOf(lease) },
      }),
    },
    ...portalOf(lease),
  };
}

const portalOf = ({ template: { identityCenter: center } }: ActiveLease) =>
  center === undefined ? {} : { portalUrl: center.portal };

/** The device that a user has unless they named it otherwise: the console proposes the user's own name. */
const mfaOf = ({ owner, template }: ActiveLease) =>
  template.requireMfa !== undefined && isUser(owner)
    ? { mfaSerial: owner.replace(/:user\/.*$/, `:mfa/${sessionNameOf(owner)}`) }
    : {};
