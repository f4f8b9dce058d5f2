import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccountId } from "../../../domain/ids.ts";
import { compose } from "../../../local/cloud/services.ts";
import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import type { RootUser } from "../../../local/kernel/principal.ts";
import { seeded } from "../../../local/kernel/random.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import { buildNukeEngine } from "../../../local/nuke-engine/build.ts";
import { foundOrganization } from "../../../local/services/organizations/found-organization.ts";
import { startGateway } from "../../../local/wire/gateway.ts";
import { engineConfiguration } from "../../../nuke/engine-configuration.ts";

const START = Date.UTC(2027, 0, 1);
const ACCOUNT = "222222222222";
const BUILDS = "111111111111";
const ACCESS_ROLE = "OrganizationAccountAccessRole";
const REGIONS = ["us-east-1", "eu-west-1"];

const rootOf = (account: string): RootUser => {
  const arn = `arn:aws:iam::${account}:root`;
  return { kind: "root", account, arn, userId: account };
};

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "codebuild.amazonaws.com" },
      Action: "sts:AssumeRole",
    },
  ],
});

const project = (command: string) => ({
  Name: "nuke",
  Source: {
    Type: "S3",
    Location: "assets/engine.zip",
    BuildSpec: JSON.stringify({ version: "0.2", phases: { build: { commands: [command] } } }),
  },
  Artifacts: { Type: "NO_ARTIFACTS" },
  Environment: { Type: "ARM_CONTAINER", Image: "any", ComputeType: "BUILD_GENERAL1_SMALL" },
  ServiceRole: `arn:aws:iam::${ACCOUNT}:role/${ACCESS_ROLE}`,
});

/** The folder that a build gets: the engine, and its configuration as the nuke program writes it. */
async function engineFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "engine-"));
  const { bytes } = await buildNukeEngine();
  writeFileSync(join(folder, "aws-nuke"), bytes, { mode: 0o700 });
  const configuration = engineConfiguration({
    organizationTrails: [],
    ...{ accountId: ACCOUNT as AccountId, regions: REGIONS, accessRoleName: ACCESS_ROLE },
    blocklist: [BUILDS as AccountId],
  });
  writeFileSync(join(folder, "configuration.yaml"), configuration);
  return folder;
}

/** Every service and the gateway in virtual time, with one account whose access role CodeBuild may enter. */
export async function aSmallCloud() {
  const clock = new VirtualClock(START);
  const world = { clock, storage: new MemoryStorage(), random: seeded(1), trace: new Trace() };
  foundOrganization(world, {
    ...{ managementAccountId: BUILDS, managementEmail: "management@example.com", rootId: "r-ab12" },
    members: [{ accountId: ACCOUNT, name: "sandbox", email: "sandbox@example.com" }],
  });
  let url = "";
  const { cloud, dispatch, codebuild } = compose(world, { endpoint: () => url });
  const gateway = await startGateway({ ...cloud, port: 0 });
  url = gateway.url;
  const folder = await engineFolder();
  const as =
    (account: string) =>
    (service: string, operation: string, input: object, region = "us-east-1") =>
      dispatch({ principal: rootOf(account), region, service, operation, input }) as Promise<
        Record<string, unknown>
      >;
  const inAccount = as(ACCOUNT);
  await inAccount("iam", "CreateRole", { RoleName: ACCESS_ROLE, AssumeRolePolicyDocument: TRUST });
  const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
  await inAccount("iam", "AttachRolePolicy", { RoleName: ACCESS_ROLE, PolicyArn });
  const run = "./aws-nuke run --config configuration.yaml --force --force-sleep 3 --no-alias-check";
  const context = {
    ...{ world, account: BUILDS, region: "eu-west-1", stackName: "builds", logicalId: "Nuke" },
    ...{ tags: {}, physicalName: () => "nuke", asset: () => folder },
  };
  await codebuild.resources?.[0]?.create(project(`${run} $FLAGS`) as never, context);
  return {
    inAccount,
    /** Runs the engine in a build, and answers what it wrote. */
    async engine(flags: "" | "--no-dry-run") {
      const lines: string[] = [];
      const stop = world.trace.watch((each) => each.kind === "log" && lines.push(each.line));
      const environmentVariablesOverride = [{ name: "FLAGS", value: flags, type: "PLAINTEXT" }];
      const input = { projectName: "nuke", environmentVariablesOverride };
      const { build } = await as(BUILDS)("codebuild", "StartBuild", input, "eu-west-1");
      let isEnded = false;
      codebuild.onBuildEnded((build as { arn: string }).arn, () => {
        isEnded = true;
      });
      await clock.run({ until: clock.now() + 3_600_000, done: () => isEnded });
      stop();
      return lines;
    },
    async close() {
      await codebuild.close();
      await gateway.close();
      rmSync(folder, { recursive: true });
    },
  };
}
