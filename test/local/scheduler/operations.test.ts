import { describe, expect, it } from "vitest";
import { ACCOUNT, aSchedule, aScheduler, FUNCTION, REGION, ROLE } from "./a-scheduler.ts";

const SCHEDULES = `arn:aws:scheduler:${REGION}:${ACCOUNT}:schedule`;

describe("schedules", () => {
  it("are described with the defaults of what was left out", async () => {
    const { ask } = aScheduler();
    const made = await ask("CreateSchedule", aSchedule());

    expect(made).toEqual({ ScheduleArn: `${SCHEDULES}/default/l-1` });
    expect(await ask("GetSchedule", { Name: "l-1" })).toMatchObject({
      Arn: `${SCHEDULES}/default/l-1`,
      GroupName: "default",
      State: "ENABLED",
      ScheduleExpressionTimezone: "UTC",
      ActionAfterCompletion: "NONE",
      Target: { RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 } },
    });
  });

  it("are listed page by page, by group, prefix and state", async () => {
    const { ask } = aScheduler();
    await ask("CreateScheduleGroup", { Name: "leases" });
    await ask("CreateSchedule", aSchedule({ GroupName: "leases", State: "DISABLED" }));
    for (const Name of ["l-2", "l-3", "x-1"]) await ask("CreateSchedule", aSchedule({ Name }));
    const names = async (input: object) => {
      const { Schedules, NextToken } = await ask("ListSchedules", input);
      return [(Schedules as { Name: string }[]).map(({ Name }) => Name), NextToken] as const;
    };

    const [first, NextToken] = await names({ NamePrefix: "l-", MaxResults: 2 });
    const [second, none] = await names({ NamePrefix: "l-", MaxResults: 2, NextToken });

    expect([first, second, none]).toEqual([["l-1", "l-2"], ["l-3"], undefined]);
    expect((await names({ GroupName: "leases" }))[0]).toEqual(["l-1"]);
    expect((await names({ State: "DISABLED" }))[0]).toEqual(["l-1"]);
  });

  it("are made once for each client token", async () => {
    const { ask } = aScheduler();
    const input = aSchedule({ ClientToken: "one" });
    const first = await ask("CreateSchedule", input);

    expect(await ask("CreateSchedule", input)).toEqual(first);
    const other = { ...input, ScheduleExpression: "rate(1 day)" };
    for (const again of [{ ...input, ClientToken: "two" }, other]) {
      await expect(ask("CreateSchedule", again)).rejects.toMatchObject({
        name: "ConflictException",
        message: "Schedule l-1 already exists.",
      });
    }
  });

  it.each(["UpdateSchedule", "GetSchedule", "DeleteSchedule"])(
    "must exist for %s",
    async (operation) => {
      const { ask } = aScheduler();

      const input = operation === "UpdateSchedule" ? aSchedule() : { Name: "l-1" };
      await expect(ask(operation, input)).rejects.toMatchObject({
        name: "ResourceNotFoundException",
        message: "Schedule l-1 does not exist.",
      });
    },
  );
});

describe("schedules that are refused", () => {
  it.each([
    ["a name with a space", { Name: "l 1" }, "ValidationException"],
    ["too long a name", { Name: "x".repeat(65) }, "ValidationException"],
    ["a group that there is not", { GroupName: "none" }, "ResourceNotFoundException"],
    ["no expression at all", { ScheduleExpression: "soon" }, "ValidationException"],
    [
      "a time with a zone",
      { ScheduleExpression: "at(2026-11-24T13:00:00Z)" },
      "ValidationException",
    ],
    [
      "the 30th of February",
      { ScheduleExpression: "at(2027-02-30T13:00:00)" },
      "ValidationException",
    ],
    ["a rate of zero", { ScheduleExpression: "rate(0 minutes)" }, "ValidationException"],
    ["a cron of five fields", { ScheduleExpression: "cron(0 9 * * ?)" }, "ValidationException"],
    ["an unknown zone", { ScheduleExpressionTimezone: "Mars/Base" }, "ValidationException"],
    ["an offset for a zone", { ScheduleExpressionTimezone: "+01:00" }, "ValidationException"],
    [
      "a window without length",
      { FlexibleTimeWindow: { Mode: "FLEXIBLE" } },
      "ValidationException",
    ],
    ["a key of KMS", { KmsKeyArn: "k" }, "NotEmulated"],
  ])("have %s", async (_, changes, name) => {
    const { ask } = aScheduler();

    await expect(ask("CreateSchedule", aSchedule(changes))).rejects.toMatchObject({ name });
  });

  it.each([
    ["that is no ARN", { Arn: "lease-due" }, "ValidationException"],
    ["of every API", { Arn: "arn:aws:scheduler:::aws-sdk:ec2:stopInstances" }, "NotEmulated"],
    ["with a container", { EcsParameters: { TaskDefinitionArn: "t" } }, "NotEmulated"],
    ["with a role that is none", { RoleArn: "fire" }, "ValidationException"],
    ["with a role that lets nobody in", { RoleArn: `${ROLE}/closed` }, "ValidationException"],
    ["with input that is no JSON", { Input: "{" }, "ValidationException"],
    ["with too large an input", { Input: `"${"x".repeat(262_144)}"` }, "ValidationException"],
    ["with 186 retries", { RetryPolicy: { MaximumRetryAttempts: 186 } }, "ValidationException"],
    ["with a FIFO queue", { DeadLetterConfig: { Arn: `${FUNCTION}.fifo` } }, "ValidationException"],
    ["with a bus's settings", { EventBridgeParameters: {} }, "ValidationException"],
  ])("have a target %s", async (_, target, name) => {
    const { ask } = aScheduler();

    await expect(ask("CreateSchedule", aSchedule({}, target))).rejects.toMatchObject({ name });
  });

  it.each([
    ["start too far back", { StartDate: new Date("2026-11-24T11:00:00Z") }],
    ["end in the past", { EndDate: new Date("2026-11-24T11:00:00Z") }],
    [
      "end before they start",
      { StartDate: new Date("2026-11-26"), EndDate: new Date("2026-11-25") },
    ],
  ])("%s", async (_, dates) => {
    const { ask } = aScheduler();

    const input = aSchedule({ ScheduleExpression: "rate(1 day)", ...dates });
    await expect(ask("CreateSchedule", input)).rejects.toMatchObject({
      name: "ValidationException",
    });
  });
});

