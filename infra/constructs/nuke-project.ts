import { Duration, RemovalPolicy } from "aws-cdk-lib";
import {
  type BuildEnvironmentVariable,
  BuildSpec,
  ComputeType,
  type IBuildImage,
  LinuxArmBuildImage,
  LinuxBuildImage,
  Project,
  Source,
} from "aws-cdk-lib/aws-codebuild";
import { type PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Asset } from "aws-cdk-lib/aws-s3-assets";
import type { Construct } from "constructs";
import type { environment } from "../../nuke/contract.ts";
import type { Architecture } from "../nuke-settings.ts";
import { acknowledge } from "./acknowledge.ts";
import { environmentOf, mayEnterBroker } from "./environment.ts";
import type { VariablesOf } from "./function.ts";
import { allow } from "./permissions.ts";
import type { ReportsBucket } from "./reports-bucket.ts";
import { role } from "./role.ts";
import type { Site } from "./site.ts";

const NAME = "nuke";

/** What the state machine tells each build by itself. */
type GivenByMachine = "ACCOUNT_KEY" | "LEASE_ID" | "ATTEMPT";

export interface NukeProjectProps {
  readonly site: Site;
  readonly reports: ReportsBucket;
  /** The bundled program. */
  readonly program: Asset;
}

/** The build project that empties one account at a time. */
export class NukeProject extends Project {
  constructor(scope: Construct, id: string, props: NukeProjectProps) {
    const { site, program } = props;
    const projectName = site.names.own(NAME);
    const logGroup = new LogGroup(scope, "nuke-log", {
      logGroupName: `/aws/codebuild/${projectName}`,
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    super(scope, id, {
      projectName,
      source: Source.s3({ bucket: program.bucket, path: program.s3ObjectKey }),
      buildSpec: BUILD,
      environment: {
        buildImage: IMAGES[site.configuration.nuke.architecture],
        computeType: ComputeType.SMALL,
        privileged: false,
      },
      environmentVariables: plain(nukeEnvironment(props)),
      timeout: TIMEOUT,
      logging: { cloudWatch: { logGroup } },
      role: nukeRole(scope, props, logGroup),
      grantReportGroupPermissions: false,
    });
    acknowledge(this, {
      "AwsSolutions::AwsSolutions-CB4": "It makes no artifacts that could be encrypted.",
    });
  }
}

/** Where there is no Arm in a Region, the other will do. */
const IMAGES: Readonly<Record<Architecture, IBuildImage>> = {
  arm64: LinuxArmBuildImage.AMAZON_LINUX_2023_STANDARD_3_0,
  amd64: LinuxBuildImage.AMAZON_LINUX_2023_5,
};

/** The program is one file. Where the image lacks this Node yet, CodeBuild installs it (custom runtime versions). */
const BUILD = BuildSpec.fromObject({
  version: "0.2",
  phases: {
    install: { "runtime-versions": { nodejs: "24" } },
    build: { commands: ["node --enable-source-maps index.mjs"] },
  },
});

/**
 * The program begins no pass after eight hours (nuke/passes.ts), and the state that waits for the build
 * gives up after ten: the build ends itself in between, so that it says why.
 */
const TIMEOUT = Duration.minutes(590);

function nukeEnvironment({
  site,
  reports,
}: NukeProjectProps): VariablesOf<typeof environment, GivenByMachine> {
  const { table, fences, child } = environmentOf(site);
  const { engine, passes, organizationTrails } = site.configuration.nuke;
  return {
    ...{ ...table, ...fences, ...child(NAME) },
    REPORTS_BUCKET: reports.bucketName,
    ENGINE_LOCATION: engine.location,
    ENGINE_SHA256: engine.sha256,
    PASSES: String(passes),
    ORGANIZATION_TRAILS: organizationTrails.join(","),
  };
}

const plain = (
  variables: Readonly<Record<string, string>>,
): Record<string, BuildEnvironmentVariable> =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, { value }]));

function nukeRole(scope: Construct, props: NukeProjectProps, logGroup: LogGroup) {
  const { site, reports, program } = props;
  const may = [
    ...[site.ledger.mayRead(), reports.mayWrite(), mayEnterBroker(site, NAME)],
    allow(
      ["s3:GetObject", "s3:GetObjectVersion"],
      [program.bucket.arnForObjects(program.s3ObjectKey)],
    ),
    allow(["s3:GetBucketLocation"], [program.bucket.bucketArn]),
    allow(["logs:CreateLogStream", "logs:PutLogEvents"], [logGroup.logGroupArn]),
    ...mayFetchEngine(site.configuration.nuke.engine.location),
  ];
  const { vendingAccountId } = site.configuration.organization;
  const made = role(scope, "nuke-role", {
    roleName: site.names.functionRole(NAME),
    assumedBy: new ServicePrincipal("codebuild.amazonaws.com", {
      conditions: { StringEquals: { "aws:SourceAccount": vendingAccountId } },
    }),
    may,
  });
  return made.withoutPolicyUpdates();
}

/** Only an engine in a bucket needs a permission; whatever comes, its checksum decides. */
function mayFetchEngine(location: string): readonly PolicyStatement[] {
  const { protocol, hostname, pathname } = new URL(location);
  return protocol === "s3:"
    ? [allow(["s3:GetObject"], [`arn:aws:s3:::${hostname}${pathname}`])]
    : [];
}
