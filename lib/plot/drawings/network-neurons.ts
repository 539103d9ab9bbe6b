import { escapeHtml } from "../../html.ts";
import { element } from "../parts/drawing.ts";
import { numberText, word } from "../parts/words.ts";
import type { Network } from "./network-layers.ts";
import {
  backStep,
  connectionCount,
  halo,
  negative,
  type Places,
  positive,
  radius,
  shortText,
} from "./network-places.ts";

/** Names of the neurons at both ends. */
export interface NeuronNames {
  /** Names of the inputs. Default x₁, x₂… */
  inputNames?: readonly string[];
  /** Names of the outputs. Default ŷ, or ŷ₁, ŷ₂… */
  outputNames?: readonly string[];
}

/** The neurons with what they put out, and with the gradients that reach them. */
export function neurons(read: Network, places: Places, options: NeuronNames): string[] {
  return read.columns.flatMap((_, index) =>
    places.slots[index]!.flatMap((neuron, slot) => {
      const [x, y] = [places.x[index]!, places.y(index, slot)];
      if (neuron === null) return [element("text", { x, y: y + 8, "font-size": 24 }, "⋮")];
      return neuronParts(read, places, index, neuron, x, y, options);
    }),
  );
}

function neuronParts(
  read: Network,
  places: Places,
  index: number,
  neuron: number,
  x: number,
  y: number,
  options: NeuronNames,
): string[] {
  const column = read.columns[index]!;
  const name = neuronName(read, index, neuron, options);
  const bias = index > 0 ? read.connections[index - 1]!.biases?.[neuron] : undefined;
  const hint = bias === undefined ? name : `${name}, ${word("bias")} ${numberText(bias)}`;
  const circle = element(
    "circle",
    {
      cx: x,
      cy: y,
      r: radius,
      fill: "var(--sinapse-ground, #ffffff)",
      stroke: "currentColor",
      "stroke-width": 1.6,
    },
    element("title", {}, escapeHtml(hint)),
  );
  const value = column.values?.[neuron];
  const parts = [circle];
  if (value === undefined) {
    parts.push(nameText(read, index, name, x, y));
  } else {
    const inside = shortText(value);
    const shine = element("circle", {
      cx: x,
      cy: y,
      r: radius - 2.5,
      fill: value < 0 ? negative : positive,
      "fill-opacity": 0.45 * Math.min(1, Math.abs(value)),
      "data-from": index,
    });
    const text = element(
      "text",
      { x, y: y + 4, "font-size": inside.length > 5 ? 10 : 12, "data-from": index },
      inside,
    );
    const before = nameText(read, index, name, x, y, index - 1);
    parts.push(shine, text, ...(index > 0 && !isLong(name) ? [before] : []));
    const above = { x, y: y - radius - 5, "font-size": 11.5, ...halo };
    if (isLong(name)) parts.push(nameText(read, index, name, x, y));
    else if (!places.crowded) parts.push(element("text", above, escapeHtml(name)));
  }
  if (bias !== undefined && connectionCount(read) <= 12) {
    const at = { x, y: y + radius + 13, "font-size": 11, "fill-opacity": 0.8, ...halo };
    parts.push(element("text", at, `${bias < 0 ? "−" : "+"} ${shortText(Math.abs(bias))}`));
  }
  const slope = column.gradients?.[neuron];
  if (slope !== undefined && !places.crowded) {
    const at = {
      x,
      y: y + radius + (bias === undefined ? 13 : 26),
      "font-size": 11,
      fill: negative,
      ...halo,
    };
    parts.push(
      element(
        "text",
        { ...at, "data-from": backStep(read.columns, index) },
        `∂ ${shortText(slope)}`,
      ),
    );
  }
  if (column.dropped?.[neuron]) {
    const arm = radius + 5;
    const d = `M${x - arm} ${y - arm}L${x + arm} ${y + arm}M${x + arm} ${y - arm}L${x - arm} ${y + arm}`;
    parts.push(element("path", { d, stroke: negative, "stroke-width": 3.5, "data-from": index }));
  }
  return parts;
}

/** A name inside its neuron; beside it, on the outer side, where it is too long for that. */
function nameText(
  read: Network,
  index: number,
  name: string,
  x: number,
  y: number,
  lastStep?: number,
): string {
  const beside = radius + 7;
  const place = !isLong(name)
    ? { x }
    : index === read.columns.length - 1
      ? { x: x + beside, "text-anchor": "start" }
      : { x: x - beside, "text-anchor": "end" };
  return element("text", { ...place, y: y + 4.5, "data-to": lastStep }, escapeHtml(name));
}

/** How wide the names are that stand to the left of the inputs and to the right of the outputs. */
export function nameRoom(
  { columns }: Network,
  { inputNames = [], outputNames = [] }: NeuronNames,
): { left: number; right: number } {
  const room = (names: readonly string[]) =>
    Math.max(0, ...names.filter(isLong).map((name) => 7.5 * name.length));
  return columns.length > 1 ? { left: room(inputNames), right: room(outputNames) } : noRoom;
}

const noRoom = { left: 0, right: 0 };

function isLong(name: string): boolean {
  return name.length > 4;
}

function neuronName(read: Network, index: number, neuron: number, options: NeuronNames): string {
  const number = subscript(neuron + 1);
  if (index === 0) return options.inputNames?.[neuron] ?? `x${number}`;
  const last = index === read.columns.length - 1;
  if (!last) return `a${number}`;
  const alone = read.columns[index]!.size === 1;
  return options.outputNames?.[neuron] ?? (alone ? "ŷ" : `ŷ${number}`);
}

function subscript(number: number): string {
  return [...String(number)].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]).join("");
}

/** How many neurons each column has, and what they compute. */
export function headings(read: Network, places: Places): string[] {
  return read.columns.map(({ size, activation }, index) => {
    const last = index === read.columns.length - 1;
    const noun =
      index === 0
        ? word(size === 1 ? "input" : "inputs")
        : last
          ? word(size === 1 ? "output" : "outputs")
          : word(size === 1 ? "neuron" : "neurons");
    const [x, y] = [places.x[index], 18];
    const look = { "font-size": 12, "fill-opacity": 0.75 };
    const counted = element("text", { x, y: activation ? 14 : y, ...look }, `${size} ${noun}`);
    return activation
      ? counted + element("text", { x, y: 29, ...look }, escapeHtml(activation))
      : counted;
  });
}
