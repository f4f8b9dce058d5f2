import { roleSession } from "../../local/identity/principals.ts";
import { keyOf, rolesOf } from "../../local/services/iam/tables.ts";
import type { TestCloud } from "./cloud.ts";

const ACCESS_ROLE = "OrganizationAccountAccessRole";

/** Does something in an account as Mayfly's access role there, which guard rails exempt: to arrange a test. */
export async function asAccessRole(
  cloud: Pick<TestCloud, "dispatch" | "world">,
  account: string,
  [service, operation, input]: readonly [service: string, operation: string, input: object],
): Promise<unknown> {
  const role = rolesOf(cloud.world, account).get(keyOf(ACCESS_ROLE));
  if (role === undefined) throw new Error(`Account ${account} has no access role.`);
  const now = cloud.world.clock.now();
  const principal = roleSession(role, "test", { issuedAt: now, expiresAt: now + 3_600_000 });
  return await cloud.dispatch({ principal, region: "us-east-1", service, operation, input });
}
