import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { Call, Operation, World } from "../../../local/kernel/service.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import type { Management, Member } from "../../../local/services/account/dependencies.ts";
import { accountService } from "../../../local/services/account/service.ts";
import { StillClock } from "../../support/still-clock.ts";

export const MANAGEMENT = "111111111111";
export const ADMINISTRATOR = "222222222222";
export const MEMBER = "333333333333";
export const OUTSIDER = "999999999999";
export const START = Date.UTC(2026, 10, 24);

const member = (name: string): Member => ({
  name,
  email: `${name}@example.com`,
  state: "ACTIVE",
  joinedAt: START,
});

const MEMBERS: Readonly<Record<string, Member>> = {
  [MANAGEMENT]: member("management"),
  [ADMINISTRATOR]: member("administrator"),
  [MEMBER]: { ...member("member"), state: "PENDING_CLOSURE" },
};

const TRUSTING: Management = {
  orgId: "o-abcdefghij",
  managementAccountId: MANAGEMENT,
  isTrusted: true,
  administrator: ADMINISTRATOR,
};

function aCall(world: World, account: string): Call {
  const arn = `arn:aws:iam::${account}:root`;
  return {
    world,
    account,
    region: "us-east-1",
    principal: { kind: "root", account, arn, userId: account },
    requestId: "request",
    sourceIp: "127.0.0.1",
    userAgent: "test",
    sleep: () => Promise.resolve(),
    dispatch: () => Promise.reject(new Error("Account Management dispatches nothing")),
  };
}

/** AWS Account Management in an organization that trusts it, called at the level of its operations. */
export function accountManagement(changes: Partial<Management> = {}) {
  const clock = new StillClock(START);
  const world = { clock, storage: new MemoryStorage(), random: seeded(1), trace: new Trace() };
  const service = accountService(world, {
    memberOf: (account) => MEMBERS[account],
    management: () => ({ ...TRUSTING, ...changes }),
  });
  const operation = (name: string) =>
    service.operations[name] as Operation<object, Record<string, unknown>>;
  return {
    world,
    pass: (milliseconds: number) => clock.pass(milliseconds),
    call: async (name: string, input: object = {}, account = MANAGEMENT) =>
      await operation(name).run(input, aCall(world, account)),
    authorize: (name: string, input: object, account = MANAGEMENT) =>
      operation(name).authorize(input, aCall(world, account)),
  };
}
