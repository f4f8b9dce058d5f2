import { describe, expect, test } from "vitest";
import { COMPARED_AT_ONCE } from "../../domain/account/drift.ts";
import { AccessRoleNotReady } from "../../domain/failures.ts";
import { DAY } from "../../domain/time.ts";
import { aTemplate } from "../support/builders.ts";
import { manyActive } from "./a-reconcile.ts";

describe("drift", () => {
  const FIRST = "500000000000";

  test("is told as an event, once, and shown with the account", async () => {
    const { run, pass, ledger, story } = manyActive(1, { drift: { [FIRST]: ["alias is gone"] } });
    expect(await run()).toMatchObject({ drifted: 1 });
    expect(ledger.events).toMatchObject([{ type: "AccountDrifted", why: "alias is gone" }]);
    expect(ledger.accounts).toMatchObject([{ drift: ["alias is gone"] }]);
    pass(DAY);
    await run();
    expect(story()).toEqual(["AccountDrifted"]);
  });

  test("is put right where the template says so, and told", async () => {
    const drift = { [FIRST]: ["created alias"] };
    const { run, entered, ledger } = manyActive(1, { drift }, aTemplate({ drift: "repair" }));
    await run();
    expect(entered).toEqual([`apply ${FIRST}`]);
    expect(ledger.events).toMatchObject([{ type: "AccountRepaired", why: "created alias" }]);
    expect(ledger.accounts[0]).not.toHaveProperty("drift");
  });

  test("is looked for in a few accounts at a time, longest not looked at first, once a day", async () => {
    const { run, entered, pass } = manyActive(COMPARED_AT_ONCE + 2, {});
    await run();
    expect(entered).toHaveLength(COMPARED_AT_ONCE);
    await run();
    expect(new Set(entered).size).toBe(COMPARED_AT_ONCE + 2);
    await run();
    expect(entered).toHaveLength(COMPARED_AT_ONCE + 2);
    pass(DAY);
    await run();
    expect(entered).toHaveLength(2 * COMPARED_AT_ONCE + 2);
  });

  test("in an account that does not let us in does not keep the others from their turn", async () => {
    const drift = { [FIRST]: new AccessRoleNotReady("no"), "500000000001": ["policy differs"] };
    const { run } = manyActive(2, { drift });
    expect(await run()).toMatchObject({ drifted: 1, failed: 1 });
    expect(await run()).toMatchObject({ drifted: 0, failed: 0 });
  });
});
