/** The value of a JSON text from the other side; undefined when the text is not JSON. What it holds is for a schema to say. */
export function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
