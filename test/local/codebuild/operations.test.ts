import { expect, test } from "vitest";
import { aBuildFarm, aWorld, commands, outputOf, properties } from "./a-build-farm.ts";

const FIVE_MINUTES = 5 * 60_000;

async function aFarmWithProject(more: object = {}) {
  const farm = aBuildFarm();
  await farm.project(properties(commands("true"), more));
  return farm;
}

test("refuses a build of a project that does not exist", async () => {
  const farm = aBuildFarm();

  await expect(farm.start()).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: "Project cannot be found: arn:aws:codebuild:eu-west-1:222222222222:project/nuke",
  });
});

test("starts one build for one token, and a new one after five minutes", async () => {
  const farm = await aFarmWithProject();
  const first = await farm.start({ idempotencyToken: "one" });

  const again = await farm.start({ idempotencyToken: "one" });
  await farm.world.clock.run({ until: farm.world.clock.now() + FIVE_MINUTES + 1 });
  const later = await farm.start({ idempotencyToken: "one" });

  expect(again.id).toBe(first.id);
  expect(later.id).not.toBe(first.id);
  expect(later.buildNumber).toBe(2);
});

test("refuses a token that comes with other parameters", async () => {
  const farm = await aFarmWithProject();
  await farm.start({ idempotencyToken: "one" });

  const other = farm.start({ idempotencyToken: "one", timeoutInMinutesOverride: 10 });

  await expect(other).rejects.toMatchObject({ name: "InvalidInputException" });
});

test("refuses more builds than the account may run at once", async () => {
  const farm = aBuildFarm({ concurrentBuilds: 1 });
  await farm.project(properties(commands("true")));
  await farm.start();

  await expect(farm.start()).rejects.toMatchObject({ name: "AccountLimitExceededException" });
});

test("refuses more builds than the project may run at once", async () => {
  const farm = await aFarmWithProject({ ConcurrentBuildLimit: 1 });
  await farm.build();
  await farm.start();

  await expect(farm.start()).rejects.toMatchObject({ name: "AccountLimitExceededException" });
});

test("refuses by name what builds here do not understand", async () => {
  const farm = await aFarmWithProject();

  await expect(farm.start({ imageOverride: "mine" })).rejects.toMatchObject({
    name: "NotEmulated",
    message: expect.stringContaining("imageOverride"),
  });
  await expect(farm.start({ buildspecOverride: "version: 0.2" })).rejects.toMatchObject({
    name: "NotEmulated",
  });
  const environmentVariablesOverride = [{ name: "A", value: "b", type: "SECRETS_MANAGER" }];
  await expect(farm.start({ environmentVariablesOverride })).rejects.toMatchObject({
    name: "NotEmulated",
  });
});

test("refuses a project whose buildspec has members that are not emulated", async () => {
  const farm = aBuildFarm();
  const reports = { ...commands("true"), reports: { junit: { files: ["*"] } } };

  await expect(farm.project(properties(reports))).rejects.toMatchObject({ name: "NotEmulated" });
});

test("stops a build that waits in the queue", async () => {
  const farm = await aFarmWithProject();
  const started = await farm.start();

  await farm.call("StopBuild", { id: started.id });
  await farm.world.clock.run({ until: farm.world.clock.now() + FIVE_MINUTES });

  expect(await farm.described(started)).toMatchObject({
    buildStatus: "STOPPED",
    buildComplete: true,
  });
  expect(farm.lines).toEqual([]);
});

test("stops a build at work with everything that it has started", async () => {
  const farm = aBuildFarm();
  await farm.project(properties(commands("echo begun", "sleep 600; echo never")));
  const started = await farm.start();
  const begun = farm.written("begun");
  void farm.world.clock.run({ until: farm.world.clock.now() + FIVE_MINUTES });
  await begun;

  const ended = new Promise<void>((resolve) => {
    farm.service.onBuildEnded(started.arn ?? "", resolve);
  });
  await farm.call("StopBuild", { id: started.id });
  await ended;

  expect((await farm.described(started)).buildStatus).toBe("STOPPED");
  expect(outputOf(farm.lines)).toEqual(["begun"]);
});

