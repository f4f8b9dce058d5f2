import { describe, expect, test } from "vitest";
import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { Call, Operation, ResourceContext } from "../../../local/kernel/service.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import { secretsManagerService } from "../../../local/services/secrets-manager/service.ts";

const SITE = { account: "222222222222", region: "eu-west-1" };
const START = Date.UTC(2026, 11, 1);

function aVault() {
  const clock = new VirtualClock(START);
  const world = { clock, storage: new MemoryStorage(), random: seeded(1), trace: new Trace() };
  const service = secretsManagerService(world);
  const arn = `arn:aws:iam::${SITE.account}:root`;
  const call: Call = {
    ...{ world, ...SITE, requestId: "r", sourceIp: "127.0.0.1", userAgent: "test" },
    principal: { kind: "root", account: SITE.account, arn, userId: SITE.account },
    ...{ sleep: () => Promise.resolve(), dispatch: () => Promise.resolve({}) },
  };
  const context: ResourceContext = {
    ...{ world, ...SITE, stackName: "vending", logicalId: "Secret", tags: { team: "platform" } },
    ...{ physicalName: () => "vending-Secret-1", asset: () => "" },
  };
  const operation = (name: string) =>
    service.operations[name] as Operation<object, Record<string, unknown>>;
  return {
    run: async (name: string, input: object) => await operation(name).run(input, call),
    allowed: (name: string, input: object) => operation(name).authorize(input, call),
    make: async (properties: object) =>
      await service.resources?.[0]?.create(properties as never, context),
  };
}

describe("a secret", () => {
  test("is read by name, by ARN and by ARN without its last characters", async () => {
    const vault = aVault();

    const { ARN } = await vault.run("CreateSecret", { Name: "slack", SecretString: "one" });

    expect(ARN).toMatch(/^arn:aws:secretsmanager:eu-west-1:222222222222:secret:slack-\w{6}$/);
    for (const SecretId of ["slack", ARN, (ARN as string).slice(0, -7)])
      expect(await vault.run("GetSecretValue", { SecretId })).toMatchObject({
        ...{ Name: "slack", SecretString: "one", VersionStages: ["AWSCURRENT"] },
      });
  });

  test("keeps its previous value under AWSPREVIOUS", async () => {
    const vault = aVault();
    await vault.run("CreateSecret", { Name: "slack", SecretString: "one" });

    await vault.run("PutSecretValue", { SecretId: "slack", SecretString: "two" });

    const value = (stage?: string) =>
      vault.run("GetSecretValue", { SecretId: "slack", VersionStage: stage });
    expect(await value()).toMatchObject({ SecretString: "two" });
    expect(await value("AWSPREVIOUS")).toMatchObject({ SecretString: "one" });
    const { VersionIdsToStages } = await vault.run("DescribeSecret", { SecretId: "slack" });
    expect(Object.values(VersionIdsToStages as object)).toEqual([["AWSPREVIOUS"], ["AWSCURRENT"]]);
  });

  test("holds bytes too", async () => {
    const vault = aVault();
    await vault.run("CreateSecret", { Name: "bytes", SecretBinary: new Uint8Array([1, 2]) });

    expect(await vault.run("GetSecretValue", { SecretId: "bytes" })).toMatchObject({
      SecretBinary: new Uint8Array([1, 2]),
    });
  });

  test("takes the same value with the same token once, and no other value with it", async () => {
    const vault = aVault();
    await vault.run("CreateSecret", { Name: "slack" });
    const put = (SecretString: string) =>
      vault.run("PutSecretValue", { SecretId: "slack", SecretString, ClientRequestToken: "t-1" });

    expect(await put("one")).toEqual(await put("one"));
    await expect(put("two")).rejects.toMatchObject({ name: "ResourceExistsException" });
  });

  test("cannot be made twice", async () => {
    const vault = aVault();
    await vault.run("CreateSecret", { Name: "slack" });

    await expect(vault.run("CreateSecret", { Name: "slack" })).rejects.toMatchObject({
      name: "ResourceExistsException",
      message: "The operation failed because the secret slack already exists.",
    });
  });

  test.each([
    ["GetSecretValue", { SecretId: "none" }, "ResourceNotFoundException"],
    ["PutSecretValue", { SecretId: "none", SecretString: "x" }, "ResourceNotFoundException"],
    ["DescribeSecret", { SecretId: "none" }, "ResourceNotFoundException"],
    ["GetSecretValue", { SecretId: "empty" }, "ResourceNotFoundException"],
    ["PutSecretValue", { SecretId: "empty" }, "InvalidRequestException"],
    ["CreateSecret", { Name: "no spaces" }, "InvalidParameterException"],
    [
      "CreateSecret",
      { Name: "big", SecretString: "x".repeat(65_537) },
      "InvalidParameterException",
    ],
    ["CreateSecret", { Name: "key", KmsKeyId: "k" }, "NotEmulated"],
  ])("%s of %j fails as %s", async (name, input, error) => {
    const vault = aVault();
    await vault.run("CreateSecret", { Name: "empty" });

    await expect(vault.run(name, input)).rejects.toMatchObject({ name: error });
  });

  test("is authorized by its ARN, whatever the caller wrote", async () => {
    const vault = aVault();
    const { ARN } = await vault.run("CreateSecret", { Name: "slack" });

    expect(vault.allowed("GetSecretValue", { SecretId: "slack" })).toEqual([
      expect.objectContaining({ action: "secretsmanager:GetSecretValue", resource: ARN }),
    ]);
  });
});

describe("AWS::SecretsManager::Secret", () => {
  test("makes a secret without a value, whose reference is its ARN", async () => {
    const vault = aVault();

    const made = await vault.make({ Name: "slack", Description: "for Slack" });

    const { ARN, Tags } = await vault.run("DescribeSecret", { SecretId: "slack" });
    expect(made).toEqual({ ref: ARN, attributes: { Id: ARN } });
    expect(Tags).toEqual([{ Key: "team", Value: "platform" }]);
  });

  test("makes one with a value", async () => {
    const vault = aVault();

    await vault.make({ SecretString: "given" });

    expect(await vault.run("GetSecretValue", { SecretId: "vending-Secret-1" })).toMatchObject({
      SecretString: "given",
    });
  });
});
