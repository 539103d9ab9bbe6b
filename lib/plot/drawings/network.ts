import type { Tensor } from "../../tensor/index.ts";
import { Drawing, element } from "../parts/drawing.ts";
import { kind } from "../parts/expected.ts";
import type { Vector } from "../parts/numbers.ts";
import { word } from "../parts/words.ts";
import { connections } from "./network-connections.ts";
import { type DrawableLayer, type Network, readNetwork } from "./network-layers.ts";
import { headings, type NeuronNames, nameRoom, neurons } from "./network-neurons.ts";
import { connectionCount, place } from "./network-places.ts";

/** Options of `network`. */
export interface NetworkOptions extends NeuronNames {
  /** The heading. Default: none. */
  title?: string;
  /** An example, one number for each input: its values flow forward, with a slider. */
  input?: Vector;
  /** The loss of the output for the example: its gradients flow back. Needs `input`. */
  loss?: (output: Tensor) => Tensor;
  /** Longer columns are cut with "⋮". Default 8. */
  maxNeurons?: number;
  /** Writes the weights beside the connections. Default: where there are at most 12. */
  weights?: boolean;
  /** The sentence that stands for the drawing where it cannot be seen. Default: made from the model. */
  description?: string;
}

/**
 * A network of linear layers as neurons and connections: blue and solid where the weight is
 * positive, orange and dashed where it is negative, the wider the larger. With an `input` the values
 * flow forward step by step, with a `loss` the gradients flow back; what dropout silences is
 * crossed out.
 *
 * @throws TypeError for layers that are no columns of neurons, such as convolutions.
 * @example
 * const model = nn.sequential(nn.linear(2, 3), nn.sigmoid(), nn.linear(3, 1), nn.sigmoid());
 * plot.network(model, { input: [0, 1], loss: (y) => nn.binaryCrossEntropy(y, tensor([[1]])) })
 */
export function network(model: DrawableLayer, options: NetworkOptions = {}): Drawing {
  const { input, loss } = options;
  if (typeof model !== "function") {
    throw new TypeError(
      `network: ${kind(model)} is no model. Draw nn.sequential(nn.linear(…), …).`,
    );
  }
  if (loss && !input) {
    throw new RangeError("network: a loss needs an example to flow back from. Give an input, too.");
  }
  const read = readNetwork(model, input ? { input, ...(loss ? { loss } : {}) } : undefined);
  const places = place(read, options.maxNeurons ?? 8, nameRoom(read, options));
  const steps = stepNames(read, loss !== undefined);
  const [width, height] = [places.width, places.height];
  const svg = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      "font-family": "system-ui, sans-serif",
      "font-size": 13,
      "text-anchor": "middle",
      fill: "currentColor",
    },
    ...connections(read, places, options.weights ?? connectionCount(read) <= 12),
    ...neurons(read, places, options),
    ...headings(read, places),
  );
  return new Drawing({
    svg,
    title: options.title ?? "",
    description: options.description ?? describe(read),
    ...(steps.length > 0 ? { steps } : {}),
  });
}

/** The steps: forward column by column, then back. Column c gets its values at step c. */
function stepNames({ columns }: Network, back: boolean): string[] {
  if (!columns[0]!.values) return [];
  const name = (column: number) => (column === 0 ? word("inputs") : `${word("layer")} ${column}`);
  const forward = columns.map((_, column) => `${word("Forward")}: ${name(column)}`);
  const backward = columns.map((_, column) => `${word("Backward")}: ${name(column)}`).reverse();
  return back ? [...forward, ...backward] : forward;
}

function describe({ columns, connections }: Network): string {
  const parameters = connections.reduce(
    (sum, { weights, biases }) => sum + weights.length * weights[0]!.length + (biases?.length ?? 0),
    0,
  );
  const sizes = columns.map(({ size }) => size).join("–");
  return `${word("Network")} ${sizes}, ${parameters} ${word("parameters")}.`;
}
