import { describe, expect, it } from "vitest";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { aSchedule, aScheduler, START } from "./a-scheduler.ts";

const MINUTE = 60_000;

describe("a restart", () => {
  it("forgets no schedule", async () => {
    const storage = new MemoryStorage();
    await aScheduler({ storage }).ask("CreateSchedule", aSchedule());

    const { service, pass, minutes } = aScheduler({ storage });
    service.resume?.();
    await pass(120);

    expect(minutes()).toEqual(["2026-11-24T13:00"]);
  });

  it("makes up for a moment that was missed", async () => {
    const storage = new MemoryStorage();
    await aScheduler({ storage }).ask("CreateSchedule", aSchedule());

    const { service, pass, minutes } = aScheduler({ storage, now: START + 90 * MINUTE });
    service.resume?.();
    await pass(1);

    expect(minutes()).toEqual(["2026-11-24T13:30"]);
  });

  it("fires nothing again that has fired", async () => {
    const storage = new MemoryStorage();
    const before = aScheduler({ storage });
    await before.ask("CreateSchedule", aSchedule());
    await before.pass(90);

    const { service, pass, sent } = aScheduler({ storage, now: before.clock.now() });
    service.resume?.();
    await pass(120);

    expect(sent).toEqual([]);
  });

  it("goes on with a retry", async () => {
    const storage = new MemoryStorage();
    const target = () => {
      throw new Error("away");
    };
    const before = aScheduler({ storage, target });
    await before.ask("CreateSchedule", aSchedule({ ActionAfterCompletion: "DELETE" }));
    await before.pass(61);

    const { service, pass, sent } = aScheduler({ storage, now: before.clock.now() });
    service.resume?.();
    await pass(60);

    expect(before.sent.length).toBeGreaterThan(1);
    expect(sent.map(({ operation }) => operation)).toEqual(["Invoke"]);
  });
});
