import { element, escaped } from "./drawing.ts";
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
import { numberText, word } from "./words.ts";

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
    element("title", {}, escaped(hint)),
  );
  const value = column.values?.[neuron];
  const parts = [circle];
  if (value === undefined) {
    parts.push(element("text", { x, y: y + 4.5 }, escaped(name)));
  } else {
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
      { x, y: y + 4, "font-size": 12, "data-from": index },
      shortText(value),
    );
    const before = element("text", { x, y: y + 4.5, "data-to": index - 1 }, escaped(name));
    parts.push(shine, text, ...(index > 0 ? [before] : []));
    const above = { x, y: y - radius - 5, "font-size": 11.5, ...halo };
    if (!places.crowded) parts.push(element("text", above, escaped(name)));
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
    const text = `${size} ${noun}${activation ? `, ${activation}` : ""}`;
    return element(
      "text",
      { x: places.x[index], y: 18, "font-size": 12, "fill-opacity": 0.75 },
      escaped(text),
    );
  });
}
