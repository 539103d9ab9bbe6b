import { extent } from "./numbers.ts";
import { type ColorScale, diverging, gray, sequential } from "./theme.ts";

/** The colours of values: diverging around zero where the signs differ, if nothing else is said. */
export function colorRange(
  values: ArrayLike<number>,
  colors?: "sequential" | "diverging" | "gray",
  range?: readonly [number, number],
): { scale: ColorScale; zmin: number; zmax: number } {
  const [low, high] = range ?? extent(values);
  const zero = low === 0 && high === 0;
  const kind = colors ?? ((low < 0 && high > 0) || zero ? "diverging" : "sequential");
  if (kind !== "diverging") {
    const scale = kind === "gray" ? gray : sequential;
    if (low < high) return { scale, zmin: low, zmax: high };
    // One value alone: its colour tells how far from zero it is.
    return { scale, zmin: Math.min(0, low), zmax: Math.max(0, high) || 1 };
  }
  const reach = Math.max(Math.abs(low), Math.abs(high)) || 1;
  return { scale: diverging, zmin: range ? low : -reach, zmax: range ? high : reach };
}
