import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import type { Baseline } from "../../domain/baseline/baseline.ts";
import { nameInAccount } from "../../domain/baseline/wanted.ts";
import { checkBaseline } from "../../infra/baseline/check.ts";
import { stackTemplate } from "../../infra/baseline/stack-template.ts";
import { baselines } from "../../infra/baselines.ts";
import { compose } from "../../local/cloud/services.ts";
import { deployStack } from "../../local/cloudformation/deploy.ts";
import { parseTemplate } from "../../local/cloudformation/template.ts";
import { VirtualClock } from "../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage } from "../../local/kernel/collection.ts";
import { seeded } from "../../local/kernel/random.ts";
import { Trace } from "../../local/kernel/trace.ts";
import { keyOf, policiesOf, rolesOf } from "../../local/services/iam/tables.ts";
import { aBaseline, aDocument } from "../support/a-baseline.ts";
import { ACCOUNT_ID } from "../support/builders.ts";

const run = promisify(execFile);

/** The others have only what CloudFormation cannot do. */
const isDeployable = ({ policies, roles }: Baseline) => policies.length + roles.length > 0;

const inAccount = (baseline: Baseline, name: string) =>
  keyOf(nameInAccount(baseline, "mayfly", name));

/** Makes what a template says in an empty account, as a StackSet would. */
async function deploy(baseline: Baseline) {
  const clock = new VirtualClock(Date.UTC(2026, 11, 1, 9));
  const world = { clock, storage: new MemoryStorage(), random: seeded(1), trace: new Trace() };
  const { cloud } = compose(world, { endpoint: () => "" });
  const all = cloud.services.flatMap(({ resources = [] }) => resources);
  const text = JSON.stringify(stackTemplate(baseline, "mayfly"));
  await deployStack(
    { world, types: new Map(all.map((each) => [each.type, each])) },
    {
      ...{ name: "baseline", account: ACCOUNT_ID, region: "eu-west-1", tags: {}, parameters: {} },
      ...{ template: parseTemplate(text, baseline.name), asset: () => "" },
    },
  );
  return world;
}

describe("a baseline as a template", () => {
  test.each(
    [...baselines.filter(isDeployable), aBaseline()].map((each) => [each.name, each] as const),
  )("is one that CloudFormation takes: %s", async (_, baseline) => {
    const world = await deploy(baseline);
    for (const { name } of baseline.policies)
      expect(policiesOf(world, ACCOUNT_ID).has(inAccount(baseline, name))).toBe(true);
    for (const { name } of baseline.roles)
      expect(rolesOf(world, ACCOUNT_ID).has(inAccount(baseline, name))).toBe(true);
  });

  test("makes the role with its boundary, its policies and its trust, in whatever account", async () => {
    const world = await deploy(aBaseline());
    const look = `arn:aws:iam::${ACCOUNT_ID}:policy/mayfly-x-look-y`;
    expect(rolesOf(world, ACCOUNT_ID).get("mayfly-x-auditor-y")).toMatchObject({
      ...{ boundary: look, attached: expect.arrayContaining([look]) },
      trust: expect.stringContaining(`arn:aws:iam::${ACCOUNT_ID}:root`),
    });
  });

  test("leaves IAM's own variables to IAM", () => {
    const document = aDocument("s3:*");
    const Resource = "arn:aws:s3:::${AccountId}-${Prefix}/${aws:username}";
    const [statement] = document.Statement;
    const policies = [
      {
        ...{ name: "own", description: "One's own." },
        document: { ...document, Statement: [{ ...statement, Resource }] },
      },
    ];
    const { Resources } = stackTemplate(aBaseline({ policies, roles: [] }), "mayfly");
    expect(Resources["Policy1"]?.Properties["PolicyDocument"]).toMatchObject({
      Statement: [
        { Resource: { "Fn::Sub": "arn:aws:s3:::${AWS::AccountId}-mayfly/${!aws:username}" } },
      ],
    });
  });

  test("names what CloudFormation cannot do", () => {
    expect(stackTemplate(aBaseline(), "mayfly").Metadata).toEqual({
      ...{
        Baseline: "full",
        NotIncluded: ["alias", "passwordPolicy", "contacts", "blockPublicS3", "regions"],
      },
    });
  });

  test("is refused where it would be empty, because CloudFormation takes no such template", () => {
    const bare = checkBaseline("bare.json", { name: "bare", description: "Nothing." });
    expect(() => stackTemplate(bare, "mayfly")).toThrow("has neither roles nor policies");
  });
});

test("the command writes the template, and helps whoever names no baseline", async () => {
  const main = "infra/baseline/main.ts";
  const { stdout } = await run(process.execPath, [main, "export", "bounded", "--prefix", "acme"]);
  expect(JSON.parse(stdout)).toMatchObject({
    Resources: { Policy1: { Properties: { ManagedPolicyName: "acme-boundary" } } },
  });
  await expect(run(process.execPath, [main, "export", "mine"])).rejects.toMatchObject({
    ...{ code: 2, stderr: expect.stringContaining("Names: standard, bounded") },
  });
});
