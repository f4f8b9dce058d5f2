import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage, type Storage } from "../../../local/kernel/collection.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { Authorization, Call, Operation, World } from "../../../local/kernel/service.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import { foundOrganization } from "../../../local/services/organizations/found-organization.ts";
import type { AccessRole } from "../../../local/services/organizations/lifecycle.ts";
import { organizationsService } from "../../../local/services/organizations/service.ts";
import { changeSettings } from "../../../local/services/organizations/settings.ts";

export const MANAGEMENT = "111111111111";
export const VENDING = "222222222222";
export const ROOT = "r-ab12";

const START = Date.UTC(2026, 10, 24);
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

type Answer = Record<string, unknown>;

interface Beginning {
  readonly seed?: number;
  readonly accountLimit?: number;
  /** What an organization that was stopped left behind. */
  readonly left?: { readonly storage: Storage; readonly now: number };
}

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
    dispatch: () => Promise.reject(new Error("Organizations dispatches nothing")),
  };
}

function aWorld({ seed = 1, left }: Beginning) {
  const clock = new VirtualClock(left?.now ?? START);
  const storage = left?.storage ?? new MemoryStorage();
  return { clock, storage, random: seeded(seed), trace: new Trace() };
}

/** The one item of what a listing answers that is a list. */
function itemsIn(answer: Answer): readonly Answer[] {
  return Object.values(answer).find((value) => Array.isArray(value)) as readonly Answer[];
}

/** AWS Organizations on a virtual clock, called at the level of its operations. */
export function anOrganization(beginning: Beginning = {}) {
  const world = aWorld(beginning);
  const roles: AccessRole[] = [];
  const service = organizationsService(world, { makeAccessRole: (role) => void roles.push(role) });
  if (beginning.left) service.resume?.();
  else found(world, beginning.accountLimit ?? 100);
  const operation = (name: string) => service.operations[name] as Operation<object, Answer>;
  const call = async (name: string, input: object = {}, account = MANAGEMENT) =>
    await operation(name).run(input, aCall(world, account));
  const pass = async (milliseconds: number) =>
    await world.clock.run({ until: world.clock.now() + milliseconds });
  return {
    world,
    service,
    roles,
    call,
    pass,
    authorize: (name: string, input: object, account = MANAGEMENT): readonly Authorization[] =>
      operation(name).authorize(input, aCall(world, account)),
    /** Everything that a listing has, over all its pages, empty ones included. */
    async list(name: string, input: object = {}, account = MANAGEMENT): Promise<Answer[]> {
      const items: Answer[] = [];
      let NextToken: unknown;
      do {
        const answer = await call(name, { ...input, NextToken }, account);
        items.push(...itemsIn(answer));
        NextToken = answer["NextToken"];
      } while (NextToken !== undefined);
      return items;
    },
    /** Asks for an account and answers the id of the request. */
    async request(name: string, more: object = {}): Promise<string> {
      const Email = `${name}@example.com`;
      const answer = await call("CreateAccount", { AccountName: name, Email, ...more });
      return (answer["CreateAccountStatus"] as { Id: string }).Id;
    },
    async statusOf(requestId: string) {
      const asked = { CreateAccountRequestId: requestId };
      const answer = await call("DescribeCreateAccountStatus", asked);
      return answer["CreateAccountStatus"] as Record<string, string>;
    },
  };
}

function found(world: World, accountLimit: number): void {
  const vending = { accountId: VENDING, name: "vending", email: "vending@example.com" };
  const managementEmail = "management@example.com";
  foundOrganization(world, {
    managementAccountId: MANAGEMENT,
    managementEmail,
    rootId: ROOT,
    members: [vending],
  });
  changeSettings(world, { accountLimit });
}

export type Organization = ReturnType<typeof anOrganization>;

/** Makes an account, waits until it has its role and is listed, and answers its id. */
export async function anAccount(organization: Organization, name: string, more: object = {}) {
  const request = await organization.request(name, more);
  await organization.pass(10 * MINUTE);
  return (await organization.statusOf(request))["AccountId"] as string;
}

/** Makes a unit in the root and answers its id. */
export async function aUnit({ call, pass }: Organization, Name: string, ParentId = ROOT) {
  await pass(SECOND);
  const answer = await call("CreateOrganizationalUnit", { Name, ParentId });
  return (answer["OrganizationalUnit"] as { Id: string }).Id;
}

/** What an account is by now: its `State`, its `Paths` and so on. */
export async function account({ call }: Organization, AccountId: string) {
  const answer = await call("DescribeAccount", { AccountId });
  return answer["Account"] as Record<string, unknown>;
}

/** Moves the vending account. */
export const move = ({ call }: Organization, SourceParentId: string, DestinationParentId: string) =>
  call("MoveAccount", { AccountId: VENDING, SourceParentId, DestinationParentId });
