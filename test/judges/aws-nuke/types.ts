import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Types of the services that the local cloud emulates. */
const EMULATED =
  /^(?:Budgets|CloudWatch|CodeBuild|DynamoDB|EC2|IAM|Lambda|S3|Scheduler|SFN|SNS|SQS)/;

/** Types that are called so and cannot be judged here. */
const APART: Readonly<Record<string, string>> = {
  CloudWatchRUMApp: "CloudWatch RUM is a service of its own, which is not emulated",
  IAMRolesAnywhereCRL: "IAM Roles Anywhere is a service of its own, which is not emulated",
  IAMRolesAnywhereProfile: "IAM Roles Anywhere is a service of its own, which is not emulated",
  IAMRolesAnywhereTrustAnchor: "IAM Roles Anywhere is a service of its own, which is not emulated",
  S3AccessGrantsGrant: "of S3 Control the block of public access is emulated alone",
  S3AccessGrantsInstance: "of S3 Control the block of public access is emulated alone",
  S3AccessGrantsLocation: "of S3 Control the block of public access is emulated alone",
  S3AccessPoint: "of S3 Control the block of public access is emulated alone",
  SchedulerSchedule:
    "aws-nuke asks only when the name of the host can be looked up, which takes a network: the service is younger than its list of endpoints",
};

const run = promisify(execFile);

/** All types that aws-nuke knows. */
export async function allTypes(program: string): Promise<readonly string[]> {
  const { stdout } = await run(program, ["resource-types"]);
  return [...stdout.matchAll(/^(\w+)\s+native resource/gm)].map(([, name = ""]) => name);
}

/** Those of them that the local cloud must answer for. */
export const emulatedTypes = (all: readonly string[]): readonly string[] =>
  all.filter((type) => EMULATED.test(type) && APART[type] === undefined);
