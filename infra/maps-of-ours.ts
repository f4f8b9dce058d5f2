import { globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { decode, encode, type SourceMapSegment } from "@jridgewell/sourcemap-codec";

/** What esbuild writes into a map. */
interface WrittenMap {
  readonly sources: readonly string[];
  readonly mappings: string;
}

/** Keeps of the places in libraries the first of each stretch, so that a trace still names the file. */
function* withoutLibraryLines(
  segments: readonly SourceMapSegment[],
  sources: readonly string[],
): Generator<SourceMapSegment> {
  let before: string | undefined;
  for (const [column, index, line = 0, from = 0] of segments) {
    if (index === undefined) continue;
    const source = sources[index];
    if (source !== before || source?.startsWith("node_modules") !== true)
      yield [column, index, line, from];
    before = source;
  }
}

function mapOfOurs(map: WrittenMap, { root, folder }: { root: string; folder: string }): object {
  // From the root: so that the same code makes the same map wherever it is bundled.
  const sources = map.sources.map((source) => relative(root, resolve(folder, source)));
  const lines = decode(map.mappings).map((line) => [...withoutLibraryLines(line, sources)]);
  return { ...map, sources, names: [], mappings: encode(lines) };
}

/**
 * Takes the lines of libraries out of the source maps below a folder. They are nine tenths of a map, and
 * Node reads the whole of it before a function's first answer, for half as long as it loads the bundle.
 *
 * @param root the folder that names of sources in the maps start from
 */
export function keepMapsOfOurs(dist: string, root: string): void {
  for (const name of globSync("*/*.map", { cwd: dist })) {
    const file = join(dist, name);
    const map = JSON.parse(readFileSync(file, "utf8")) as WrittenMap;
    writeFileSync(file, JSON.stringify(mapOfOurs(map, { root, folder: dirname(file) })));
  }
}
