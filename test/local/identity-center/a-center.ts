import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { Call, Operation } from "../../../local/kernel/service.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import { rolesOf } from "../../../local/services/iam/tables.ts";
import { foundInstance } from "../../../local/services/identity-center/found-instance.ts";
import { identityStoreService } from "../../../local/services/identity-center/identity-store.ts";
import { identityCenterService } from "../../../local/services/identity-center/service.ts";
import { foundOrganization } from "../../../local/services/organizations/found-organization.ts";
import { CENTER } from "../../support/every-way.ts";

export const MANAGEMENT = "111111111111";
export const MEMBER = "333333333333";
export const ADA = "1234567890-00000000-0000-4000-8000-000000000001";
const START = Date.UTC(2026, 10, 24);

/** An instance with Ada and Bob, and an organization with one account to assign; called operation by operation. */
export function aCenter() {
  const clock = new VirtualClock(START);
  const world = { clock, storage: new MemoryStorage(), random: seeded(1), trace: new Trace() };
  foundOrganization(world, {
    ...{ managementAccountId: MANAGEMENT, rootId: "r-ab12" },
    managementEmail: "management@example.com",
    members: [{ accountId: MEMBER, name: "member", email: "member@example.com" }],
  });
  foundInstance(world, CENTER, { account: MANAGEMENT, people: ["ada", "bob"] });
  const services = [identityCenterService(world), identityStoreService()];
  const callAs =
    (account: string, region = "eu-west-1") =>
    async (name: string, input: object): Promise<Record<string, Record<string, unknown>>> => {
      const operation = services.map(({ operations }) => operations[name]).find(Boolean);
      const arn = `arn:aws:iam::${account}:root`;
      const call: Call = {
        ...{ world, account, region, requestId: "request", sourceIp: "::1", userAgent: "test" },
        principal: { kind: "root", account, arn, userId: account },
        sleep: () => Promise.resolve(),
        dispatch: () => Promise.reject(new Error("IAM Identity Center dispatches nothing")),
      };
      return (await (operation as Operation<object>).run(input, call)) as never;
    };
  return {
    ...{ world, callAs, call: callAs(MANAGEMENT) },
    pass: () => clock.run({ until: clock.now() + 60_000 }),
    reservedRoles: () =>
      [...rolesOf(world, MEMBER).values()]
        .map(({ name }) => name)
        .filter((name) => name.startsWith("AWSReservedSSO_")),
  };
}

/** What an assignment or its removal names. */
export const assignment = (changes: object = {}) => ({
  InstanceArn: CENTER.instanceArn,
  PermissionSetArn: CENTER.permissionSetArn,
  ...{ PrincipalId: ADA, PrincipalType: "USER" },
  ...{ TargetId: MEMBER, TargetType: "AWS_ACCOUNT" },
  ...changes,
});
