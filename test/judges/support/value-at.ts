/** What an answer has at a path such as `Roots.0.Id`. */
export function valueAt(answer: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (value, name) => (value as Record<string, unknown> | undefined)?.[name],
      answer,
    );
}
