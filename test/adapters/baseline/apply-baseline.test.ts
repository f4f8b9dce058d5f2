import { DescribeVpcsCommand } from "@aws-sdk/client-ec2";
import {
  CreateRoleCommand,
  GetRoleCommand,
  ListPolicyVersionsCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3-control";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { applyBaseline } from "../../../adapters/aws/baseline/apply-baseline.ts";
import { makeDifference } from "../../../adapters/aws/baseline/make-difference.ts";
import { readPresent } from "../../../adapters/aws/baseline/read-present.ts";
import type { Baseline } from "../../../domain/baseline/baseline.ts";
import { plan } from "../../../domain/baseline/plan.ts";
import { baselines } from "../../../infra/baselines.ts";
import { aBaseline, aDocument, aSite } from "../../support/a-baseline.ts";
import { aChild } from "../a-child.ts";

const SITE = aSite();
const ROLE = "mayfly-x-auditor-y";
const POLICY_ARN = "arn:aws:iam::333333333333:policy/mayfly-x-look-y";

let child: Awaited<ReturnType<typeof aChild>>;
const opened: (typeof child)[] = [];
beforeEach(async () => {
  child = await aChild();
  opened.push(child);
});
afterAll(() => Promise.all(opened.map(({ close }) => close())));

const apply = (baseline: Baseline = aBaseline()) => applyBaseline(child.clients, baseline, SITE);
const WRITES = /^(Create|Put|Attach|Detach|Delete|Update|Tag|Enable)/;
const writes = () => child.calls.filter((operation) => WRITES.test(operation));

describe("applying a baseline", () => {
  test("makes an account so that a second time nothing is left to change", async () => {
    const changed = await apply();
    expect(changed).toContain(`create-role ${ROLE}`);
    expect(changed.filter((each) => each.startsWith("remove-default-vpc"))).toHaveLength(2);
    child.calls.length = 0;

    expect(await apply()).toEqual([]);
    expect(writes()).toEqual([]);
  });

  test("makes the role with its boundary, session length and tags", async () => {
    await apply();
    const { Role } = await child.clients.iam.send(new GetRoleCommand({ RoleName: ROLE }));
    expect(Role).toMatchObject({
      MaxSessionDuration: 3_600,
      PermissionsBoundary: { PermissionsBoundaryArn: POLICY_ARN },
      Tags: expect.arrayContaining([{ Key: "mayfly:managed-by", Value: "mayfly" }]),
    });
  });

  test("removes default VPCs where it says so, and nowhere else", async () => {
    await apply();
    const vpcsIn = async (region: string) =>
      (await child.clients.ec2(region).send(new DescribeVpcsCommand({}))).Vpcs;
    expect(await vpcsIn("eu-west-1")).toEqual([]);
    expect(await vpcsIn("us-west-2")).toHaveLength(1);
  });

  test("blocks public S3 as a whole where somebody has lifted a part of it", async () => {
    await apply();
    const AccountId = SITE.accountId;
    const all = { BlockPublicAcls: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
    await child.clients.s3Control.send(
      new PutPublicAccessBlockCommand({ AccountId, PublicAccessBlockConfiguration: all }),
    );
    expect(await apply()).toEqual([`block-public-s3 ${AccountId}`]);
    const block = await child.clients.s3Control.send(
      new GetPublicAccessBlockCommand({ AccountId }),
    );
    expect(block.PublicAccessBlockConfiguration).toEqual({ ...all, BlockPublicPolicy: true });
    expect(await apply()).toEqual([]);
  });

  test("completes what was interrupted, wherever that was", async () => {
    const baseline = aBaseline();
    const all = plan(baseline, SITE, await readPresent(child.clients, baseline, SITE));
    for (const done of all.keys()) {
      const fresh = await aChild();
      opened.push(fresh);
      for (const difference of all.slice(0, done)) {
        // Ids of VPCs differ from one cloud to the next.
        if (difference.do !== "remove-default-vpc") await makeDifference(fresh.clients, difference);
      }
      await applyBaseline(fresh.clients, baseline, SITE);
      expect(await applyBaseline(fresh.clients, baseline, SITE)).toEqual([]);
    }
  });

  test("is not confused by an attempt whose answer was lost", async () => {
    const { iam } = child.clients;
    const send = iam.send.bind(iam) as (command: object) => Promise<unknown>;
    let isLost = false;
    iam.send = (async (command: object) => {
      const answer = await send(command);
      if (isLost || !(command instanceof CreateRoleCommand)) return answer;
      isLost = true;
      return await send(command);
    }) as typeof iam.send;

    expect(await apply()).not.toContain(`create-role ${ROLE}`);
    expect(isLost).toBe(true);
    expect(await apply()).toEqual([]);
  });

  test("mends what somebody has changed", async () => {
    await apply();
    const { iam } = child.clients;
    const PolicyDocument = JSON.stringify(aDocument("*"));
    await iam.send(new PutRolePolicyCommand({ RoleName: ROLE, PolicyName: "own", PolicyDocument }));
    const open = { ...aDocument("sts:AssumeRole") };
    const [statement] = open.Statement;
    const { Resource: _, ...entry } = statement as { Resource: string };
    const trust = { ...open, Statement: [{ ...entry, Principal: { AWS: "*" } }] };
    await iam.send(
      new UpdateAssumeRolePolicyCommand({ RoleName: ROLE, PolicyDocument: JSON.stringify(trust) }),
    );
    expect(await apply()).toEqual([`set-trust ${ROLE}`, `delete-inline ${ROLE} own`]);
    expect(await apply()).toEqual([]);
  });

  test("renews a policy as often as it is changed, though IAM keeps five versions", async () => {
    for (let version = 1; version <= 7; version += 1) {
      const document = aDocument(`ec2:Describe${"A".repeat(version)}`);
      await apply(aBaseline({ policies: [{ name: "look", description: "x", document }] }));
    }
    const { Versions = [] } = await child.clients.iam.send(
      new ListPolicyVersionsCommand({ PolicyArn: POLICY_ARN }),
    );
    expect(Versions.map(({ VersionId }) => VersionId).toSorted()).toEqual([
      "v3",
      "v4",
      "v5",
      "v6",
      "v7",
    ]);
  });

  test("refuses to touch a role that somebody else made", async () => {
    const { Statement } = aBaseline().roles[0]?.trust ?? { Statement: [] };
    const trust = { Version: "2012-10-17", Statement };
    const AssumeRolePolicyDocument = JSON.stringify(trust).replace("${AccountId}", SITE.accountId);
    await child.clients.iam.send(
      new CreateRoleCommand({ RoleName: ROLE, AssumeRolePolicyDocument }),
    );
    child.calls.length = 0;

    await expect(apply()).rejects.toMatchObject({ name: "BaselineConflict" });
    expect(writes()).toEqual([]);
  });

  test.each(baselines.map((each) => [each.name, each] as const))(
    "of the repository converges: %s",
    async (_, baseline) => {
      expect(await apply(baseline)).not.toEqual([]);
      expect(await apply(baseline)).toEqual([]);
    },
  );
});
