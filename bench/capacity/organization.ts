import { OrganizationsClient } from "@aws-sdk/client-organizations";
import type { AccountId } from "../../domain/ids.ts";
import type { Call, Operation, World } from "../../local/kernel/service.ts";
import { foundOrganization } from "../../local/services/organizations/found-organization.ts";
import { accountsOf } from "../../local/services/organizations/records.ts";
import { organizationsService } from "../../local/services/organizations/service.ts";
import { changeSettings } from "../../local/services/organizations/settings.ts";

export const MANAGEMENT = "111111111111" as AccountId;
export const VENDING = "222222222222" as AccountId;
export const ROOT = "r-ab12";

/** Calls that must never be refused: AWS throttles them hard. */
const COUNTED = ["CreateAccount", "CloseAccount"];

/** AWS Organizations with all its limits, called by a client of the SDK without a wire. */
export function anOrganization(world: World, accountLimit: number) {
  foundOrganization(world, {
    ...{ managementAccountId: MANAGEMENT, managementEmail: "management@example.com", rootId: ROOT },
    members: [{ accountId: VENDING, name: "vending", email: "vending@example.com" }],
  });
  changeSettings(world, { accountLimit });
  const service = organizationsService(world, { makeAccessRole: () => undefined });
  const calls = { made: 0, refused: 0 };
  const run = async (name: string, input: object): Promise<unknown> => {
    const isCounted = COUNTED.includes(name);
    if (isCounted) calls.made += 1;
    try {
      const operation = service.operations[name] as Operation<object>;
      return await operation.run(input, callOf(world));
    } catch (error) {
      if (isCounted) calls.refused += 1;
      throw error;
    }
  };
  const client = new OrganizationsClient({ region: "us-east-1" });
  const send = (command: { readonly input: object }) =>
    run(command.constructor.name.replace(/Command$/, ""), command.input);
  return { client: Object.assign(client, { send }) as OrganizationsClient, calls };
}

function callOf(world: World): Call {
  const arn = `arn:aws:iam::${MANAGEMENT}:root`;
  return {
    ...{ world, account: MANAGEMENT, region: "us-east-1", requestId: "request" },
    principal: { kind: "root", account: MANAGEMENT, arn, userId: MANAGEMENT },
    ...{ sourceIp: "127.0.0.1", userAgent: "bench" },
    sleep: () => Promise.resolve(),
    dispatch: () => Promise.reject(new Error("Organizations dispatches nothing.")),
  };
}

/** Puts an account there that was made long ago. */
export function putAccount(
  world: World,
  account: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly tags: Readonly<Record<string, string>>;
  },
): void {
  accountsOf(world).set(account.id, {
    ...account,
    ...{ state: "ACTIVE", parentId: ROOT, joinedMethod: "CREATED", joinedAt: 0, listedFrom: 0 },
  });
}
