import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A template as JSON, to be changed in place. */
export interface ChangeableTemplate {
  readonly Resources: Record<string, ChangeableResource>;
}

export interface ChangeableResource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

const isText = (file: string) => file.endsWith(".json");

/**
 * Copies a cloud assembly into an empty folder and changes its templates on the way. What is published
 * stays where it was.
 */
export function changeAssembly(
  assembly: string,
  folder: string,
  change: (template: ChangeableTemplate) => void,
): void {
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(assembly)) {
    const [from, to] = [join(assembly, file), join(folder, file)];
    if (!isText(file)) {
      symlinkSync(from, to);
      continue;
    }
    const text = readFileSync(from, "utf8");
    writeFileSync(to, file.endsWith(".template.json") ? changed(text, change) : text);
  }
}

function changed(text: string, change: (template: ChangeableTemplate) => void): string {
  const template = JSON.parse(text) as ChangeableTemplate;
  change(template);
  return JSON.stringify(template);
}
