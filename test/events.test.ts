import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type * as z from "zod";
import { routes } from "../functions/api/router.ts";
import { EVENT_SCHEMAS, eventDocuments } from "../functions/shared/event-schemas/events.ts";

const ROOT = join(import.meta.dirname, "..");
const rooms = globSync("functions/**/handler.ts", { cwd: ROOT }).map((file) => dirname(file));
const samples = globSync("events/*/*.json", { cwd: ROOT });
const functionOf = (sample: string) => basename(dirname(sample));
const contentOf = (sample: string) =>
  JSON.parse(readFileSync(join(ROOT, sample), "utf8")) as unknown;

async function inputOf(name: string): Promise<z.ZodType> {
  const room = rooms.find((each) => basename(each) === name);
  const contract = (await import(join(ROOT, room ?? "", "contract.ts"))) as { input: z.ZodType };
  return contract.input;
}

describe("sample events", () => {
  test.each(samples)("%s is what its function takes", async (sample) => {
    const parsed = (await inputOf(functionOf(sample))).safeParse(contentOf(sample));
    expect(parsed.error?.issues).toBeUndefined();
  });

  test("there is one for every function", () => {
    const covered = new Set(samples.map(functionOf));
    expect(rooms.map((room) => basename(room)).filter((name) => !covered.has(name))).toEqual([]);
  });

  test("there is one for every route of the API", () => {
    const covered = samples
      .filter((sample) => functionOf(sample) === "api")
      .map((sample) => (contentOf(sample) as { routeKey: string }).routeKey);
    expect(new Set(covered)).toEqual(new Set(Object.keys(routes)));
  });

  test("none of them names a real account or person", () => {
    const numbers = samples.flatMap((sample) =>
      [...readFileSync(join(ROOT, sample), "utf8").matchAll(/\b\d{12}\b/g)].map(
        ([number]) => number,
      ),
    );
    expect(new Set(numbers)).toEqual(new Set(["222222222222", "333333333333"]));
  });
});

describe("the schemas of events", () => {
  const published = globSync("docs/events/*.json", { cwd: ROOT });

  test("are published in docs/events as they are: npx node infra/write-event-schemas.ts", () => {
    const files = published.map((file) => [basename(file), contentOf(file)]);
    expect(Object.fromEntries(files)).toEqual(JSON.parse(JSON.stringify(eventDocuments())));
  });

  test("refuse an event with a member that was not published", () => {
    const event = { id: "a.1.0", version: 1, at: "2026-12-01T09:00:00.000Z", by: "mayfly" };
    const about = { leaseId: "l-0123456789abcdef", owner: "person:alice" };
    const queued = { ...event, ...about, type: "LeaseQueued", to: "vending", why: "full" };
    expect(EVENT_SCHEMAS.LeaseQueued.safeParse(queued).success).toBe(true);
    const secret = { ...queued, details: { secret: "x" } };
    expect(EVENT_SCHEMAS.LeaseQueued.safeParse(secret).error?.issues).toMatchObject([
      { code: "unrecognized_keys", keys: ["details"] },
    ]);
  });
});
