import type { Json } from "../../json-path/json.ts";

const changed = (value: unknown, rename: (name: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((each) => changed(each, rename));
  if (value instanceof Date) return value.getTime();
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.map(([name, each]) => [rename(name), changed(each, rename)]));
};

/** The members of an API whose names begin in lower case, from parameters in Pascal case. */
export const lowerFirst = (value: Json): unknown =>
  changed(value, (name) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`);

/** An answer of an API as an optimized integration shows it: Pascal case, times in milliseconds. */
export const pascalCase = (value: unknown): Json =>
  (changed(value, (name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`) ?? null) as Json;
