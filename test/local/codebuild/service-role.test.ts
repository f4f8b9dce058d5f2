import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Build } from "@aws-sdk/client-codebuild";
import { expect, test } from "vitest";
import { aBuildFarm, commands, outputOf, properties } from "./a-build-farm.ts";

/** A build farm whose service role may do everything but this on that resource. */
const without = (lacking: string, on: string) =>
  aBuildFarm({
    authorize: (_principal, _region, { action, resource }) => {
      if (action === lacking && resource.startsWith(on)) throw new Error(`not allowed: ${action}`);
    },
  });

const failedPhase = ({ phases = [] }: Build) =>
  phases.find(({ phaseStatus }) => phaseStatus === "FAILED");

const LOG = "arn:aws:logs:eu-west-1:222222222222:log-group:/aws/codebuild/nuke:log-stream:";

test.each(["logs:CreateLogStream", "logs:PutLogEvents"])(
  "starts no build whose role lacks %s for its log",
  async (action) => {
    const farm = without(action, LOG);
    await farm.project(properties(commands("echo never")));

    const build = await farm.build();

    expect(build.buildStatus).toBe("FAILED");
    expect(outputOf(farm.lines)).toEqual([]);
    expect(failedPhase(build)).toMatchObject({
      phaseType: "PROVISIONING",
      contexts: [
        {
          statusCode: "ACCESS_DENIED",
          message: `Service role arn:aws:iam::222222222222:role/nuke does not allow AWS CodeBuild to create Amazon CloudWatch Logs log streams for build ${build.arn}. Error message: not allowed: ${action}`,
        },
      ],
    });
  },
);

test("starts a build that keeps no log without these permissions", async () => {
  const farm = without("logs:CreateLogStream", "arn:aws:logs:");
  const LogsConfig = { CloudWatchLogs: { Status: "DISABLED" } };
  await farm.project(properties(commands("true"), { LogsConfig }));

  expect((await farm.build()).buildStatus).toBe("SUCCEEDED");
});

test("runs no source that the role may not read", async () => {
  const farm = without("s3:GetObject", "arn:aws:s3:::assets/program.zip");
  const BuildSpec = JSON.stringify(commands("echo never"));
  const Source = { Type: "S3", Location: "assets/program.zip", BuildSpec };
  const folder = mkdtempSync(join(tmpdir(), "source-"));
  await farm.project(properties(commands("echo never"), { Source }), folder);

  const failed = await farm.build();

  expect(outputOf(farm.lines)).toEqual([]);
  expect(failedPhase(failed)).toMatchObject({
    phaseType: "DOWNLOAD_SOURCE",
    contexts: [{ statusCode: "CLIENT_ERROR", message: "Error: not allowed: s3:GetObject" }],
  });
});
