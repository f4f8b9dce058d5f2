import { describe, expect, it } from "vitest";
import { anOrganization, type Organization, ROOT, SECOND, VENDING } from "./an-organization.ts";

const POLICY_TYPE = "SERVICE_CONTROL_POLICY";

/** Operations that can be called again and again, with their burst and the seconds until one more. */
const RATES: readonly [name: string, input: object, burst: number, seconds: number][] = [
  ["CreateAccount", {}, 3, 10],
  ["CloseAccount", { AccountId: "999999999999" }, 1, 20],
  ["DescribeCreateAccountStatus", { CreateAccountRequestId: "car-00000000" }, 2, 0.5],
  ["ListCreateAccountStatus", {}, 8, 0.2],
  ["DescribeAccount", { AccountId: VENDING }, 30, 0.05],
  ["ListAccounts", {}, 12, 0.125],
  ["ListParents", { ChildId: VENDING }, 8, 0.2],
  ["ListAccountsForParent", { ParentId: ROOT }, 8, 0.2],
  ["ListOrganizationalUnitsForParent", { ParentId: ROOT }, 8, 0.2],
  ["ListChildren", { ParentId: ROOT, ChildType: "ACCOUNT" }, 10, 1 / 6],
  ["MoveAccount", {}, 3, 0.5],
  ["UpdateOrganizationalUnit", {}, 3, 0.5],
  ["DeleteOrganizationalUnit", {}, 3, 0.5],
  ["CreateOrganizationalUnit", {}, 2, 1],
  ["DescribeOrganization", {}, 2, 1],
  ["ListRoots", {}, 2, 1],
  ["TagResource", {}, 6, 0.25],
  ["UntagResource", {}, 6, 0.25],
  ["ListTagsForResource", { ResourceId: ROOT }, 15, 0.1],
  ["CreatePolicy", {}, 3, 0.5],
  ["UpdatePolicy", {}, 3, 0.5],
  ["DeletePolicy", {}, 3, 0.5],
  ["AttachPolicy", {}, 3, 0.5],
  ["DetachPolicy", {}, 3, 0.5],
  ["DescribePolicy", { PolicyId: "p-FullAWSAccess" }, 2, 0.5],
  ["ListPolicies", { Filter: POLICY_TYPE }, 8, 0.2],
  ["ListPoliciesForTarget", { TargetId: ROOT, Filter: POLICY_TYPE }, 8, 0.2],
  ["ListTargetsForPolicy", { PolicyId: "p-FullAWSAccess" }, 8, 0.2],
  ["EnablePolicyType", {}, 1, 1],
  ["DisablePolicyType", {}, 1, 1],
  ["RegisterDelegatedAdministrator", {}, 2, 1],
];

/** Whether a call comes through the throttle, whatever comes of it then. */
async function comesThrough({ call }: Organization, name: string, input: object, by?: string) {
  try {
    await call(name, input, by);
    return true;
  } catch (error) {
    return (error as Error).name !== "TooManyRequestsException";
  }
}

async function countThrough(organization: Organization, name: string, input: object) {
  let count = 0;
  while (await comesThrough(organization, name, input)) count += 1;
  return count;
}

describe("Published rates", () => {
  it.each(RATES)("let %s through as AWS does", async (name, input, burst, seconds) => {
    const organization = anOrganization();

    const atOnce = await countThrough(organization, name, input);
    await organization.pass(Math.floor(seconds * SECOND) - 1);
    const tooEarly = await comesThrough(organization, name, input);
    await organization.pass(2);
    const intime = await countThrough(organization, name, input);

    expect({ atOnce, tooEarly, intime }).toEqual({ atOnce: burst, tooEarly: false, intime: 1 });
  });

  it("fill up to the burst and no further", async () => {
    const organization = anOrganization();
    await countThrough(organization, "ListAccounts", {});

    await organization.pass(3600 * SECOND);

    expect(await countThrough(organization, "ListAccounts", {})).toBe(12);
  });

  it("tell why a call is refused", async () => {
    const organization = anOrganization();
    await countThrough(organization, "ListRoots", {});

    await expect(organization.call("ListRoots")).rejects.toMatchObject({
      name: "TooManyRequestsException",
      message: "You have sent too many requests in too short a period of time. Try again later.",
    });
  });

  it("are shared by all accounts of the organization, where AWS says so", async () => {
    const organization = anOrganization();
    const ServicePrincipal = "account.amazonaws.com";
    await organization.call("EnableAWSServiceAccess", { ServicePrincipal });
    const registration = { AccountId: VENDING, ServicePrincipal };
    await organization.call("RegisterDelegatedAdministrator", registration);
    await countThrough(organization, "ListAccounts", {});

    let count = 0;
    while (await comesThrough(organization, "ListAccounts", {}, VENDING)) count += 1;

    expect(count).toBe(3);
  });

  it("are each account's own otherwise", async () => {
    const organization = anOrganization();
    await countThrough(organization, "DescribeOrganization", {});

    expect(await comesThrough(organization, "DescribeOrganization", {}, VENDING)).toBe(true);
  });
});
