import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, it } from "vitest";
import type { AttentionAccount } from "../../domain/account/account.ts";
import { enter } from "../../local/demo/mess.ts";
import { projectsAt } from "../../local/services/codebuild/records.ts";
import { asRoot, MANAGEMENT, VENDING } from "../support/as-root.ts";
import { aCloud, type TestCloud } from "../support/cloud.ts";
import { accountOf } from "../support/ledger.ts";
import { anActiveLease, end, retryAccountOf, untilAccountIs } from "../support/lives.ts";

const ACCESS_ROLE = "arn:aws:iam::*:role/OrganizationAccountAccessRole";

const organizations = <O>(cloud: TestCloud, operation: string, input: object) =>
  asRoot<O>(cloud, {
    ...{ account: MANAGEMENT, region: "us-east-1", service: "organizations" },
    ...{ operation, input },
  });

/** Attaches a guard rail that denies the access role this to the quarantine unit; answers how to take it off. */
async function deny(cloud: TestCloud, ...actions: readonly string[]): Promise<() => Promise<void>> {
  const Condition = { ArnLike: { "aws:PrincipalArn": ACCESS_ROLE } };
  const statement = { Effect: "Deny", Action: actions, Resource: "*", Condition };
  const { Policy } = await organizations<{ Policy: { PolicySummary: { Id: string } } }>(
    cloud,
    "CreatePolicy",
    {
      ...{ Name: actions.join(" "), Description: "A mistake", Type: "SERVICE_CONTROL_POLICY" },
      Content: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
    },
  );
  const attachment = {
    PolicyId: Policy.PolicySummary.Id,
    TargetId: cloud.outputs["UnitIdQuarantine"],
  };
  await organizations(cloud, "AttachPolicy", attachment);
  return async () => {
    await organizations(cloud, "DetachPolicy", attachment);
  };
}

/** One pass is enough to meet a resistance: the deployed project would try five times. */
function tryOnce({ world, configuration }: TestCloud): void {
  const projects = projectsAt(world, { account: VENDING, region: configuration.region });
  for (const [name, project] of projects.entries()) {
    const variables = project.environment.variables.map((each) =>
      each.name === "PASSES" ? { ...each, value: "1" } : each,
    );
    projects.set(name, { ...project, environment: { ...project.environment, variables } });
  }
}

/** The lease's owner leaves a bucket behind. */
async function leaveBucket(cloud: TestCloud, leaseId: string): Promise<void> {
  const { body } = await cloud.as("developer")(`GET /v1/leases/${leaseId}`);
  const { access } = body as unknown as { access: { roleArn: string } };
  const { url: endpoint, people, configuration } = cloud;
  const { region } = configuration;
  const owner = { endpoint, region, credentials: people.developer };
  const s3 = new S3Client({ ...(await enter(owner, access.roleArn)), forcePathStyle: true });
  const CreateBucketConfiguration = { LocationConstraint: "eu-west-1" } as const;
  await s3.send(new CreateBucketCommand({ Bucket: "left-behind", CreateBucketConfiguration }));
}

/** What the person who is called is told. */
async function causeFor(cloud: TestCloud, leaseId: string): Promise<string> {
  await untilAccountIs(cloud, "attention", leaseId);
  const { cause } = (await accountOf(cloud, leaseId)) as AttentionAccount;
  return `${cause.error}: ${cause.message}`;
}

const DENIED = "with an explicit deny in a service control policy";

describe("a teardown whose access role a guard rail of quarantine denies", () => {
  let cloud: TestCloud;
  let leaseId: string;
  let mend: () => Promise<void>;
  const log: string[] = [];
  beforeAll(async () => {
    cloud = await aCloud();
    tryOnce(cloud);
    cloud.world.trace.watch((happening) => {
      if (happening.kind === "log") log.push(happening.line);
    });
    leaseId = await anActiveLease(cloud);
    await leaveBucket(cloud, leaseId);
  });

  it("to delete a bucket calls a person, and says what is left and why", async () => {
    mend = await deny(cloud, "s3:DeleteBucket");

    await end(cloud, leaseId);

    const cause = await causeFor(cloud, leaseId);
    expect(cause).toContain("NotClean: 1 resources are left after 1 passes");
    expect(cause).toMatch(/s3:\/\/left-behind \(AccessDenied: User: arn:aws:sts::\d+:assumed-role/);
    expect(cause).toContain(`not authorized to perform: s3:DeleteBucket`);
    expect(cause).toContain(DENIED);
  }, 120_000);

  it("to list the Regions calls a person, and its log says why", async () => {
    await mend();
    mend = await deny(cloud, "account:ListRegions");

    await retryAccountOf(cloud, leaseId);

    expect(await causeFor(cloud, leaseId)).toMatch(/^States.TaskFailed: Build .+ Its log is /);
    expect(log.filter((line) => line.includes(DENIED)).join()).toContain("account:ListRegions");
  }, 120_000);

  it("to shut the owner out calls a person, and says why", async () => {
    await mend();
    mend = await deny(cloud, "iam:*");

    await retryAccountOf(cloud, leaseId);

    const cause = await causeFor(cloud, leaseId);
    expect(cause).toContain("AccessRoleNotReady: Close access: ");
    expect(cause).toContain(DENIED);
  }, 120_000);

  it("nothing more goes on to the account's end", async () => {
    await mend();

    await retryAccountOf(cloud, leaseId);

    await untilAccountIs(cloud, "closed", leaseId);
  }, 120_000);
});
