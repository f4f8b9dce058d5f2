import { describe, expect, test } from "vitest";
import { signer } from "../../domain/access/caller.ts";
import type { OrganizationFacts } from "../../domain/account/rails.ts";
import { AccessRoleNotReady, AwsBusy } from "../../domain/failures.ts";
import type { AccountId, Principal } from "../../domain/ids.ts";
import { adoptAccount } from "../../functions/adopt-account/adopt.ts";
import type { AdoptionPorts } from "../../functions/adopt-account/ports.ts";
import type { ApiRequest } from "../../functions/api/request.ts";
import { ACCOUNT_ID, KEY, LEASE_ID, NOW } from "../support/builders.ts";
import { MemoryLedger } from "../support/memory-ledger.ts";

const ADMINISTRATOR = "arn:aws:iam::222222222222:user/administrator" as Principal;
const ROOT = "r-ab12";
const NAME = "Old Sandbox";

/** Ports to an organization in which the account may be taken in. */
function aWorld(
  more: Partial<OrganizationFacts> = {},
  { isOpen = true, isDelegated = false } = {},
) {
  const ledger = new MemoryLedger();
  const tags: Record<string, string> = { ...more.tags };
  let [calls, dies] = [0, Number.POSITIVE_INFINITY];
  /** Counts a call of AWS or the ledger; from a certain one on nothing answers. */
  const call = async <T>(what: () => T | Promise<T>): Promise<T> => {
    calls += 1;
    if (calls > dies) throw new AwsBusy("Nobody answers.");
    return await what();
  };
  const ports: AdoptionPorts = {
    ledger: {
      ...ledger,
      lease: (id) => call(() => ledger.lease(id)),
      account: (key) => call(() => ledger.account(key)),
      keyOf: (id) => call(() => ledger.keyOf(id)),
      creations: () => call(() => ledger.creations()),
      commit: (change) => call(() => ledger.commit(change)),
    },
    organization: {
      hasLeft: () => call(() => false),
      factsOf: (accountId) =>
        call(() => ({
          ...{ accountId, name: NAME, email: "old@example.com", state: "ACTIVE", parentId: ROOT },
          ...more,
          tags,
        })),
      isDelegatedAdministrator: () => call(() => isDelegated),
      tag: (_, added) => call(() => void Object.assign(tags, added)),
    },
    accounts: {
      enter: () =>
        ({
          probe: () =>
            call(() => {
              if (!isOpen) throw new AccessRoleNotReady("No.");
            }),
        }) as never,
    },
    clock: { now: () => NOW },
    ids: { accountKey: () => KEY, leaseId: () => LEASE_ID },
    directory: { approvers: [], administrators: [ADMINISTRATOR], auditors: [] },
    fences: {
      ...{ managementAccountId: "111111111111" as AccountId, managedBy: "mayfly" },
      ...{ vendingAccountId: "222222222222" as AccountId, denylist: [] },
    },
    ...{ rootId: ROOT, accessRoleName: "OrganizationAccountAccessRole" },
  };
  const ask = (body: object = {}, by = ADMINISTRATOR) =>
    adoptAccount(ports)({
      ...{ caller: by, who: signer(by), sourceIp: "127.0.0.1", path: {}, query: {}, headers: {} },
      body: JSON.stringify({ accountId: ACCOUNT_ID, name: NAME, ...body }),
    } satisfies ApiRequest);
  const dieAfter = (more: number) => {
    calls = 0;
    dies = more;
  };
  return { ledger, tags, ask, dieAfter };
}

describe("taking an account in", () => {
  test.each(Array.from({ length: 14 }, (_, index) => index))(
    "that is interrupted after %i calls is completed by asking again",
    async (after) => {
      const { ledger, tags, ask, dieAfter } = aWorld();
      dieAfter(after);
      await ask().catch((error: unknown) => {
        expect(error).toBeInstanceOf(AwsBusy);
      });
      dieAfter(Number.POSITIVE_INFINITY);

      expect((await ask()).statusCode).toBe(202);

      expect(ledger.accounts).toMatchObject([{ status: "quarantined", accountId: ACCOUNT_ID }]);
      expect(ledger.leases).toMatchObject([{ status: "ended", reason: "adopted" }]);
      expect(tags).toEqual({ "mayfly:managed-by": "mayfly", "mayfly:account-key": KEY });
      expect((await ledger.creations()).accounts).toBe(1);
    },
  );

  test("tags nothing before the ledger knows of it, and condemns nothing before it is tagged", async () => {
    for (let after = 0; ; after += 1) {
      const { ledger, tags, ask, dieAfter } = aWorld();
      dieAfter(after);
      const isDone = await ask().then(
        () => true,
        () => false,
      );
      if (Object.keys(tags).length > 0) expect(ledger.accounts).toHaveLength(1);
      if (ledger.leases.length > 0) expect(tags).toHaveProperty("mayfly:account-key");
      if (isDone) break;
    }
  });

  test.each<[string, Parameters<typeof aWorld>, number, string]>([
    ["is suspended", [{ state: "SUSPENDED" }], 409, "is SUSPENDED"],
    ["lies in a unit", [{ parentId: "ou-ab12-theirs00" }], 409, "move it to the root"],
    ["is another deployment's", [{ tags: { "mayfly:managed-by": "x" } }], 403, "managed by x"],
    ["has another name", [{ name: "Production" }], 422, 'is not called "Old Sandbox"'],
    ["is a delegated administrator", [{}, { isDelegated: true }], 403, "delegated"],
    ["does not let us in", [{}, { isOpen: false }], 409, "access-role.template.json"],
  ])("that %s is refused, and nothing is written", async (_, world, status, says) => {
    const { ledger, tags, ask } = aWorld(...world);
    const before = { ...tags };
    const { statusCode, body } = await ask();
    expect(statusCode).toBe(status);
    expect(body).toContain(says.replaceAll('"', '\\"'));
    expect([ledger.accounts, ledger.leases, tags]).toEqual([[], [], before]);
  });

  test("is for administrators alone", async () => {
    const { ledger, ask } = aWorld();
    const somebody = "arn:aws:iam::222222222222:user/developer" as Principal;
    expect((await ask({}, somebody)).statusCode).toBe(403);
    expect(ledger.accounts).toEqual([]);
  });
});
