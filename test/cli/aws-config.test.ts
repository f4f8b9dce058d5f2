import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  blocksIn,
  hasProfile,
  outsideOf,
  refuseMalformed,
  withBlock,
  withoutBlock,
} from "../../cli/aws-config/blocks.ts";
import { changeConfig } from "../../cli/aws-config/file.ts";
import { CommandFailure } from "../../cli/failure.ts";
import { aFolder } from "./support/a-machine.ts";

const LEASE = "l-4f0a8c2e6b9d1f37";
const OTHER = "l-0000000000000001";
const BODY = "[profile mayfly]\nregion = eu-west-1\n";

const line = fc.oneof(
  fc.constantFrom(
    "[default]",
    "[profile me]",
    "[sso-session x]",
    "s3 =",
    "  max = 5",
    "# note",
    "",
  ),
  fc.constantFrom("region = eu-west-1", "role_arn=arn:aws:iam::1:role/x", "\tnested", "; old"),
  fc.constantFrom("# >>> mayfly", `# <<< mayfly l-1`, "[broken", "nonsense", "[profile mayfly]"),
  fc.string({ unit: "binary", maxLength: 30 }),
);

/** Files as people, programs and accidents leave them, in any encoding. */
const file = fc.oneof(
  fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom("\n", "\r\n"), fc.boolean())
    .map(([lines, end, closed]) => Buffer.from(lines.join(end) + (closed ? end : ""))),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);

const RUNS = { numRuns: 1_000 };

/** What a change makes of the file; undefined where it is refused. */
function changed(path: string, change: (text: string) => string): Buffer | undefined {
  try {
    changeConfig(path, change);
    return readFileSync(path);
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return undefined;
  }
}

