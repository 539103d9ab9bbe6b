import { numberText } from "../parts/words.ts";
import type { Column, Network } from "./network-layers.ts";

export const positive = "#1b7fbd";
export const negative = "#d55e00";
export const radius = 21;

/** With more neurons in a column, names and gradients are left to the tooltips. */
const greatestRoomy = 6;

/** A rim in the page's colour, so that text stays readable on lines. */
export const halo = {
  "paint-order": "stroke",
  stroke: "var(--sinapse-ground, #ffffff)",
  "stroke-width": 3.5,
  "stroke-linejoin": "round",
};

/** Where things stand: for each column the drawn neurons (`null` for "⋮") and their heights. */
export interface Places {
  width: number;
  height: number;
  x: number[];
  /** Too many neurons for names beside them. */
  crowded: boolean;
  slots: (number | null)[][];
  y(column: number, slot: number): number;
}

/** Places the neurons; `room` is what names need at the two sides. */
export function place(
  { columns }: Network,
  limit: number,
  room: { left: number; right: number },
): Places {
  const slots = columns.map(({ size }) => {
    if (size <= limit) return Array.from({ length: size }, (_, k) => k);
    const shown = Array.from({ length: Math.max(1, limit - 2) }, (_, k) => k);
    return [...shown, null, size - 1];
  });
  const longest = Math.max(...slots.map((column) => column.length));
  const gap = Math.min(200, Math.max(110, 580 / Math.max(1, columns.length - 1)));
  const flows = columns[0]!.values !== undefined;
  const crowded = longest > greatestRoomy;
  const pitch = crowded ? 52 : columns[0]!.gradients ? 104 : flows ? 90 : 74;
  const top = 44;
  const height = top + longest * pitch + 8;
  return {
    width: 120 + room.left + room.right + gap * (columns.length - 1),
    height,
    x: columns.map((_, column) => 60 + room.left + gap * column),
    crowded,
    slots,
    y: (column, slot) =>
      top + (longest * pitch) / 2 + (slot - (slots[column]!.length - 1) / 2) * pitch,
  };
}

/** The step at which the gradients of a column appear. */
export function backStep(columns: readonly Column[], column: number): number {
  return columns.length + (columns.length - 1 - column);
}

export function connectionCount({ connections }: Network): number {
  return connections.reduce((sum, { weights }) => sum + weights.length * weights[0]!.length, 0);
}

/** A number as fits into a neuron: two decimals, more only where nothing else would be left. */
export function shortText(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000 || (size < 0.005 && size > 0)) {
    return numberText(Number(value.toPrecision(1))).replace(" × ", "·");
  }
  return numberText(Number(value.toFixed(size < 10 ? 2 : size < 100 ? 1 : 0)));
}
