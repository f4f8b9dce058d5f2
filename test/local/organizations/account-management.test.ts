import { describe, expect, it } from "vitest";
import {
  accountManagement,
  memberOf,
} from "../../../local/services/organizations/account-management.ts";
import { isUsable, orgContext } from "../../../local/services/organizations/org-context.ts";
import { anOrganization, MANAGEMENT, VENDING } from "./an-organization.ts";

const ServicePrincipal = "account.amazonaws.com";

describe("What Account Management asks of the organization", () => {
  it("is whether it is trusted, and who administers it", async () => {
    const { world, call } = anOrganization();
    const before = accountManagement(world);

    await call("EnableAWSServiceAccess", { ServicePrincipal });
    await call("RegisterDelegatedAdministrator", { AccountId: VENDING, ServicePrincipal });

    const facts = { managementAccountId: MANAGEMENT, orgId: before?.orgId };
    expect(before).toEqual({ ...facts, isTrusted: false, administrator: undefined });
    expect(accountManagement(world)).toEqual({ ...facts, isTrusted: true, administrator: VENDING });
  });

  it("is what its members are", () => {
    const { world } = anOrganization();

    expect(memberOf(world, VENDING)).toMatchObject({ name: "vending", state: "ACTIVE" });
    expect(memberOf(world, "999999999999")).toBeUndefined();
  });
});

describe("Accounts outside the organization", () => {
  it("are usable, and nowhere in it", () => {
    const { world } = anOrganization();

    expect(isUsable(world, "999999999999")).toBe(true);
    expect(orgContext(world, "999999999999")).toBeUndefined();
  });
});
