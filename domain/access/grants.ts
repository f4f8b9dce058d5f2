import type { AccountId, LeaseId, Principal } from "../ids.ts";
import type { ActiveLease } from "../lease/lease.ts";
import type { Instant } from "../time.ts";
import type { Assignee } from "./assignee.ts";
import { entrantOf } from "./entry.ts";
import { mayHandOut, ownerRoleArn } from "./owner-role.ts";

/** Who gets into which account, by which ways, until when: for those who answer for it. */
export interface Grants {
  readonly leaseId: LeaseId;
  readonly owner: Principal;
  readonly accountId: AccountId;
  readonly until: Instant;
  /** The role that the owner, and nobody else, may enter. */
  readonly roleArn: string;
  /** Whether they need MFA for it. */
  readonly requiresMfa: boolean;
  /** Whether Mayfly hands out credentials and sign-in links. */
  readonly isHandedOut: boolean;
  /** The user to whom Mayfly gave a policy that allows it. */
  readonly policyOfUser?: string;
  /** To whom IAM Identity Center assigns the account, with which permission set. */
  readonly identityCenter?: Assignee & { readonly permissionSetArn: string };
}

/** The ways in of an active lease. */
export function grantsOf(lease: ActiveLease, prefix: string): Grants {
  const { id, owner, accountId, expiresAt, template, assignee } = lease;
  const user = entrantOf(lease);
  const handsOut = mayHandOut(owner, template);
  return {
    ...{ leaseId: id, owner, accountId, until: expiresAt, roleArn: ownerRoleArn(lease, prefix) },
    ...{ requiresMfa: !handsOut, isHandedOut: handsOut },
    ...(user === undefined ? {} : { policyOfUser: user }),
    ...(template.identityCenter === undefined || assignee === undefined
      ? {}
      : {
          identityCenter: {
            ...assignee,
            permissionSetArn: template.identityCenter.permissionSetArn,
          },
        }),
  };
}
