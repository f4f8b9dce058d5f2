import { describe, expect, it } from "vitest";
import { enabledRegions } from "../../../local/services/account/regions.ts";
import { DEFAULT_REGIONS, OPT_IN_REGIONS } from "../../../local/services/ec2/region-names.ts";
import { accountManagement, MANAGEMENT, MEMBER } from "./an-account.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const RegionName = "eu-south-1";

type Regions = { RegionName: string; RegionOptStatus: string }[];

async function statusOf({ call }: ReturnType<typeof accountManagement>, name = RegionName) {
  return (await call("GetRegionOptStatus", { RegionName: name }))["RegionOptStatus"];
}

describe("Regions of an account", () => {
  it("are the seventeen default ones at first", async () => {
    const { call, world } = accountManagement();

    const answer = await call("ListRegions", { RegionOptStatusContains: ["ENABLED_BY_DEFAULT"] });

    const names = (answer["Regions"] as Regions).map((region) => region.RegionName);
    expect(names).toHaveLength(17);
    expect(names).toEqual([...DEFAULT_REGIONS].sort());
    expect(enabledRegions(world, MANAGEMENT)).toEqual(names);
    expect(enabledRegions(world, MEMBER)).toEqual(names);
  });

  it("are told with those that can be enabled", async () => {
    const { call } = accountManagement();

    const answer = await call("ListRegions");

    const regions = answer["Regions"] as Regions;
    const disabled = regions.filter(({ RegionOptStatus }) => RegionOptStatus === "DISABLED");
    expect(regions).toHaveLength(34);
    expect(disabled.map((region) => region.RegionName).sort()).toEqual([...OPT_IN_REGIONS].sort());
  });

  it("come in pages", async () => {
    const { call } = accountManagement();

    const first = await call("ListRegions", { MaxResults: 30 });
    const second = await call("ListRegions", { NextToken: first["NextToken"] });

    expect(first["Regions"]).toHaveLength(30);
    expect(second["Regions"]).toHaveLength(4);
    expect(second).not.toHaveProperty("NextToken");
  });

  it("are enabled after minutes to hours", async () => {
    const management = accountManagement();
    const { call, pass, world } = management;

    await call("EnableRegion", { RegionName });
    pass(MINUTE);
    const before = await statusOf(management);
    const usable = enabledRegions(world, MANAGEMENT).includes(RegionName);
    pass(3 * HOUR);

    expect([before, usable]).toEqual(["ENABLING", false]);
    expect(await statusOf(management)).toBe("ENABLED");
    expect(enabledRegions(world, MANAGEMENT)).toContain(RegionName);
    expect(enabledRegions(world, MEMBER)).not.toContain(RegionName);
  });

  it("are disabled as slowly", async () => {
    const management = accountManagement();
    const { call, pass, world } = management;
    await call("EnableRegion", { RegionName });
    pass(3 * HOUR);

    await call("DisableRegion", { RegionName });
    const before = await statusOf(management);
    const usable = enabledRegions(world, MANAGEMENT).includes(RegionName);
    pass(3 * HOUR);

    expect([before, usable]).toEqual(["DISABLING", false]);
    expect(await statusOf(management)).toBe("DISABLED");
  });

  it("stay as they are when nothing is to change", async () => {
    const management = accountManagement();
    const { call, pass } = management;

    await call("DisableRegion", { RegionName });
    expect(await statusOf(management)).toBe("DISABLED");
    await call("EnableRegion", { RegionName });
    pass(3 * HOUR);
    await call("EnableRegion", { RegionName });

    expect(await statusOf(management)).toBe("ENABLED");
  });

  it.each(["EnableRegion", "DisableRegion"])(
    "refuse %s while a change is under way",
    async (name) => {
      const { call, pass } = accountManagement();
      await call("EnableRegion", { RegionName });
      pass(SECOND);

      const refusal = call(name, { RegionName });

      await expect(refusal).rejects.toMatchObject({ name: "ConflictException" });
    },
  );

  it.each(["eu-west-1", "mars-north-1"])("refuse to change %s", async (name) => {
    const { call } = accountManagement();

    const refusal = call("DisableRegion", { RegionName: name });

    const reason = "invalidRegionOptTarget";
    await expect(refusal).rejects.toMatchObject({ name: "ValidationException", reason });
  });

  it("change one at a time in a second", async () => {
    const { call, pass } = accountManagement();
    const [one, other] = OPT_IN_REGIONS;
    await call("EnableRegion", { RegionName: one });

    const refusal = call("EnableRegion", { RegionName: other });

    await expect(refusal).rejects.toMatchObject({ name: "TooManyRequestsException" });
    pass(SECOND);
    await expect(call("EnableRegion", { RegionName: other })).resolves.toEqual({});
  });

  it("change six at a time in an account", async () => {
    const { call, pass } = accountManagement();
    for (const region of OPT_IN_REGIONS.slice(0, 6)) {
      await call("EnableRegion", { RegionName: region });
      pass(SECOND);
    }

    const refusal = call("EnableRegion", { RegionName: OPT_IN_REGIONS[6] });

    await expect(refusal).rejects.toMatchObject({ name: "TooManyRequestsException" });
  });

  it("change fifty at a time in all accounts", async () => {
    const { call, pass } = accountManagement();
    for (let n = 0; n < 50; n += 1) {
      const account = String(500_000_000_000 + Math.floor(n / 5));
      await call("EnableRegion", { RegionName: OPT_IN_REGIONS[n % 5] }, account);
      pass(SECOND);
    }

    const refusal = call("EnableRegion", { RegionName });

    await expect(refusal).rejects.toMatchObject({ name: "TooManyRequestsException" });
  });

  it.each([
    { MaxResults: 0 },
    { MaxResults: 51 },
    { NextToken: "nonsense" },
    { RegionOptStatusContains: ["SOMETIMES"] },
    { AccountId: "blue" },
  ])("refuse to be listed by %j", async (asked) => {
    const { call } = accountManagement();

    const refusal = call("ListRegions", asked);

    await expect(refusal).rejects.toMatchObject({ name: "ValidationException" });
  });
});
