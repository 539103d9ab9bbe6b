/** A place in a source, as every error shows it. */
import { beginning } from "./beginning.ts";

/** A place in a source; both count from zero. */
export interface Place {
  line: number;
  column: number;
  /** How many characters are marked. Default: 1. */
  length?: number;
}

/** How its parts are coloured. */
export interface Look {
  mark(text: string): string;
  gutter(text: string): string;
}

/** Of a longer line, the part around the place is shown. */
const longest = 200;

/**
 * The line before the place, its own line, and marks below.
 *
 * @example
 *   2 | const two = 2;
 * > 3 |   null.three;
 *     |        ^
 */
export function excerpt(lines: readonly string[], place: Place, look: Look): string[] {
  const { line, column } = place;
  const text = lines[line];
  if (text === undefined) return [];
  const width = String(line + 1).length;
  const gutter = (what: number | string) => look.gutter(`${String(what).padStart(width)} |`);
  const before = lines[line - 1];
  const from = text.length > longest ? Math.max(0, column - longest / 2) : 0;
  const cut = from > 0 ? "…" : "";
  const end = Math.min(text.length, from + longest);
  const length = Math.max(1, Math.min(place.length ?? 1, end - column));
  // Tabs stay tabs, so that the mark stands below its character.
  const indent = (cut + text.slice(from, column)).replace(/[^\t]/g, " ");
  return [
    ...(before?.trim() ? [`  ${gutter(line)} ${clipped(before)}`] : []),
    `${look.mark(">")} ${gutter(line + 1)} ${cut}${clipped(text.slice(from))}`,
    `  ${gutter("")} ${indent}${look.mark("^".repeat(length))}`,
  ];
}

function clipped(text: string): string {
  return text.length > longest ? `${beginning(text, longest)}…` : text;
}
