import { describe, expect, test } from "vitest";
import { closeAtOnce } from "../../bench/capacity/closures.ts";
import { createAtOnce } from "../../bench/capacity/creations.ts";

// The bench says it for 200 and 300; fewer make the pauses between two looks at AWS weigh more.
const SLACK = 1.12;

describe("many at once", () => {
  test("accounts are created about as fast as AWS permits, without a refused call", async () => {
    const { makespan, ideal, calls, refused } = await createAtOnce(30);
    expect({ calls, refused }).toEqual({ calls: 30, refused: 0 });
    expect(makespan / ideal).toBeLessThan(SLACK);
  });

  test("accounts are closed about as fast as AWS permits, without a refused call", async () => {
    const { makespan, ideal, calls, refused } = await closeAtOnce(20);
    expect({ calls, refused }).toEqual({ calls: 20, refused: 0 });
    expect(makespan / ideal).toBeLessThan(SLACK);
  });
});
