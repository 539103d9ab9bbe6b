/** Points in the plane, as several figures draw them. */
import type { Trace } from "./figure.ts";
import { column, type Matrix, rounded, sameLength, table, type Vector, vector } from "./numbers.ts";
import { classPalette, symbols } from "./theme.ts";
import { word } from "./words.ts";

/** The two coordinates of points given as [n, 2] or as `{ x, y }`. */
export function coordinates(
  what: string,
  points: Matrix | { x: Vector; y: Vector },
): { x: number[]; y: number[] } {
  if (typeof points === "object" && points !== null && "x" in points && "y" in points) {
    const x = vector(`${what}: x`, points.x);
    const y = vector(`${what}: y`, points.y);
    sameLength(what, "x", x.length, "y", y.length);
    return { x, y };
  }
  const all = table(`${what}: points`, points as Matrix);
  if (all.columns !== 2) {
    throw new RangeError(
      `${what}: points have ${all.columns} coordinates, 2 were expected. Choose two columns?`,
    );
  }
  return { x: column(all, 0), y: column(all, 1) };
}

/** One trace for each class, in the classes' colours and shapes. */
export function classTraces(
  x: number[],
  y: number[],
  classes: readonly (number | string)[],
  names: readonly string[] | undefined,
  size: number,
): Trace[] {
  const different = [...new Set(classes)].sort((a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1,
  );
  return different.map((label, index) => {
    const place = typeof label === "number" && label >= 0 ? label : index;
    const members = classes.flatMap((other, point) => (other === label ? [point] : []));
    const name =
      typeof label === "number" ? (names?.[label] ?? `${word("class")} ${label}`) : label;
    return {
      ...pointTrace(
        members.map((point) => x[point]!),
        members.map((point) => y[point]!),
        {
          color: classPalette[place % classPalette.length],
          symbol: symbols[place % symbols.length],
          size,
          line: { color: "#ffffff", width: 1 },
        },
      ),
      name,
    };
  });
}

/** A trace of points that all look alike. */
export function pointTrace(x: number[], y: number[], marker: Record<string, unknown>): Trace {
  return { type: "scatter", mode: "markers", x: rounded(x), y: rounded(y), marker };
}
