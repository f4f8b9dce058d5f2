import { describe, expect, it } from "vitest";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { aBus, type Bus, FUNCTION, payloads, START } from "./a-bus.ts";

async function aScheduledRule(bus: Bus, ScheduleExpression: string) {
  await bus.call("PutRule", { Name: "tick", ScheduleExpression });
  await bus.call("PutTargets", { Rule: "tick", Targets: [{ Id: "one", Arn: FUNCTION }] });
}

describe("A rule with a schedule", () => {
  it("fires at its rate", async () => {
    const bus = aBus();
    await aScheduledRule(bus, "rate(5 minutes)");

    await bus.pass(16);

    expect(bus.sent.map(({ at }) => (at - START) / 60_000)).toEqual([5, 10, 15]);
    expect(payloads(bus)[0]).toMatchObject({
      source: "aws.events",
      "detail-type": "Scheduled Event",
      time: "2026-11-24T12:05:00Z",
      detail: {},
    });
  });

  it("fires by the calendar", async () => {
    const bus = aBus();
    await aScheduledRule(bus, "cron(30 3 ? * SUN *)");

    await bus.pass(14 * 24 * 60);

    expect(bus.sent.map(({ at }) => new Date(at).toISOString())).toEqual([
      "2026-11-29T03:30:00.000Z",
      "2026-12-06T03:30:00.000Z",
    ]);
  });

  it("rests while it is disabled", async () => {
    const bus = aBus();
    await aScheduledRule(bus, "rate(1 minute)");
    await bus.call("DisableRule", { Name: "tick" });
    await bus.pass(10);
    const before = bus.sent.length;
    await bus.call("EnableRule", { Name: "tick" });
    await bus.pass(1);

    expect([before, bus.sent.length]).toEqual([0, 1]);
  });

  it("goes on after a restart, and makes up for one missed moment", async () => {
    const storage = new MemoryStorage();
    const first = aBus({ storage });
    await aScheduledRule(first, "rate(5 minutes)");
    await first.pass(6);

    const second = aBus({ storage, now: START + 23 * 60_000 });
    second.service.resume?.();
    await second.pass(3);

    expect(second.sent.map(({ at }) => (at - START) / 60_000)).toEqual([23, 25]);
  });
});
