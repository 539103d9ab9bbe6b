import { noGrad, type Tensor, tensor } from "../../tensor/index.ts";
import { gradients } from "../../tensor/tape.ts";
import { sameLength, type Vector, vector } from "../parts/numbers.ts";

/** A layer, as far as a drawing needs it: layers of `nn` are such. */
export interface DrawableLayer {
  (x: never): unknown;
  readonly label: string;
  /** What it does to neurons. Default: "activation". */
  readonly kind?: "linear" | "activation" | "dropout" | "other";
  readonly children: Readonly<Record<string, DrawableLayer>>;
}

/** A column of neurons. */
export interface Column {
  size: number;
  /** What follows the weighted sum, as in "sigmoid": empty for inputs and plain outputs. */
  activation: string;
  /** What each neuron puts out for the example. */
  values?: number[];
  /** The derivative of the loss with respect to each output. */
  gradients?: number[];
  /** Which neurons dropout has silenced. */
  dropped?: boolean[];
}

/** The connections between two columns: one row of weights for each neuron of the right one. */
export interface Connections {
  weights: number[][];
  biases: number[] | undefined;
  /** The derivative of the loss with respect to each weight. */
  gradients?: number[][];
}

export interface Network {
  columns: Column[];
  connections: Connections[];
}

/** What flows through the network. */
export interface Flow {
  input: Vector;
  loss?: (output: Tensor) => Tensor;
}

type Call = (x: Tensor) => Tensor;
type LinearParts = DrawableLayer & { weight: Tensor; bias: Tensor | undefined };

/**
 * Reads a model made of linear layers, activations and dropout, and what flows through it.
 *
 * @throws TypeError where it has other layers; RangeError where the example does not fit.
 */
export function readNetwork(model: DrawableLayer, flow?: Flow): Network {
  const layers = flattened(model);
  const first = layers.find(isLinear);
  if (!first || !isLinear(layers[0]!)) {
    throw new TypeError(
      `network: ${model.label ?? "the model"} does not begin with a linear layer. Draw nn.sequential(nn.linear(…), …).`,
    );
  }
  const columns: Column[] = [{ size: first.weight.shape[1]!, activation: "" }];
  const connections: Connections[] = [];
  const outputs = flow ? through(layers, flow, columns[0]!.size) : undefined;
  if (outputs) Object.assign(columns[0]!, outputs.input);
  for (const [index, layer] of layers.entries()) {
    const state = outputs?.layers[index];
    if (isLinear(layer)) {
      const weights = layer.weight.tolist() as number[][];
      const biases = layer.bias?.tolist() as number[] | undefined;
      const slopes = outputs?.weights.get(layer)?.tolist() as number[][] | undefined;
      connections.push({ weights, biases, ...(slopes ? { gradients: slopes } : {}) });
      columns.push({ size: weights.length, activation: "", ...state });
      continue;
    }
    const column = columns.at(-1)!;
    if (isDropout(layer)) {
      column.dropped = state?.values?.map((value) => value === 0) ?? [];
      if (state?.values) state.values = state.values.map((v) => (Math.abs(v) < 1e-25 ? 0 : v));
    } else if (layer.kind === "other") {
      throw new TypeError(
        `network: a ${layer.label} layer cannot be drawn as neurons. Use nn.summary(model).`,
      );
    } else column.activation = layer.label;
    Object.assign(column, state);
  }
  return { columns, connections };
}

function flattened(layer: DrawableLayer): DrawableLayer[] {
  const children = Object.values(layer.children ?? {});
  return children.length > 0 ? children.flatMap(flattened) : [layer];
}

function isLinear(layer: DrawableLayer): layer is LinearParts {
  return "weight" in layer && layer.kind === "linear";
}

function isDropout({ kind }: DrawableLayer): boolean {
  return kind === "dropout";
}

/** A neuron that puts out 0 anyway gets a trace of a value, so that dropping it can be seen. */
function visible(value: Tensor): Tensor {
  const traces = Array.from(value.data, (number) => (number === 0 ? 1e-30 : 0));
  return value.add(tensor([traces]));
}

interface Outputs {
  input: Partial<Column>;
  layers: Partial<Column>[];
  weights: Map<DrawableLayer, Tensor>;
}

/** Sends the example through the layers and, with a loss, the gradients back. */
function through(layers: DrawableLayer[], { input, loss }: Flow, size: number): Outputs {
  const example = vector("network: input", input);
  sameLength("network", "input", example.length, "the first layer", size);
  const run = () => {
    const x = tensor([example], { requiresGrad: loss !== undefined }) as Tensor;
    const outputs: Tensor[] = [];
    let value = x;
    for (const layer of layers) {
      value = (layer as unknown as Call)(isDropout(layer) ? visible(value) : value);
      outputs.push(value);
    }
    return { x, outputs };
  };
  if (!loss) {
    const { outputs } = noGrad(run);
    const states = outputs.map((output) => ({ values: [...output.data] }));
    return { input: { values: example }, layers: states, weights: new Map() };
  }
  const { x, outputs } = run();
  const linear = layers.filter(isLinear);
  const targets = [x, ...outputs, ...linear.map(({ weight }) => weight)];
  // With createGraph nothing of the user's graph is given free.
  const found = gradients(loss(outputs.at(-1)!), targets, { createGraph: true });
  const state = (output: Tensor, index: number) => ({
    values: [...output.data],
    gradients: [...found[index + 1]!.data],
  });
  return {
    input: { values: example, gradients: [...found[0]!.data] },
    layers: outputs.map(state),
    weights: new Map(linear.map((layer, index) => [layer, found[1 + outputs.length + index]!])),
  };
}
