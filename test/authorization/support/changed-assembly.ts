import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A template as JSON, to be changed in place. */
export interface ChangeableTemplate {
  readonly Resources: Record<string, ChangeableResource>;
}

export interface ChangeableResource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

interface Assets {
  readonly files: Record<string, { readonly source: { path: string } }>;
}

/** Changes the JSON of a file of an assembly, by the end of the file's name. */
type Changes = Readonly<Record<string, (content: never) => void>>;

function changed(text: string, file: string, changes: Changes): string {
  const [, change] = Object.entries(changes).find(([end]) => file.endsWith(end)) ?? [];
  if (change === undefined) return text;
  const content = JSON.parse(text) as never;
  change(content);
  return JSON.stringify(content);
}

/**
 * Works with a copy of a cloud assembly whose templates are changed on the way; the copy is deleted
 * afterwards. What the assembly publishes stays where it is.
 */
export async function withChangedAssembly<T>(
  assembly: string,
  change: (template: ChangeableTemplate) => void,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "assembly-"));
  const changes = {
    ".template.json": change,
    ".assets.json": ({ files }: Assets) => {
      for (const { source } of Object.values(files)) source.path = join(assembly, source.path);
    },
  };
  try {
    for (const file of readdirSync(assembly).filter((each) => each.endsWith(".json"))) {
      const text = readFileSync(join(assembly, file), "utf8");
      writeFileSync(join(folder, file), changed(text, file, changes));
    }
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