describe("groups", () => {
  it("are listed with the default group, which cannot be deleted", async () => {
    const { ask } = aScheduler();
    await ask("CreateScheduleGroup", { Name: "leases" });

    const { ScheduleGroups } = await ask("ListScheduleGroups");

    expect(ScheduleGroups).toMatchObject([
      { Name: "default", State: "ACTIVE" },
      { Name: "leases" },
    ]);
    for (const operation of ["DeleteScheduleGroup", "CreateScheduleGroup"])
      await expect(ask(operation, { Name: "default" })).rejects.toThrow(/default/u);
  });

  it("carry tags", async () => {
    const { ask } = aScheduler();
    const Tags = [{ Key: "a", Value: "1" }];
    const made = await ask("CreateScheduleGroup", { Name: "leases", Tags });
    const ResourceArn = made["ScheduleGroupArn"];

    await ask("TagResource", { ResourceArn, Tags: [{ Key: "b", Value: "2" }] });
    await ask("UntagResource", { ResourceArn, TagKeys: ["a"] });

    expect(await ask("ListTagsForResource", { ResourceArn })).toEqual({
      Tags: [{ Key: "b", Value: "2" }],
    });
  });
});

describe("permission", () => {
  it.each(["CreateSchedule", "UpdateSchedule"])(
    "for %s includes handing over the role",
    (operation) => {
      const { authorize } = aScheduler();

      expect(authorize(operation, aSchedule({ GroupName: "leases" }))).toMatchObject([
        { action: `scheduler:${operation}`, resource: `${SCHEDULES}/leases/l-1` },
        {
          action: "iam:PassRole",
          resource: ROLE,
          context: { "iam:PassedToService": "scheduler.amazonaws.com" },
        },
      ]);
    },
  );

  it("names the group and the tags of the request", () => {
    const { authorize } = aScheduler();

    const input = { Name: "leases", Tags: [{ Key: "a", Value: "1" }] };
    expect(authorize("CreateScheduleGroup", input)).toEqual([
      {
        action: "scheduler:CreateScheduleGroup",
        resource: `${SCHEDULES}-group/leases`,
        context: { "aws:RequestTag/a": "1", "aws:TagKeys": ["a"] },
      },
    ]);
  });
});

describe("a template", () => {
  it("makes a group and a schedule in it", async () => {
    const { make, ask, pass, sent } = aScheduler();
    const group = await make("AWS::Scheduler::ScheduleGroup", { Name: "leases" });
    const input = aSchedule({ GroupName: group?.ref, ScheduleExpression: "rate(5 minutes)" });
    const schedule = await make("AWS::Scheduler::Schedule", input);

    await pass(6);

    expect(group?.attributes["Arn"]).toBe(`${SCHEDULES}-group/leases`);
    expect(schedule).toEqual({
      ref: "l-1",
      attributes: { Arn: `${SCHEDULES}/leases/l-1` },
    });
    expect(await ask("ListTagsForResource", { ResourceArn: group?.attributes["Arn"] })).toEqual({
      Tags: [{ Key: "stack", Value: "s" }],
    });
    expect(sent).toHaveLength(2);
  });

  it("may set nothing that is not understood", async () => {
    const { make } = aScheduler();

    await expect(make("AWS::Scheduler::Schedule", aSchedule({ Colour: "red" }))).rejects.toThrow(
      /Colour/u,
    );
  });
});
