import { describe, expect, it } from "vitest";
import { ACCOUNT, aSchedule, aScheduler, REGION, ROLE } from "./a-scheduler.ts";

const HOUR = 60;
const DAY = 24 * HOUR;

describe("a one-time schedule", () => {
  it("calls its function on the minute, as its role", async () => {
    const { ask, pass, sent } = aScheduler();
    await ask("CreateSchedule", aSchedule());

    await pass(2 * HOUR);

    const [invoked] = sent;
    expect(sent).toHaveLength(1);
    expect(invoked).toMatchObject({
      at: "2026-11-24T13:00:00.000Z",
      caller: { kind: "role", roleArn: ROLE },
      operation: "Invoke",
      input: { InvocationType: "Event" },
    });
    expect(String(invoked?.input["Payload"])).toBe('{"leaseId":"l-1"}');
  });

  it("enters its role for the sake of its group", async () => {
    const { ask, pass, entered } = aScheduler();
    await ask("CreateScheduleGroup", { Name: "leases" });
    await ask("CreateSchedule", aSchedule({ GroupName: "leases" }));

    await pass(2 * HOUR);

    expect(entered.at(-1)).toMatchObject({
      service: "scheduler.amazonaws.com",
      sourceAccount: ACCOUNT,
      sourceArn: `arn:aws:scheduler:${REGION}:${ACCOUNT}:schedule-group/leases`,
    });
  });

  it("deletes itself when it is asked to", async () => {
    const { ask, pass } = aScheduler();
    await ask("CreateSchedule", aSchedule({ ActionAfterCompletion: "DELETE" }));

    await pass(2 * HOUR);

    await expect(ask("GetSchedule", { Name: "l-1" })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it("stays and fires no more otherwise", async () => {
    const { ask, pass, minutes } = aScheduler();
    await ask("CreateSchedule", aSchedule());

    await pass(400 * DAY);

    expect(await ask("GetSchedule", { Name: "l-1" })).toMatchObject({ State: "ENABLED" });
    expect(minutes()).toHaveLength(1);
  });

  it("fires at once when its moment has passed", async () => {
    const { ask, pass, minutes } = aScheduler();
    await ask("CreateSchedule", aSchedule({ ScheduleExpression: "at(2026-11-24T11:00:00)" }));

    await pass(1);

    expect(minutes()).toEqual(["2026-11-24T12:00"]);
  });

  it("takes no notice of start and end dates", async () => {
    const { ask, pass, minutes } = aScheduler();
    const EndDate = new Date("2026-11-24T12:30:00Z");
    await ask("CreateSchedule", aSchedule({ EndDate }));

    await pass(2 * HOUR);

    expect(minutes()).toEqual(["2026-11-24T13:00"]);
  });

  it("fires at the new moment only when it was updated", async () => {
    const { ask, pass, minutes } = aScheduler();
    await ask("CreateSchedule", aSchedule({ Description: "first" }));
    await ask("UpdateSchedule", aSchedule({ ScheduleExpression: "at(2026-11-24T14:00:00)" }));

    await pass(3 * HOUR);

    expect(minutes()).toEqual(["2026-11-24T14:00"]);
    expect(await ask("GetSchedule", { Name: "l-1" })).not.toHaveProperty("Description");
  });

  it.each(["DeleteSchedule", "DeleteScheduleGroup"])(
    "does not fire after %s",
    async (operation) => {
      const { ask, pass, sent } = aScheduler();
      await ask("CreateScheduleGroup", { Name: "leases" });
      await ask("CreateSchedule", aSchedule({ GroupName: "leases" }));
      const named = operation === "DeleteSchedule" ? { Name: "l-1", GroupName: "leases" } : {};

      await ask(operation, { Name: "leases", ...named });
      await pass(2 * HOUR);

      expect(sent).toEqual([]);
    },
  );

  it("does not fire while it is disabled", async () => {
    const { ask, pass, sent } = aScheduler();
    await ask("CreateSchedule", aSchedule({ State: "DISABLED" }));

    await pass(2 * HOUR);

    expect(sent).toEqual([]);
  });

  it("fires within its flexible window", async () => {
    const { ask, pass, sent } = aScheduler();
    const FlexibleTimeWindow = { Mode: "FLEXIBLE", MaximumWindowInMinutes: 30 };
    await ask("CreateSchedule", aSchedule({ FlexibleTimeWindow }));

    await pass(2 * HOUR);

    const [at = ""] = sent.map((each) => each.at);
    expect(at > "2026-11-24T13:00:00.000Z" && at < "2026-11-24T13:30:00.000Z").toBe(true);
  });
});

describe("a schedule that comes again", () => {
  it("begins a rate immediately and keeps its distances", async () => {
    const { ask, pass, minutes } = aScheduler();
    await ask("CreateSchedule", aSchedule({ ScheduleExpression: "rate(5 minutes)" }));

    await pass(11);

    const times = ["12:00", "12:05", "12:10"];
    expect(minutes()).toEqual(times.map((time) => `2026-11-24T${time}`));
  });

  it("runs from its start date to its end date and then deletes itself", async () => {
    const { ask, pass, minutes } = aScheduler();
    const StartDate = new Date("2026-11-24T15:00:00Z");
    const EndDate = new Date("2026-11-24T17:30:00Z");
    const ScheduleExpression = "rate(1 hour)";
    const dates = { StartDate, EndDate, ActionAfterCompletion: "DELETE" };
    await ask("CreateSchedule", aSchedule({ ScheduleExpression, ...dates }));

    await pass(DAY);

    const times = ["15:00", "16:00", "17:00"];
    expect(minutes()).toEqual(times.map((time) => `2026-11-24T${time}`));
    expect(await ask("ListSchedules")).toEqual({ Schedules: [] });
  });

  it("follows the clocks of its zone when they change", async () => {
    const { ask, pass, minutes } = aScheduler({ now: Date.UTC(2027, 2, 26, 12) });
    const ScheduleExpressionTimezone = "Europe/Berlin";
    const ScheduleExpression = "cron(0 9 * * ? *)";
    await ask("CreateSchedule", aSchedule({ ScheduleExpression, ScheduleExpressionTimezone }));

    await pass(3 * DAY);

    const times = ["27T08:00", "28T07:00", "29T07:00"];
    expect(minutes()).toEqual(times.map((time) => `2027-03-${time}`));
  });

  it("skips a time that the clocks of its zone skip", async () => {
    const { ask, pass, minutes } = aScheduler({ now: Date.UTC(2027, 2, 26, 12) });
    const ScheduleExpressionTimezone = "Europe/Berlin";
    const ScheduleExpression = "cron(30 2 * * ? *)";
    await ask("CreateSchedule", aSchedule({ ScheduleExpression, ScheduleExpressionTimezone }));

    await pass(3 * DAY);

    expect(minutes()).toEqual(["2027-03-27T01:30", "2027-03-29T00:30"]);
  });
});
