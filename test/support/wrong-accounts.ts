import { type RailFacts, TAGS } from "../../domain/account/rails.ts";
import type { AccountId, LeaseId } from "../../domain/ids.ts";
import type { Lease } from "../../domain/lease/lease.ts";
import { ACCOUNT_ID, aNukingAccount, anActiveLease, KEY, NOW } from "./builders.ts";

const QUARANTINE = "ou-ab12-quarantn";

const anEndedLease = (more: Partial<Lease> = {}): Lease =>
  ({
    ...anActiveLease(),
    ...{ status: "ended", endingSince: NOW, endedAt: NOW, reason: "expired" },
    ...more,
  }) as Lease;

/** Facts on which every rail holds. */
export function facts(): RailFacts {
  const account = aNukingAccount({ cleanSince: NOW });
  return {
    account,
    lease: anEndedLease(),
    delegatedAdministrator: false,
    organization: {
      accountId: ACCOUNT_ID,
      name: account.name,
      email: account.email,
      state: "ACTIVE",
      parentId: QUARANTINE,
      tags: { [TAGS.managedBy]: "mayfly", [TAGS.accountKey]: KEY },
    },
    fences: {
      managementAccountId: "111111111111" as AccountId,
      vendingAccountId: "222222222222" as AccountId,
      denylist: ["999999999999" as AccountId],
      quarantineUnitId: QUARANTINE,
      managedBy: "mayfly",
    },
  };
}

export const ofOrganization = (more: Partial<RailFacts["organization"]>): Partial<RailFacts> => ({
  organization: { ...facts().organization, ...more },
});

const HOLD = { by: "arn:aws:iam::222222222222:user/admin", why: "evidence", since: NOW };

/** The whole account is another one: everything that we and Organizations say of it agrees. */
const wholly = (accountId: string): Partial<RailFacts> => ({
  account: aNukingAccount({ accountId: accountId as AccountId, cleanSince: NOW }),
  ...ofOrganization({ accountId: accountId as AccountId }),
});

/** Each account that must be neither nuked nor closed, as what is different from the right one. */
export const WRONG: readonly (readonly [string, Partial<RailFacts>])[] = [
  ["the management account", wholly("111111111111")],
  ["the account that Mayfly runs in", wholly("222222222222")],
  ["an account on the denylist", wholly("999999999999")],
  ["a delegated administrator", { delegatedAdministrator: true }],
  [
    "an account that an administrator keeps in quarantine",
    { account: { ...aNukingAccount({ cleanSince: NOW }), hold: HOLD } as never },
  ],
  ["an account whose lease is active", { lease: anActiveLease() }],
  [
    "an account whose lease is still ending",
    { lease: anEndedLease({ status: "ending" } as never) },
  ],
  ["an account without a lease", { lease: undefined }],
  ["an account of another lease", { lease: anEndedLease({ id: "l-aaaaaaaaaaaaaaaa" as LeaseId }) }],
  ["an id with two digits swapped", ofOrganization({ accountId: "333333333353" as AccountId })],
  ["a lookalike name", ofOrganization({ name: `mayfly-${KEY} ` })],
  ["another e-mail", ofOrganization({ email: `aws+${KEY}@example.org` })],
  ["an account without our tag", ofOrganization({ tags: { [TAGS.accountKey]: KEY } })],
  [
    "the tag of another deployment",
    ofOrganization({ tags: { [TAGS.managedBy]: "mayfly2", [TAGS.accountKey]: KEY } }),
  ],
  [
    "the tag of another account",
    ofOrganization({
      tags: { [TAGS.managedBy]: "mayfly", [TAGS.accountKey]: "zzzzzzzzzz" },
    }),
  ],
  ["an account outside quarantine", ofOrganization({ parentId: "ou-ab12-active00" })],
  ["an account in the root", ofOrganization({ parentId: "r-ab12" })],
  ["a suspended account", ofOrganization({ state: "SUSPENDED" })],
  ["an account in a state that nobody knows", ofOrganization({ state: "UNKNOWN" })],
  [
    "an account that is leased",
    { account: { ...aNukingAccount({ cleanSince: NOW }), status: "leased" } as never },
  ],
  [
    "an account that is available",
    { account: { ...aNukingAccount({ cleanSince: NOW }), status: "available" } as never },
  ],
];
