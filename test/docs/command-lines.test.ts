import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { programFor } from "../../cli/program.ts";
import type { Surroundings } from "../../cli/surroundings.ts";

const ROOT = join(import.meta.dirname, "../..");
const PAGES = ["README.md", ...globSync("docs/**/*.md", { cwd: ROOT })];
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

describe("every mayfly command in the docs", () => {
  const world = { stdout: {}, stderr: {} } as Surroundings;
  const commands = programFor(world).commands;
  const lines = PAGES.flatMap((page) =>
    [...read(page).matchAll(/\bmayfly (?:-- )?([a-z]+)((?: [^\n`)|;#]*)?)/g)].map(
      ([whole, name = "", rest = ""]) => ({ page, whole, name, rest }),
    ),
  );

  test("is one that there is, with flags that there are", () => {
    const known = new Set(commands.flatMap((each) => [each.name(), ...each.aliases()]));
    const flags = (name: string) =>
      new Set(
        [
          ...commands
            .filter((each) => each.name() === name)
            .flatMap((each) => [each, ...each.commands])
            .flatMap(({ options }) => options),
          ...programFor(world).options,
        ]
          .flatMap(({ long, short }) => [long, short])
          .filter((flag) => flag !== undefined),
      );
    const wrong = lines
      .filter(({ name }) => known.has(name))
      .filter(({ name, rest }) =>
        [...rest.replaceAll(/"[^"]*"/g, "").matchAll(/(?<= )--?[a-z][a-z-]*/g)].some(
          ([flag]) => !flags(name).has(flag),
        ),
      );
    expect(wrong.map(({ page, whole }) => `${page}: ${whole}`)).toEqual([]);
    expect(lines.filter(({ name }) => known.has(name)).length).toBeGreaterThan(25);
  });
});
