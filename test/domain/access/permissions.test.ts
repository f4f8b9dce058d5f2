import { describe, expect, test } from "vitest";
import { signer } from "../../../domain/access/caller.ts";
import { type Action, may, PERMISSIONS, rolesOf } from "../../../domain/access/permissions.ts";
import type { Principal } from "../../../domain/ids.ts";

const arn = (name: string) => `arn:aws:iam::222222222222:user/${name}` as Principal;
const OWNER = arn("owner");
const DIRECTORY = {
  ...{ approvers: [arn("approver")], administrators: [arn("admin*")] },
  auditors: [arn("auditor")],
};

const WHO: Readonly<Record<string, Principal>> = {
  owner: OWNER,
  stranger: arn("stranger"),
  approver: arn("approver"),
  organizer: arn("organizer"),
  administrator: arn("administrator"),
  auditor: arn("auditor"),
};

/** Who may do it with a lease of somebody's, or with codes; `owner` has the lease, `organizer` the codes. */
const TABLE: Readonly<Record<Action, readonly string[]>> = {
  "request-lease": ["owner", "stranger", "approver", "organizer", "administrator"],
  "see-templates": ["owner", "stranger", "approver", "organizer", "administrator", "auditor"],
  "see-all-templates": ["administrator", "auditor"],
  "see-capacity": ["owner", "stranger", "approver", "organizer", "administrator", "auditor"],
  "see-capacity-details": ["administrator", "auditor"],
  "see-lease": ["owner", "approver", "administrator", "auditor"],
  "see-all-leases": ["approver", "administrator", "auditor"],
  "extend-lease": ["owner", "administrator"],
  "end-lease": ["owner", "administrator"],
  "enter-account": ["owner"],
  "approve-lease": ["approver", "administrator"],
  "deny-lease": ["approver", "administrator"],
  "see-access": ["administrator", "auditor"],
  "see-accounts": ["administrator", "auditor"],
  "quarantine-account": ["administrator"],
  "see-reports": ["administrator", "auditor"],
  "unfreeze-lease": ["administrator"],
  "retry-teardown": ["administrator"],
  "adopt-account": ["administrator"],
  "make-codes": ["organizer", "administrator"],
  "see-codes": ["organizer", "administrator", "auditor"],
  "withdraw-codes": ["organizer", "administrator"],
};

describe("who may do what", () => {
  test("the table covers every action", () => {
    expect(Object.keys(TABLE).sort()).toEqual(Object.keys(PERMISSIONS).sort());
  });

  for (const [action, allowed] of Object.entries(TABLE) as [Action, readonly string[]][])
    test.each(Object.entries(WHO))(`${action}, by the %s`, (who, caller) => {
      const matter = { owner: OWNER, organizers: [arn("organizer")] };
      expect(may(rolesOf(signer(caller), DIRECTORY, matter), action)).toBe(allowed.includes(who));
    });

  test("nobody approves their own lease, not even an administrator", () => {
    for (const self of [arn("approver"), arn("administrator")])
      expect(may(rolesOf(signer(self), DIRECTORY, { owner: self }), "approve-lease")).toBe(false);
  });

  test("characters of a pattern that mean something elsewhere stand for themselves", () => {
    const administrators = ["arn:aws:iam::222222222222:user/a.b"];
    const directory = { approvers: [], auditors: [], administrators };
    expect(rolesOf(signer(arn("a.b")), directory)).toContain("administrator");
    expect(rolesOf(signer(arn("axb")), directory)).not.toContain("administrator");
  });

  test("a pattern matches a whole name and not a part of one", () => {
    expect(rolesOf(signer(`${arn("approver")}2` as Principal), DIRECTORY)).toEqual(["anyone"]);
  });
});
