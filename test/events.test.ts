import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type * as z from "zod";
import { routes } from "../functions/api/router.ts";

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
