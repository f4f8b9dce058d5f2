import { globSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type * as z from "zod";
import type * as claimAccount from "../../functions/steps/claim-account/contract.ts";
import { checkConfiguration } from "../../infra/configuration.ts";
import type { VariablesOf } from "../../infra/constructs/function.ts";
import { PINNED } from "../../infra/nuke-settings.ts";
import { environment as nukeContract } from "../../nuke/contract.ts";
import { permissionsOf } from "./permissions.ts";
import { INPUT, WITH_EVERYTHING } from "./sample-configuration.ts";
import { propertiesOf, resourcesOf, templateOf, vendingStack } from "./synthesis.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const template = templateOf(vendingStack(WITH_EVERYTHING));
const folders = globSync("functions/**/contract.ts", { cwd: ROOT }).map((file) => dirname(file));

const functionOf = (folder: string) => {
  const name = `mayfly-${basename(folder)}`;
  const all = Object.values(resourcesOf(template, "AWS::Lambda::Function"));
  const found = all.find(({ Properties }) => Properties["FunctionName"] === name);
  if (found === undefined) throw new Error(`No function is deployed for ${folder}.`);
  return found.Properties;
};

const contractOf = async (folder: string) =>
  (await import(join(ROOT, folder, "contract.ts"))) as { environment: z.ZodObject };

describe("a function", () => {
  test.each(folders)("%s runs on arm64 and Node.js 24 with tracing", (folder) => {
    expect(functionOf(folder)).toMatchObject({
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      TracingConfig: { Mode: "Active" },
      Handler: "index.handler",
    });
  });

  test.each(folders)("%s gets exactly the variables of its contract", async (folder) => {
    const { environment } = await contractOf(folder);
    const { Variables } = functionOf(folder)["Environment"] as { Variables: object };
    const given = [...Object.keys(Variables), "AWS_LAMBDA_FUNCTION_NAME"];
    const wanted = ["AWS_LAMBDA_FUNCTION_NAME", "NODE_OPTIONS", ...Object.keys(environment.shape)];
    expect(new Set(given)).toEqual(new Set(wanted));
  });

  test("that lacks a variable does not compile", () => {
    const naming = { PREFIX: "p", EMAIL_PATTERN: "{key}@example.com" };
    const complete = { LEDGER_TABLE: "t", ...naming, ACCOUNT_SLOTS: "8" };
    const { EMAIL_PATTERN: _, ...incomplete } = complete;
    const variables: VariablesOf<typeof claimAccount.environment> = complete;
    // @ts-expect-error EMAIL_PATTERN is missing
    const wrong: VariablesOf<typeof claimAccount.environment> = incomplete;
    expect([variables, wrong]).toHaveLength(2);
  });

  test("of a step gives up before its state does", () => {
    const steps = folders.filter((folder) => folder.startsWith("functions/steps/"));
    for (const step of steps) expect(functionOf(step)["Timeout"]).toBeLessThan(120);
  });

  test("keeps its log for three months and no longer", () => {
    const groups = Object.values(resourcesOf(template, "AWS::Logs::LogGroup"));
    const ofFunctions = groups.filter(({ Properties }) =>
      String(Properties["LogGroupName"]).startsWith("/aws/lambda/"),
    );
    expect(ofFunctions).toHaveLength(folders.length);
    for (const { Properties, DeletionPolicy } of ofFunctions) {
      expect(Properties["RetentionInDays"]).toBe(90);
      expect(DeletionPolicy).toBe("Delete");
    }
  });
});

describe("a function that nobody waits for", () => {
  const configurations = Object.values(resourcesOf(template, "AWS::Lambda::EventInvokeConfig"));
  const of = (name: string) =>
    configurations.find(({ Properties }) =>
      (Properties["FunctionName"] as { Ref: string }).Ref.startsWith(name),
    )?.Properties;

  test.each(["leasedue", "keepschedule", "startworkflow", "recoverexecution"])(
    "%s keeps as a dead letter what failed three times",
    (name) => {
      expect(of(name)).toMatchObject({
        MaximumRetryAttempts: 2,
        DestinationConfig: { OnFailure: { Destination: expect.anything() } },
      });
    },
  );

  test("is not tried again when the next sweep comes anyway", () => {
    expect(of("sweep")).toMatchObject({ MaximumRetryAttempts: 0 });
  });
});

describe("the nuke project", () => {
  const PROJECT = "AWS::CodeBuild::Project";
  const [project] = Object.values(resourcesOf(template, PROJECT));
  const properties = project?.Properties as {
    Environment: { EnvironmentVariables: { Name: string }[]; PrivilegedMode: boolean };
    Source: { BuildSpec: string };
    TimeoutInMinutes: number;
  };

  test("gets every variable of its contract that the machine does not give", () => {
    const names = properties.Environment.EnvironmentVariables.map(({ Name }) => Name);
    const wanted = Object.keys(nukeContract.shape);
    expect([...names, "ACCOUNT_KEY", "LEASE_ID", "ATTEMPT"].toSorted()).toEqual(wanted.toSorted());
  });

  test("runs the bundled program on Node.js 24 without privileges", () => {
    expect(properties.Environment).toMatchObject({
      Type: "ARM_CONTAINER",
      PrivilegedMode: false,
    });
    expect(JSON.parse(properties.Source.BuildSpec)).toMatchObject({
      phases: {
        install: { "runtime-versions": { nodejs: "24" } },
        build: { commands: ["node --enable-source-maps index.mjs"] },
      },
    });
  });

  test("may fetch an engine from a bucket only when it lies in one", () => {
    const configuration = checkConfiguration({ ...INPUT, nuke: { architecture: "amd64" } });
    const may = permissionsOf(templateOf(vendingStack(configuration)), "mayfly-nuke");
    expect(may.filter((line) => /^s3:GetObject (?!.*cdk-)/.test(line))).toEqual([]);
  });

  test("runs on the architecture that was chosen, and gets the engine that is pinned for it", () => {
    const configuration = checkConfiguration({ ...INPUT, nuke: { architecture: "amd64" } });
    const [amd64] = propertiesOf(templateOf(vendingStack(configuration)), PROJECT);
    expect(amd64).toMatchObject({
      Environment: {
        Type: "LINUX_CONTAINER",
        Image: expect.stringContaining("x86_64"),
        EnvironmentVariables: expect.arrayContaining([
          { Name: "ENGINE_SHA256", Type: "PLAINTEXT", Value: PINNED.sha256.amd64 },
        ]),
      },
    });
  });

  test("lasts longer than its five passes and ends before its state gives up", () => {
    expect(properties.TimeoutInMinutes).toBeGreaterThan(5 * 50);
    expect(properties.TimeoutInMinutes).toBeLessThan(36_000 / 60);
  });
});
