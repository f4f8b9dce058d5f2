import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
const filesIn = (...patterns: string[]) =>
  patterns.flatMap((each) => globSync(each, { cwd: ROOT }));

/** What each folder may import from the others, and what to do instead. */
const ARROWS: Readonly<Record<string, { may: readonly string[]; instead: string }>> = {
  domain: {
    may: [],
    instead: "The domain is pure: take the value as an argument, or define a port.",
  },
  ports: { may: ["domain"], instead: "A port speaks the domain's words only." },
  adapters: {
    may: ["domain", "ports"],
    instead: "An adapter serves a port: what it needs from a function comes in as an argument.",
  },
  functions: {
    may: ["domain", "ports", "adapters"],
    instead: "A function is a room of its own: infrastructure gives it its environment.",
  },
  nuke: {
    may: ["domain", "ports", "adapters", "functions"],
    instead: "The nuke program is production code like a function.",
  },
  infra: {
    may: ["domain", "adapters", "functions", "nuke", "statemachines"],
    instead: "Infrastructure deploys production code and never runs the local cloud.",
  },
  cli: {
    may: ["functions"],
    instead: "The command knows Mayfly by its API alone: import the API's schemas.",
  },
  statemachines: {
    may: [],
    instead: "The table of placeholders names functions, it imports none.",
  },
};

const PRODUCTION = Object.keys(ARROWS);
const productionFiles = filesIn(...PRODUCTION.map((folder) => `${folder}/**/*.ts`));

const importsOf = (file: string): readonly string[] =>
  [...read(file).matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, path = ""]) =>
    relative(ROOT, join(ROOT, dirname(file), path)),
  );

const topOf = (file: string) => file.split("/")[0] ?? "";

describe("the arrows", () => {
  test.each(Object.entries(ARROWS))("%s imports only what it may", (folder, { may, instead }) => {
    const trespasses = filesIn(`${folder}/**/*.ts`).flatMap((file) =>
      importsOf(file)
        .filter((target) => ![folder, ...may].includes(topOf(target)))
        .map((target) => `${file} imports ${target}. ${instead}`),
    );
    expect(trespasses).toEqual([]);
  });

  test("the command imports nothing of the functions but the API's schemas", () => {
    const schemas = ["functions/api/answers.ts", "functions/api/contract.ts"];
    const trespasses = filesIn("cli/**/*.ts").flatMap((file) =>
      importsOf(file)
        .filter((target) => topOf(target) === "functions" && !schemas.includes(target))
        .map((target) => `${file} imports ${target}. ${ARROWS["cli"]?.instead}`),
    );
    expect(trespasses).toEqual([]);
  });

  test("only handlers choose adapters: steps and routes take ports", () => {
    const trespasses = filesIn("functions/**/*.ts")
      .filter((file) => !file.endsWith("/handler.ts"))
      .filter((file) => importsOf(file).some((target) => topOf(target) === "adapters"))
      .map(
        (file) => `${file} imports an adapter. Take a port as an argument; handler.ts fills it.`,
      );
    expect(trespasses).toEqual([]);
  });

  test("only adapters, and the program that runs the nuke, know the AWS SDK", () => {
    const allowed = [
      /^adapters\/aws\//,
      /^nuke\/(main|engine)\.ts$/,
      /^cli\/(mayfly|doctor\/aws-estate)\.ts$/,
    ];
    // Unmarshalling is a change of form, not a call.
    const knowing = productionFiles
      .filter((file) => !allowed.some((pattern) => pattern.test(file)))
      .filter((file) => /from "@aws-sdk\/(?!util-dynamodb)/.test(read(file)));
    expect(knowing).toEqual([]);
  });

  test("no production file mentions the local cloud", () => {
    // The command passes on to it, and knows nothing else of it.
    const unknowing = productionFiles.filter((file) => topOf(file) !== "cli");
    const mentioning = unknowing.filter((file) =>
      /local cloud|localhost|127\.0\.0\.1|AWS_ENDPOINT_URL|\.\.\/local\//i.test(read(file)),
    );
    expect(mentioning).toEqual([]);
  });
});

describe("the domain", () => {
  test.each([
    ["asynchronous", /\basync\b|\bawait\b|\bPromise\b/],
    ["a clock", /Date\.now\(|new Date\(\)|performance\.now/],
    ["chance", /Math\.random|randomUUID|randomInt/],
    ["an environment", /process\.env/],
    ["a log", /\bconsole\.(debug|error|info|log|trace|warn)\b|logger/],
    ["a library", /from "(?!\.)/],
  ])("has nothing of %s", (_, forbidden) => {
    expect(filesIn("domain/**/*.ts").filter((file) => forbidden.test(read(file)))).toEqual([]);
  });
});

describe("the rooms", () => {
  const rooms = filesIn("functions/**/handler.ts").map((file) => dirname(file));

  test.each(rooms)("%s has a contract and a thin handler", (room) => {
    expect(existsSync(join(ROOT, room, "contract.ts"))).toBe(true);
    const lines = read(join(room, "handler.ts")).split("\n").length;
    expect(lines).toBeLessThanOrEqual(45);
  });

  test.each(rooms.filter((room) => room.startsWith("functions/steps/")))(
    "%s has the furniture of a step and nothing else",
    (room) => {
      expect(readdirSync(join(ROOT, room)).sort()).toEqual([
        "contract.ts",
        "handler.ts",
        "step.ts",
      ]);
    },
  );

  test("the environment is read in one place", () => {
    const reading = filesIn("functions/**/*.ts", "adapters/**/*.ts", "nuke/**/*.ts")
      .filter((file) => read(file).includes("process.env"))
      // The engine is a child process: it inherits what its parent has.
      .filter((file) => !["functions/shared/environment.ts", "nuke/engine.ts"].includes(file));
    expect(reading).toEqual([]);
  });
});

describe("the sizes", () => {
  const all = filesIn(
    ...[...PRODUCTION, "local", "test", "bench"].map((folder) => `${folder}/**/*.ts`),
  );

  test("no file is longer than 250 lines", () => {
    expect(all.filter((file) => read(file).split("\n").length > 251)).toEqual([]);
  });

  test("half of the production files have 60 lines at most", () => {
    const sizes = productionFiles
      .map((file) => read(file).split("\n").length)
      .toSorted((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(60);
  });
});

describe("the tests", () => {
  const tests = filesIn("test/**/*.test.ts").filter((file) => file !== "test/architecture.test.ts");

  test("mock no module: dependencies are passed in", () => {
    expect(tests.filter((file) => /vi\.(mock|doMock)\(/.test(read(file)))).toEqual([]);
  });

  test("have titles that state behaviour instead of what should be", () => {
    const titled = tests.filter((file) =>
      /\b(test|it)(\.each\([^)]*\))?\("[^"]*\bshould\b/.test(read(file)),
    );
    expect(titled).toEqual([]);
  });
});
