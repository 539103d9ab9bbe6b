/** Jupyter counts Unicode code points, JavaScript UTF-16 units: they differ after 🎉 or 𝜃. */

const surrogate = /[\uD800-\uDFFF]/;

/** The UTF-16 offset of the code point number `position`; the ends of `text` bound it. */
export function toUtf16(text: string, position: number): number {
  if (!surrogate.test(text)) return Math.max(0, Math.min(position, text.length));
  let offset = 0;
  for (const character of text) {
    if (position-- <= 0) break;
    offset += character.length;
  }
  return offset;
}

/** How many code points stand before the UTF-16 offset. */
export function toCodePoints(text: string, offset: number): number {
  const before = text.slice(0, offset);
  return surrogate.test(before) ? [...before].length : before.length;
}