describe("1,000 random configuration files", () => {
  test("survive a profile that comes, changes and goes, byte for byte", () => {
    const path = join(aFolder(), "config");
    fc.assert(
      fc.property(file, (bytes) => {
        writeFileSync(path, bytes);
        const written = changed(path, (text) => withBlock(text, LEASE, BODY));
        if (written === undefined) return expect(readFileSync(path)).toEqual(bytes);
        const block = written.subarray(bytes.length).toString("latin1");
        expect(written.subarray(0, bytes.length)).toEqual(bytes);
        expect(block.replace(/^\n/, "")).toMatch(/^# >>> mayfly l-[^\n]+\n\[profile mayfly\]/);
        changed(path, (text) => withBlock(text, LEASE, `${BODY}output = json\n`));
        expect(readFileSync(path).subarray(0, bytes.length)).toEqual(bytes);
        changed(path, (text) => withoutBlock(text, LEASE));
        expect(readFileSync(path)).toEqual(bytes);
      }),
      RUNS,
    );
  });

  test("keep what others write after our profiles, and our other profiles", () => {
    fc.assert(
      fc.property(file, file, (before, after) => {
        const [first, last] = [before.toString("latin1"), after.toString("latin1")];
        let text: string;
        try {
          text = `${withBlock(first, OTHER, BODY)}[profile after]\n${last}`;
          text = withBlock(text, LEASE, BODY);
          const pruned = withoutBlock(text, LEASE);
          expect(
            pruned.startsWith(`${withBlock(first, OTHER, BODY)}[profile after]\n${last}`),
          ).toBe(true);
          const bare = withoutBlock(pruned, OTHER);
          expect(bare.endsWith(`[profile after]\n${last}`)).toBe(true);
          expect(bare.startsWith(first)).toBe(true);
        } catch (error) {
          if (!(error instanceof CommandFailure)) throw error;
        }
      }),
      RUNS,
    );
  });
});

describe("a block of ours", () => {
  test("takes the place of an earlier one, where that was", () => {
    const before = `${withBlock("[default]\n", LEASE, "old = 1\n")}[profile b]\n`;
    const after = withBlock(before, LEASE, BODY);
    expect(outsideOf(after)).toBe("[default]\n[profile b]\n");
    expect(after.indexOf("[profile b]")).toBeGreaterThan(after.indexOf(BODY));
  });

  test.each([
    ["has no end", `# >>> mayfly ${LEASE}\nregion = x\n`],
    ["has no beginning", `region = x\n# <<< mayfly ${LEASE}\n`],
    ["has no end", `# >>> mayfly ${LEASE}\n# >>> mayfly ${OTHER}\n# <<< mayfly ${OTHER}\n`],
    ["two profiles", withBlock("", LEASE, BODY).repeat(2)],
  ])("that is damaged is refused: %s", (message, text) => {
    expect(() => blocksIn(text)).toThrow(message);
    expect(() => withBlock(text, LEASE, BODY)).toThrow(CommandFailure);
  });

  test("is not removed while settings below it would fall to another profile", () => {
    const text = `${withBlock("[default]\n", LEASE, BODY)}region = us-east-1\n`;
    expect(() => withoutBlock(text, LEASE)).toThrow('"region = us-east-1" stands after');
  });

  test.each(["[profile x]", "[ profile  x ]", '[profile "x"]', "[profile x] # mine", "[x]"])(
    "sees that %s is somebody else's",
    (header) => {
      expect(hasProfile(`${header}\nregion = a\n`, "x")).toBe(true);
    },
  );

  test("does not take its own profile for somebody else's", () => {
    expect(hasProfile(withBlock("", LEASE, BODY), "mayfly")).toBe(false);
  });

  test.each([
    ["line 2", "[default]\nnonsense\n"],
    ["line 1", "[broken\n"],
    ["not a text", "[default]\n\0\n"],
  ])("is not put into a file that nobody can read: %s", (message, text) => {
    expect(() => refuseMalformed(text)).toThrow(message);
  });
});

describe("the file", () => {
  const change = (path: string) => changeConfig(path, (text) => withBlock(text, LEASE, BODY));

  test("keeps its rights", () => {
    const path = join(aFolder(), "config");
    writeFileSync(path, "[default]\n");
    chmodSync(path, 0o640);
    change(path);
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  test("is its owner's alone when it is new, as is its folder", () => {
    const path = join(aFolder(), ".aws", "config");
    change(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, "..")).mode & 0o777).toBe(0o700);
  });

  test("is changed where a link leads, and the link stays", () => {
    const folder = aFolder();
    mkdirSync(join(folder, "dotfiles"));
    writeFileSync(join(folder, "dotfiles", "aws"), "[default]\n");
    symlinkSync("dotfiles/aws", join(folder, "between"));
    symlinkSync("between", join(folder, "config"));
    change(join(folder, "config"));
    expect(lstatSync(join(folder, "config")).isSymbolicLink()).toBe(true);
    expect(lstatSync(join(folder, "between")).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, "dotfiles", "aws"), "utf8")).toContain(BODY);
  });

  test("that is read-only stays as it is", () => {
    const path = join(aFolder(), "config");
    writeFileSync(path, "[default]\n");
    chmodSync(path, 0o400);
    expect(() => change(path)).toThrow("it is read-only");
    expect(readFileSync(path, "utf8")).toBe("[default]\n");
  });

  test.each(["a folder", "links in a circle"])("that is %s is refused", (kind) => {
    const path = join(aFolder(), "config");
    if (kind === "a folder") mkdirSync(path);
    else symlinkSync("config", path);
    expect(() => change(path)).toThrow(CommandFailure);
  });

  test("that somebody else changes meanwhile loses nothing", () => {
    const path = join(aFolder(), "config");
    writeFileSync(path, "[default]\n");
    let calls = 0;
    changeConfig(path, (text) => {
      calls += 1;
      if (calls === 1) writeFileSync(path, `${text}region = eu-west-1\n`);
      return withBlock(text, LEASE, BODY);
    });
    expect(readFileSync(path, "utf8")).toBe(
      withBlock("[default]\nregion = eu-west-1\n", LEASE, BODY),
    );
  });

  test("leaves nothing beside it, whatever happens", () => {
    const folder = aFolder();
    const path = join(folder, "config");
    change(path);
    chmodSync(path, 0o400);
    expect(() => changeConfig(path, () => "")).toThrow(CommandFailure);
    expect(readdirSync(folder)).toEqual(["config"]);
  });
});
