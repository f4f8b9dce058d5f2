import { describe, expect, it } from "vitest";
import { anAccount, anOrganization, HOUR, ROOT, SECOND } from "./an-organization.ts";

/** An organization of 30 accounts. */
async function thirty(seed: number) {
  const organization = anOrganization({ seed });
  for (let n = 3; n <= 30; n += 1) await anAccount(organization, `n${n}`);
  return organization;
}

describe("Listings", () => {
  it("come in pages of at most twenty, each item once", async () => {
    const { call, list } = await thirty(1);

    const all = (await list("ListAccounts")).map(({ Id }) => Id);
    const first = await call("ListAccounts");

    expect(new Set(all).size).toBe(30);
    expect((first["Accounts"] as unknown[]).length).toBeLessThanOrEqual(20);
    expect(first).toHaveProperty("NextToken");
  });

  it("come in pages as small as asked", async () => {
    const { call, list, pass } = await thirty(3);

    const page = await call("ListAccounts", { MaxResults: 4 });
    await pass(10 * SECOND);
    const all = await list("ListAccounts", { MaxResults: 4 });

    expect((page["Accounts"] as unknown[]).length).toBeLessThanOrEqual(4);
    expect(all).toHaveLength(30);
  });

  it("have empty pages now and then, though more follows", async () => {
    const { call, pass } = anOrganization();
    let empty = 0;

    for (let n = 0; n < 200; n += 1) {
      const { Parents, NextToken } = await call("ListParents", { ChildId: "222222222222" });
      if ((Parents as unknown[]).length === 0) empty += 1;
      expect(NextToken === undefined).toBe((Parents as unknown[]).length > 0);
      await pass(SECOND);
    }

    expect(empty).toBeGreaterThan(5);
    expect(empty).toBeLessThan(60);
  });

  it("go on after an empty page", async () => {
    const { call, pass } = anOrganization();

    for (let n = 0; n < 100; n += 1) {
      const { NextToken } = await call("ListParents", { ChildId: "222222222222" });
      await pass(SECOND);
      if (NextToken === undefined) continue;
      const next = await call("ListParents", { ChildId: "222222222222", NextToken });
      await pass(SECOND);
      expect(next).toEqual({ Parents: [{ Id: ROOT, Type: "ROOT" }] });
    }
  });

  it("lose nothing when accounts leave between two pages", async () => {
    const organization = await thirty(1);
    const { call, pass } = organization;
    let first = await call("ListAccounts", { MaxResults: 5 });
    if ((first["Accounts"] as unknown[]).length === 0) {
      first = await call("ListAccounts", { MaxResults: 5, NextToken: first["NextToken"] });
    }
    const [gone] = first["Accounts"] as { Id: string }[];
    await call("CloseAccount", { AccountId: gone?.Id });
    await pass(100 * 24 * HOUR);

    const rest = await organization.list("ListAccounts", { NextToken: first["NextToken"] });

    expect(rest.length).toBeGreaterThanOrEqual(20);
  });

  it("show a new account some seconds late", async () => {
    const delays: number[] = [];

    for (let seed = 0; seed < 20; seed += 1) {
      const { request, statusOf, list, pass, world } = anOrganization({ seed });
      const id = await request("blue");
      const succeeded = async () => (await statusOf(id))["State"] === "SUCCEEDED";
      await world.clock.run({ until: world.clock.now() + HOUR, done: succeeded });
      let delay = 0;
      for (; (await list("ListAccounts")).length < 3; delay += 1) await pass(SECOND);
      delays.push(delay);
    }

    expect(Math.max(...delays)).toBeGreaterThan(5);
    expect(Math.max(...delays)).toBeLessThanOrEqual(20);
  });

  it.each([
    [{ MaxResults: 0 }, "MIN_VALUE_EXCEEDED"],
    [{ MaxResults: 21 }, "MAX_VALUE_EXCEEDED"],
    [{ NextToken: "nonsense" }, "INVALID_NEXT_TOKEN"],
  ])("refuse %j", async (asked, Reason) => {
    const { call } = anOrganization();

    const refusal = call("ListAccounts", asked);

    await expect(refusal).rejects.toMatchObject({ name: "InvalidInputException", Reason });
  });
});
