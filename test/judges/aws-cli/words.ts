/** The words of a command line; single quotes keep together what has blanks. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

/** The words of a command with `{name}` replaced by its value. Throws for a name without one. */
export function argumentsOf(line: string, values: ReadonlyMap<string, unknown>): string[] {
  return wordsOf(line).map((word) =>
    word.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = values.get(name);
      if (typeof value !== "string") throw new Error(`Nothing was kept as {${name}}.`);
      return value;
    }),
  );
}
