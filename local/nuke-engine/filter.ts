import * as z from "zod";

const detailed = z.strictObject({
  type: z
    .enum(["exact", "glob", "regex", "contains", "prefix", "suffix", "In", "NotIn"])
    .default("exact"),
  /** The legacy name of the resource when empty. */
  property: z.string().default(""),
  value: z.string().default(""),
  values: z.array(z.string()).default([]),
  invert: z.boolean().default(false),
});

/** One filter of the configuration; a bare string is the exact name. */
export const filter = z.union([
  z.string().transform((value) => detailed.parse({ value })),
  detailed.refine(({ property, value }) => property !== "" || value !== "", {
    error: "property and value cannot be empty",
  }),
]);

export type Filter = z.output<typeof filter>;

const escaped = (text: string) => text.replace(/[.+^${}()|\\]/g, "\\$&");

/** A glob as the engine reads it: one star stays within a path segment, two go beyond. */
function globPattern(glob: string): RegExp {
  const parts = glob.split(/(\*\*|\*|\?)/).map((part) => {
    if (part === "**") return ".*";
    if (part === "*") return "[^/]*";
    return part === "?" ? "[^/]" : escaped(part);
  });
  return new RegExp(`^${parts.join("")}$`, "s");
}

function isMatch({ type, value, values }: Filter, text: string): boolean {
  switch (type) {
    case "exact":
      return text === value;
    case "contains":
      return text.includes(value);
    case "glob":
      return globPattern(value).test(text);
    case "regex":
      return new RegExp(value).test(text);
    case "prefix":
      return text.startsWith(value);
    case "suffix":
      return text.endsWith(value);
    case "In":
      return values.includes(text);
    case "NotIn":
      return !values.includes(text);
    default:
      return type satisfies never;
  }
}

/** What a filter can look at. */
export interface Filterable {
  readonly name: string;
  readonly properties: Readonly<Record<string, string | undefined>>;
}

/** Whether one filter keeps a resource. A property that the resource does not have is empty. */
export function keeps(each: Filter, { name, properties }: Filterable): boolean {
  const text = each.property === "" ? name : (properties[each.property] ?? "");
  return isMatch(each, text) !== each.invert;
}
