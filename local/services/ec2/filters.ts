import type { Filter } from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import { invalidValue } from "./errors.ts";

/** The values of a resource that a filter can ask about, by the filter's name. */
export type Fields<T> = Readonly<
  Record<string, (resource: T) => string | boolean | readonly string[] | undefined>
>;

interface Candidate<T> {
  readonly resource: T;
  readonly tags: Readonly<Record<string, string>>;
}

/** Values of one filter (EC2 User Guide, "Filtering considerations"). */
const VALUES_PER_FILTER = 200;

/** A filter's value with its wildcards, `*` and `?`; a backslash makes them literal. */
function pattern(value: string): RegExp {
  const source = value.replace(/\\(.)|[*?]|[.+^${}()|[\]]/gs, (text, literal?: string) => {
    if (literal !== undefined) return `\\${literal}`;
    if (text === "*") return ".*";
    return text === "?" ? "." : `\\${text}`;
  });
  return new RegExp(`^${source}$`, "s");
}

function valuesOf<T>(name: string, candidate: Candidate<T>, fields: Fields<T>): readonly string[] {
  if (name === "tag-key") return Object.keys(candidate.tags);
  if (name.startsWith("tag:")) return [candidate.tags[name.slice("tag:".length)] ?? []].flat();
  const field = fields[name];
  if (!field) throw invalidValue(`The filter '${name}' is invalid`);
  return [field(candidate.resource) ?? []].flat().map(String);
}

function passes<T>(candidate: Candidate<T>, filter: Filter, fields: Fields<T>): boolean {
  const found = valuesOf(filter.Name ?? "", candidate, fields);
  const patterns = (filter.Values ?? []).map(pattern);
  return found.some((value) => patterns.some((wanted) => wanted.test(value)));
}

function checkFilter<T>({ Name = "", Values = [] }: Filter, fields: Fields<T>): void {
  if (Values.length > VALUES_PER_FILTER) {
    throw new AwsError("FilterLimitExceeded", "The maximum number of filter values is 200");
  }
  const known = Name === "tag-key" || Name.startsWith("tag:") || Object.hasOwn(fields, Name);
  if (!known) throw invalidValue(`The filter '${Name}' is invalid`);
}

/**
 * The resources that pass every filter: one of its values must match one value of the resource.
 * Errors: InvalidParameterValue for a filter that is not known, or that is not emulated.
 */
export function filtered<T>(
  candidates: readonly Candidate<T>[],
  filters: readonly Filter[],
  fields: Fields<T>,
): T[] {
  for (const filter of filters) checkFilter(filter, fields);
  return candidates
    .filter((candidate) => filters.every((filter) => passes(candidate, filter, fields)))
    .map(({ resource }) => resource);
}