test("tells whoever waits for a build that it has ended, once", async () => {
  const farm = await aFarmWithProject();
  const [one, other] = [await farm.start(), await farm.start()];
  const told: string[] = [];
  farm.service.onBuildEnded(one.arn ?? "", () => void told.push("one"));
  farm.service.onBuildEnded(other.arn ?? "", () => void told.push("other"))();

  await farm.world.clock.run({ until: farm.world.clock.now() + FIVE_MINUTES });
  farm.service.onBuildEnded(other.arn ?? "", () => void told.push("late"));

  expect(told).toEqual(["one", "late"]);
});

test("tells of a build's beginning and end by events", async () => {
  const farm = await aFarmWithProject();

  const build = await farm.build();

  expect(farm.events.map(({ detailType }) => detailType)).toEqual([
    "CodeBuild Build State Change",
    "CodeBuild Build State Change",
  ]);
  expect(farm.events.map(({ detail }) => detail["build-status"])).toEqual([
    "IN_PROGRESS",
    "SUCCEEDED",
  ]);
  expect(farm.events[0]?.resources).toEqual([build.arn]);
});

test("lists builds newest first, and tells which of those asked for do not exist", async () => {
  const farm = await aFarmWithProject();
  const [one, two] = [await farm.start(), await farm.start()];

  expect(await farm.call("ListBuilds")).toEqual({ ids: [two.id, one.id] });
  expect(await farm.call("ListBuildsForProject", { projectName: "nuke" })).toEqual({
    ids: [two.id, one.id],
  });
  const { buildsNotFound } = await farm.call("BatchGetBuilds", { ids: [one.arn, "nuke:missing"] });
  expect(buildsNotFound).toEqual(["nuke:missing"]);
  await expect(farm.call("BatchGetBuilds", { ids: ["what"] })).rejects.toMatchObject({
    name: "InvalidInputException",
  });
});

test("describes, lists and deletes projects", async () => {
  const farm = await aFarmWithProject({ TimeoutInMinutes: 540 });

  const { projects, projectsNotFound } = await farm.call("BatchGetProjects", {
    names: ["nuke", "other"],
  });
  expect(projects).toMatchObject([
    {
      name: "nuke",
      timeoutInMinutes: 540,
      serviceRole: "arn:aws:iam::222222222222:role/nuke",
      tags: [{ key: "team", value: "platform" }],
    },
  ]);
  expect(projectsNotFound).toEqual(["other"]);
  await farm.call("DeleteProject", { name: "nuke" });
  expect(await farm.call("ListProjects")).toEqual({ projects: [] });
});

test("asks for permission on the project", async () => {
  const farm = await aFarmWithProject();
  const resource = "arn:aws:codebuild:eu-west-1:222222222222:project/nuke";

  expect(farm.authorize("StartBuild", { projectName: "nuke" })).toEqual([
    { action: "codebuild:StartBuild", resource },
  ]);
  expect(farm.authorize("BatchGetBuilds", { ids: ["nuke:1", "nuke:2"] })).toEqual([
    { action: "codebuild:BatchGetBuilds", resource },
  ]);
});

test("queues again after a restart what had not begun", async () => {
  const world = aWorld();
  const before = aBuildFarm({}, world);
  await before.project(properties(commands("echo after the restart")));
  const started = await before.start();

  const after = aBuildFarm({}, aWorld(world.storage));
  after.service.resume?.();
  await after.world.clock.run({ until: after.world.clock.now() + FIVE_MINUTES });

  expect((await after.described(started)).buildStatus).toBe("SUCCEEDED");
  expect(outputOf(after.lines)).toEqual(["after the restart"]);
});

test("gives up after a restart what was at work", async () => {
  const world = aWorld();
  const before = aBuildFarm({}, world);
  await before.project(properties(commands("echo begun", "sleep 600")));
  const started = await before.start();
  const begun = before.written("begun");
  void world.clock.run({ until: world.clock.now() + FIVE_MINUTES });
  await begun;
  await before.service.close();

  const after = aBuildFarm({}, aWorld(world.storage));
  after.service.resume?.();

  expect((await after.described(started)).buildStatus).toBe("FAULT");
  expect(after.events.map(({ detail }) => detail["build-status"])).toEqual(["FAULT"]);
});
