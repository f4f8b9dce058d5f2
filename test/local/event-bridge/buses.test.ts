import { describe, expect, it } from "vitest";
import { ACCOUNT, aBus, aRule, put, REGION } from "./a-bus.ts";

describe("An event bus", () => {
  it("is deleted after its rules only, and the default never", async () => {
    const bus = aBus();
    await bus.call("CreateEventBus", { Name: "mayfly" });
    await aRule(bus, { bus: "mayfly" });

    await expect(bus.call("DeleteEventBus", { Name: "mayfly" })).rejects.toThrow("it has rules");
    await expect(bus.call("DeleteEventBus", { Name: "default" })).rejects.toThrow("default");
    await bus.call("RemoveTargets", { Rule: "rule", EventBusName: "mayfly", Ids: ["one"] });
    await bus.call("DeleteRule", { Name: "rule", EventBusName: "mayfly" });
    await bus.call("DeleteEventBus", { Name: "mayfly" });
    const { EventBuses } = await bus.call("ListEventBuses");

    expect((EventBuses as { Name: string }[]).map(({ Name }) => Name)).toEqual(["default"]);
  });

  it("accepts and loses events for a bus that is not there", async () => {
    const bus = aBus();

    expect(await put(bus, {}, { EventBusName: "gone" })).toMatchObject({ FailedEntryCount: 0 });
    expect(bus.happenings).toEqual([]);
  });

  it("carries tags, and rules do", async () => {
    const bus = aBus();
    await aRule(bus);
    const ResourceARN = `arn:aws:events:${REGION}:${ACCOUNT}:rule/rule`;

    await bus.call("TagResource", {
      ResourceARN,
      Tags: [
        { Key: "a", Value: "1" },
        { Key: "b", Value: "2" },
      ],
    });
    await bus.call("UntagResource", { ResourceARN, TagKeys: ["a"] });

    expect(await bus.call("ListTagsForResource", { ResourceARN })).toEqual({
      Tags: [{ Key: "b", Value: "2" }],
    });
  });
});
