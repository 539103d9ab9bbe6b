import { escapeHtml } from "../../html.ts";
import { element } from "../parts/drawing.ts";
import { numberText } from "../parts/words.ts";
import type { Network } from "./network-layers.ts";
import {
  backStep,
  halo,
  negative,
  type Places,
  positive,
  radius,
  shortText,
} from "./network-places.ts";

/** The lines between the neurons, and the weights beside them where `labelled`. */
export function connections(read: Network, places: Places, labelled: boolean): string[] {
  const largest = Math.max(
    ...read.connections.flatMap(({ weights }) => weights.flat().map(Math.abs)),
    1e-9,
  );
  const lines: { size: number; svg: string }[] = [];
  const labels: string[] = [];
  for (const [index, { weights, gradients }] of read.connections.entries()) {
    for (const [to, right] of places.slots[index + 1]!.entries()) {
      for (const [from, left] of places.slots[index]!.entries()) {
        if (left === null || right === null) continue;
        const weight = weights[right]![left]!;
        const size = Math.abs(weight) / largest;
        const line = {
          x1: places.x[index]! + radius,
          y1: places.y(index, from),
          x2: places.x[index + 1]! - radius,
          y2: places.y(index + 1, to),
        };
        const slope = gradients?.[right]?.[left];
        const hint = `w = ${numberText(weight)}${slope === undefined ? "" : `, ∂J/∂w = ${numberText(slope)}`}`;
        const look = {
          stroke: weight < 0 ? negative : positive,
          "stroke-width": 0.8 + 4.2 * size,
          "stroke-opacity": 0.3 + 0.7 * size,
          "stroke-dasharray": weight < 0 ? "7 4" : undefined,
        };
        lines.push({
          size,
          svg: element("line", { ...line, ...look }, element("title", {}, escapeHtml(hint))),
        });
        if (labelled) labels.push(weightLabel(line, weight, slope, read, index, from));
      }
    }
  }
  // The strongest on top.
  return [...lines.sort((a, b) => a.size - b.size).map(({ svg }) => svg), ...labels];
}

function weightLabel(
  { x1, y1, x2, y2 }: { x1: number; y1: number; x2: number; y2: number },
  weight: number,
  slope: number | undefined,
  { columns }: Network,
  index: number,
  from: number,
): string {
  // Neighbours' labels stand at different shares of the way, so that crossing lines keep apart.
  const share = from % 2 === 0 ? 0.3 : 0.62;
  const [x, y] = [x1 + share * (x2 - x1), y1 + share * (y2 - y1)];
  const at = { x, y: y - 5, "font-size": 11.5, ...halo };
  const color = weight < 0 ? negative : positive;
  const value = shortText(weight);
  if (slope === undefined) return element("text", { ...at, fill: color }, value);
  const step = backStep(columns, index);
  return [
    element("text", { ...at, fill: color, "data-to": step - 1 }, value),
    element("text", { ...at, "data-from": step }, `∂ ${shortText(slope)}`),
  ].join("");
}
