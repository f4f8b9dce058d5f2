/** What a text says as JSON; undefined when it is none, so that a schema refuses it. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
