import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { synthesized } from "../../local/cloud/assembly.ts";
import { localConfiguration } from "../../local/cloud/configuration.ts";

describe("the bundle of a function", () => {
  let code = "";
  let length = 0;
  let map: SourceMap;

  beforeAll(async () => {
    const { configuration } = await localConfiguration();
    const folder = join(await synthesized(configuration), "bundles/api");
    code = readFileSync(join(folder, "index.js"), "utf8");
    const text = readFileSync(join(folder, "index.js.map"), "utf8");
    length = text.length;
    map = new SourceMap(JSON.parse(text) as SourceMapPayload);
  });

  /** Where a text of the bundle was written. */
  function originOf(text: string) {
    const before = code.slice(0, code.indexOf(text)).split("\n");
    const entry = map.findEntry(before.length - 1, before.at(-1)?.length ?? 0);
    return "originalSource" in entry ? entry : undefined;
  }

  it("maps a place in our code to its file and line", () => {
    const { originalSource, originalLine } = originOf('"documents.json"') ?? {};

    expect(originalSource).toMatch(/functions\/shared\/documents\.ts$/);
    const line = readFileSync("functions/shared/documents.ts", "utf8").split("\n")[
      originalLine ?? -1
    ];
    expect(line).toContain('"documents.json"');
  });

  it("maps a place in a library to its file alone, so that the map is shorter than the code", () => {
    expect(originOf('"AWS_SECRET_ACCESS_KEY"')?.originalSource).toMatch(/\/fromEnv\.js$/);
    expect(length).toBeLessThan(code.length / 2);
  });

  it("takes credentials from its environment and knows no other way to them", () => {
    expect(code.includes("AWS_SECRET_ACCESS_KEY")).toBe(true);
    const others = ["AWS_CONTAINER_CREDENTIALS_FULL_URI", "AssumeRoleWithWebIdentityCommand"];
    expect(others.filter((other) => code.includes(other))).toEqual([]);
  });
});
