/** JSON on the wire: what comes in is bounded, and what goes out can be saved in a notebook. */

/**
 * How deep objects and arrays may lie in one another. Jupyter's server fails to save a notebook
 * with an output of 500 levels.
 */
export const deepest = 200;

/** A value that is not sent, as who gets it could not read it. */
export class TooDeep extends Error {
  override name = "TooDeep";

  constructor() {
    super(`objects and arrays lie deeper than ${deepest} levels in one another`);
  }
}

// JSON.stringify writes halves of characters like this, and only them; an escaped backslash goes first.
const escaped = /\\(?:u(d[89a-f][0-9a-f]{2})|.)/gs;

/**
 * A value as JSON in UTF-8. Half a character, as in `"😀"[0]`, becomes `�`: Python can neither
 * encode it nor save a notebook that holds it.
 * @throws {TooDeep} Where it lies deeper than {@link deepest}.
 */
export function encodeJson(value: object): Buffer {
  const json = JSON.stringify(value);
  const bytes = Buffer.from(
    json.includes("\\ud")
      ? json.replace(escaped, (found, half) => (half ? "\ufffd" : found))
      : json,
  );
  if (isTooDeep(bytes)) throw new TooDeep();
  return bytes;
}

const [quote, backslash, brace, bracket, braceEnd, bracketEnd] = [...'"\\{[}]'].map((character) =>
  character.charCodeAt(0),
);

/** Whether the JSON in `bytes` lies deeper than {@link deepest}; it need not be valid. */
export function isTooDeep(bytes: Uint8Array): boolean {
  if (bytes.length <= deepest) return false;
  let depth = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === quote) {
      at++;
      while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
    } else if (byte === brace || byte === bracket) {
      if (++depth > deepest) return true;
    } else if (byte === braceEnd || byte === bracketEnd) depth--;
  }
  return false;
}
