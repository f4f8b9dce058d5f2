/** Remembers what was made of recent texts; the oldest are forgotten first. */
export function remember<T>(make: (text: string) => T, most: number): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    const found = made.get(text);
    if (found !== undefined) return found;
    const fresh = make(text);
    const oldest = made.size < most ? undefined : made.keys().next().value;
    if (oldest !== undefined) made.delete(oldest);
    made.set(text, fresh);
    return fresh;
  };
}
