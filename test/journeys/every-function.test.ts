import { beforeAll, describe, expect, it } from "vitest";
import type { InvocationFaults } from "../../local/services/lambda/faults.ts";
import { aCloud, type TestCloud } from "../support/cloud.ts";
import { useEmptyHandedEngine } from "../support/engine.ts";
import { expectGoodLife } from "../support/lives.ts";
import { makeRoom } from "../support/room.ts";

/** After how many calls each function is killed once from now on, and which were. */
const kill = { after: undefined as number | undefined, killed: new Set<string>() };
const invocations: InvocationFaults = {
  isDoubled: () => false,
  killAfterCalls(name) {
    if (kill.after === undefined || kill.killed.has(name)) return undefined;
    kill.killed.add(name);
    return kill.after;
  },
};

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await aCloud({ invocations });
  makeRoom(cloud);
  await useEmptyHandedEngine(cloud);
});

describe("a life in which every function is killed once", () => {
  it.each([0, 1, 2, 3, 4, 6])("after %i calls is no different", async (after) => {
    kill.killed.clear();
    kill.after = after;

    await expectGoodLife(cloud, () => {
      kill.after = undefined;
    });

    expect(kill.killed.size).toBeGreaterThan(18);
  });
});
