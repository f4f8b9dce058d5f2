import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aBuildFarm, commands, outputOf, properties, START } from "./a-build-farm.ts";

test("runs the commands of every phase in one shell and succeeds", async () => {
  const farm = aBuildFarm();
  await farm.project(
    properties({
      version: "0.2",
      env: { variables: { ROOM: "buildspec", WHO: "buildspec" } },
      phases: {
        install: { "runtime-versions": { nodejs: 24 }, commands: ["export STEP=1; cd /"] },
        pre_build: { commands: ["echo $STEP $PWD"] },
        build: { commands: ["echo $ROOM $WHO $LATE", "printf unfinished"] },
        post_build: { commands: ["echo $CODEBUILD_BUILD_SUCCEEDING >&2"] },
      },
    }),
  );

  const environmentVariablesOverride = [{ name: "LATE", value: "start", type: "PLAINTEXT" }];
  const build = await farm.build({ environmentVariablesOverride });

  expect(build.buildStatus).toBe("SUCCEEDED");
  expect(outputOf(farm.lines)).toEqual(["1 /", "project buildspec start", "unfinished", "1"]);
  expect(build.phases?.map(({ phaseType, phaseStatus }) => `${phaseType} ${phaseStatus}`)).toEqual([
    "SUBMITTED SUCCEEDED",
    "QUEUED SUCCEEDED",
    "PROVISIONING SUCCEEDED",
    "DOWNLOAD_SOURCE SUCCEEDED",
    "INSTALL SUCCEEDED",
    "PRE_BUILD SUCCEEDED",
    "BUILD SUCCEEDED",
    "POST_BUILD SUCCEEDED",
    "UPLOAD_ARTIFACTS SUCCEEDED",
    "FINALIZING SUCCEEDED",
    "COMPLETED undefined",
  ]);
});

test("fails with the exit code of a command and runs only POST_BUILD after it", async () => {
  const farm = aBuildFarm();
  await farm.project(
    properties({
      version: "0.2",
      phases: {
        build: { commands: ["exit 3", "echo never"], finally: ["echo finally"] },
        post_build: { commands: ["echo succeeding: $CODEBUILD_BUILD_SUCCEEDING"] },
      },
    }),
  );

  const build = await farm.build();

  expect(build.buildStatus).toBe("FAILED");
  expect(outputOf(farm.lines)).toEqual(["finally", "succeeding: 0"]);
  const failed = build.phases?.find(({ phaseStatus }) => phaseStatus === "FAILED");
  expect(failed).toMatchObject({
    phaseType: "BUILD",
    contexts: [
      {
        statusCode: "COMMAND_EXECUTION_ERROR",
        message: "Error while executing command: exit 3. Reason: exit status 3",
      },
    ],
  });
});

test("does not build when preparing failed", async () => {
  const farm = aBuildFarm();
  await farm.project(
    properties({
      version: "0.2",
      phases: { pre_build: { commands: ["false"] }, build: { commands: ["echo never"] } },
    }),
  );

  const build = await farm.build();

  expect(build.buildStatus).toBe("FAILED");
  expect(outputOf(farm.lines)).toEqual([]);
});

test("gives the commands the source of an asset", async () => {
  const folder = mkdtempSync(join(tmpdir(), "asset-"));
  writeFileSync(join(folder, "hello.txt"), "from the asset\n");
  const farm = aBuildFarm();
  const BuildSpec = JSON.stringify(commands("cat hello.txt"));
  await farm.project(
    properties({}, { Source: { Type: "S3", Location: "assets/abc.zip", BuildSpec } }),
    folder,
  );

  expect((await farm.build()).buildStatus).toBe("SUCCEEDED");

  expect(outputOf(farm.lines)).toEqual(["from the asset"]);
});

test("fails to download a source that is not there", async () => {
  const farm = aBuildFarm();
  const BuildSpec = JSON.stringify(commands("echo never"));
  await farm.project(
    properties({}, { Source: { Type: "S3", Location: "elsewhere/abc.zip", BuildSpec } }),
  );

  const build = await farm.build();

  expect(build.buildStatus).toBe("FAILED");
  expect(build.phases?.find(({ phaseStatus }) => phaseStatus === "FAILED")).toMatchObject({
    phaseType: "DOWNLOAD_SOURCE",
    contexts: [{ message: "Error: NoSuchKey: no object at s3://elsewhere/abc.zip" }],
  });
});

test("fails when the service role cannot be entered", async () => {
  const farm = aBuildFarm({
    identity: {
      assumeAsService: () => {
        throw new Error("codebuild.amazonaws.com is not authorized to perform: sts:AssumeRole");
      },
    },
  });
  await farm.project(properties(commands("echo never")));

  expect((await farm.build()).buildStatus).toBe("FAILED");
  expect(outputOf(farm.lines)).toEqual([]);
});

test("shows a Node program the cloud's time, endpoint, Region and credentials", async () => {
  const farm = aBuildFarm();
  const program = `
    const { Token, Expiration } = await (await fetch(process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI)).json();
    const { AWS_ENDPOINT_URL, AWS_REGION, HOME } = process.env;
    console.log(new Date().toISOString(), Date.now() === +new Date(), new Date() instanceof Date);
    console.log(AWS_ENDPOINT_URL, AWS_REGION, Token, Expiration, HOME.includes("codebuild-"));`;
  await farm.project(properties(commands(`node --input-type=module -e '${program}'`)));

  await farm.build();

  expect(outputOf(farm.lines)).toEqual([
    "2026-11-24T12:00:25.000Z true true",
    "http://127.0.0.1:4566 eu-west-1 token 2026-11-24T13:00:25.000Z true",
  ]);
});

test("lets time pass while a process of a build waits, and only then", async () => {
  const farm = aBuildFarm();
  const program = `
    import { setTimeout } from "node:timers/promises";
    const before = Date.now();
    await setTimeout(90 * 60_000);
    console.log((Date.now() - before) / 60_000);`;
  await farm.project(
    properties(commands(`node --input-type=module -e '${program}'`), { TimeoutInMinutes: 120 }),
  );

  const build = await farm.build();

  expect(outputOf(farm.lines)).toEqual(["90"]);
  expect(build.buildStatus).toBe("SUCCEEDED");
  expect(build.endTime?.getTime()).toBe(START + 25_000 + 90 * 60_000);
});

test("times out a build that waits for too long", async () => {
  const farm = aBuildFarm();
  const program = `await require("node:timers/promises").setTimeout(90 * 60_000);`;
  await farm.project(
    properties(commands(`node --input-type=commonjs -e '(async () => { ${program} })()'`), {
      TimeoutInMinutes: 60,
    }),
  );

  const build = await farm.build();

  expect(build.buildStatus).toBe("TIMED_OUT");
  expect(build.endTime?.getTime()).toBe(START + 25_000 + 60 * 60_000);
});
