import { describe, expect, test } from "vitest";
import { deploy, OUTPUTS } from "../../infra/deploy/deploy.ts";
import { deployOptions } from "../../infra/deploy/options.ts";

const UNITS = {
  UnitIdVending: "ou-ab12-vending1",
  UnitIdActive: "ou-ab12-active01",
  UnitIdQuarantine: "ou-ab12-quarant1",
  UnitIdClosed: "ou-ab12-closed01",
  UnitIdParent: "ou-ab12-parent01",
};

/** Deploys with a CDK that only remembers what it was told. */
async function deployed(line: string, more: { fails?: string; units?: object } = {}) {
  const { fails = "", units = UNITS } = more;
  const ran: string[] = [];
  const said: string[] = [];
  const ports = {
    cdk: (args: readonly string[]) => {
      ran.push(args.join(" "));
      return Promise.resolve(args[1] === fails ? 1 : 0);
    },
    outputs: () => ({ Organization: units as Record<string, string> }),
    say: (text: string) => void said.push(text),
  };
  const options = deployOptions(line.split(" ").filter((word) => word !== ""));
  return { code: await deploy(options, ports), ran, said };
}

describe("npm run deploy", () => {
  test("deploys the organization first and gives its units to the second stack", async () => {
    const { code, ran } = await deployed("--management-profile org --vending-profile mayfly");
    expect(code).toBe(0);
    expect(ran).toEqual([
      `deploy Organization --outputs-file ${OUTPUTS} --require-approval broadening --profile org`,
      "deploy Vending --parameters UnitIdVending=ou-ab12-vending1 --parameters UnitIdActive=ou-ab12-active01 --parameters UnitIdQuarantine=ou-ab12-quarant1 --parameters UnitIdClosed=ou-ab12-closed01 --require-approval broadening --profile mayfly",
    ]);
  });

  test("takes one profile for both where both stacks are in one account", async () => {
    const { ran } = await deployed("--management-profile org --yes");
    expect(ran.every((line) => line.endsWith("--require-approval never --profile org"))).toBe(true);
  });

  test("stops when the organization cannot be deployed", async () => {
    const { code, ran } = await deployed("", { fails: "Organization" });
    expect([code, ran.length]).toEqual([1, 1]);
  });

  test("answers that the second stack failed", async () => {
    expect((await deployed("", { fails: "Vending" })).code).toBe(1);
  });

  test("refuses to deploy the second stack without every unit", async () => {
    const { UnitIdClosed: _, ...units } = UNITS;
    await expect(deployed("", { units })).rejects.toThrow("did not answer UnitIdClosed");
  });

  test("runs nothing when it is only to say what it would run", async () => {
    const { code, ran, said } = await deployed("--dry-run");
    expect([code, ran, said.length]).toEqual([0, [], 2]);
  });

  test("refuses a flag that there is not", () => {
    expect(() => deployOptions(["--profil", "x"])).toThrow("--profil");
  });
});
