import type { Asked, Pause } from "./asked.ts";
import { accountCalls } from "./calls/accounts.ts";
import { policyCalls } from "./calls/policies.ts";
import { roleCalls } from "./calls/roles.ts";
import { unitCalls } from "./calls/units.ts";
import { userCalls } from "./calls/users.ts";

/** What moto needs to begin where the local cloud begins: an organization with a member. */
export const PREPARATIONS: readonly Asked[] = [
  { service: "organizations", operation: "CreateOrganization", input: { FeatureSet: "ALL" } },
  { service: "organizations", operation: "ListRoots", keep: { root: "Roots.0.Id" } },
  {
    service: "organizations",
    operation: "EnablePolicyType",
    input: { RootId: "{root}", PolicyType: "SERVICE_CONTROL_POLICY" },
  },
  {
    service: "organizations",
    operation: "CreateAccount",
    input: { Email: "vending@example.com", AccountName: "vending" },
  },
];

/** Everything that both are asked, in order. */
export const CALLS: readonly (Asked | Pause)[] = [
  ...unitCalls,
  ...accountCalls,
  ...roleCalls,
  ...userCalls,
  ...policyCalls,
];
