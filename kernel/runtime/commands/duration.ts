/** Times in the unit that fits. */

const units: [unit: string, milliseconds: number][] = [
  ["min", 60_000],
  ["s", 1000],
  ["ms", 1],
  ["µs", 1e-3],
  ["ns", 1e-6],
];

/** Milliseconds as text with three digits, as in `1.23 ms`. */
export function duration(milliseconds: number): string {
  const [unit, size] = units.find(([, size]) => milliseconds >= size) ?? units.at(-1)!;
  return `${Number((milliseconds / size).toPrecision(3))} ${unit}`;
}
