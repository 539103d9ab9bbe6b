import { displaySymbol, inspectSymbol, type MimeBundle } from "../display.ts";
import { whole } from "../interrupts.ts";
import type { Shape, Tensor } from "../tensor/index.ts";
import { format, sameShape } from "../tensor/tensor.ts";
import { tellObserver } from "./observe-layers.ts";
import type { AnyShape, Input, Result, ShapeRule } from "./shape-rule.ts";
import { summary } from "./summary.ts";

/**
 * A layer, called as a function: `layer(x)` gives its output. A model is a layer made of layers.
 *
 * @example
 * const model = nn.sequential(nn.linear(2, 3), nn.sigmoid(), nn.linear(3, 1));
 * const prediction = model(x);   // Tensor<[4, 1]> for x of shape [4, 2]
 * for (const [name, parameter] of model.namedParameters()) console.log(name, parameter.shape);
 */
// biome-ignore lint/suspicious/noExplicitAny: `Layer` alone means a layer of whatever rule.
export interface Layer<R extends ShapeRule = any> {
  <const S extends Shape>(x: Tensor<S> & Input<R, S>): Result<R, S>;
  /** Its kind and sizes, as in `linear(2, 3)`. */
  readonly label: string;
  /** What it does to neurons; see {@link LayerKind}. */
  readonly kind: LayerKind;
  /** The layers it is made of, by name. */
  readonly children: Readonly<Record<string, Layer>>;
  /** Whether it is being trained: dropout and batch normalisation behave differently then. */
  readonly training: boolean;
  /** Its trainable tensors, those of its children included, in order; each of them once. */
  parameters(): Tensor[];
  /** Its trainable tensors with their names, "0.weight", "0.bias", …, as PyTorch names them. */
  namedParameters(): [name: string, parameter: Tensor][];
  /** Everything worth saving, by name: the parameters, and the running statistics of batchNorm. */
  stateDict(): Record<string, Tensor>;
  /**
   * Copies saved values into its tensors.
   *
   * @throws if a name is missing or unknown, or a shape differs; nothing is changed then.
   */
  loadStateDict(state: Readonly<Record<string, Tensor>>): this;
  /** Switches to training: dropout drops, batchNorm uses the statistics of the batch. */
  train(): this;
  /** Switches to evaluation: dropout does nothing, batchNorm uses its running statistics. */
  eval(): this;
  /** Excludes its parameters from training, to keep what was learnt: they get no gradients. */
  freeze(): this;
  /** Includes its parameters in training again. */
  unfreeze(): this;
  /** What `JSON.stringify` writes of it: its `stateDict`, the numbers of each tensor by name. */
  toJSON(): Record<string, Tensor>;
  /** Shows its summary. */
  [displaySymbol](): MimeBundle;
  /** The rule of its shapes; for the type checker only. */
  readonly shapeRule?: R;
}

/**
 * What a layer does to neurons, which tells how it is drawn: "linear" weighs and sums them,
 * "activation" changes each by itself, "dropout" silences some, and "other" is no matter of neurons.
 */
export type LayerKind = "linear" | "activation" | "dropout" | "other";

/** What `layer` makes a layer from. */
export interface LayerParts {
  /** Its kind and sizes, as in `linear(2, 3)`. */
  label: string;
  /** What it does to neurons. Default: "activation", as of a layer that changes each by itself. */
  kind?: LayerKind;
  /** Its own trainable tensors. */
  parameters?: Record<string, Tensor>;
  /** Its own tensors that are saved but not trained. */
  buffers?: Record<string, Tensor>;
  /** The layers it is made of. */
  children?: Record<string, Layer>;
  /** Computes its output. */
  forward(x: Tensor, mode: { training: boolean }): Tensor;
}

/**
 * A layer of your own, from its parts; its parameters, children and modes work as in any other.
 *
 * @example
 * const scale = ones([3], { requiresGrad: true });
 * const scaled = nn.layer({ label: "scaled", parameters: { scale }, forward: (x) => x.mul(scale) });
 * nn.sequential(nn.linear(2, 3), scaled);
 */
export function layer<R extends ShapeRule = AnyShape>(parts: LayerParts): Layer<R> {
  const { label, kind = "activation", parameters: own = {}, buffers = {}, children = {} } = parts;
  const mode = { training: true };
  const call = (x: Tensor): Tensor => {
    const output = parts.forward(x, mode);
    tellObserver(self, output);
    return output;
  };
  // A layer or tensor that is used twice counts once, under its first name.
  const named = (): [string, Tensor][] => {
    const names = new Map<Tensor, string>();
    const add = (name: string, tensor: Tensor) => {
      if (!names.has(tensor)) names.set(tensor, name);
    };
    for (const [name, tensor] of Object.entries(own)) add(name, tensor);
    for (const [name, child] of Object.entries(children))
      for (const [inner, tensor] of child.namedParameters()) add(`${name}.${inner}`, tensor);
    return [...names].map(([tensor, name]) => [name, tensor]);
  };
  const state = (): Record<string, Tensor> => {
    const inner = Object.entries(children).flatMap(([name, child]) =>
      Object.entries(child.stateDict()).map(([key, tensor]) => [`${name}.${key}`, tensor] as const),
    );
    return { ...own, ...buffers, ...Object.fromEntries(inner) };
  };
  const setTraining = (training: boolean): Layer => {
    whole(() => {
      mode.training = training;
      for (const child of Object.values(children)) training ? child.train() : child.eval();
    });
    return self;
  };
  const setFrozen = (frozen: boolean): Layer => {
    const all = named();
    whole(() => {
      for (const [, parameter] of all) parameter.requiresGrad = !frozen;
    });
    return self;
  };
  const members: Omit<Layer, "training"> = {
    label,
    kind,
    children,
    parameters: () => named().map(([, parameter]) => parameter),
    namedParameters: named,
    stateDict: state,
    loadStateDict: (saved) => {
      copyState(label, saved, state());
      return self;
    },
    train: () => setTraining(true),
    eval: () => setTraining(false),
    freeze: () => setFrozen(true),
    unfreeze: () => setFrozen(false),
    toJSON: state,
    [displaySymbol]: () => summary(self)[displaySymbol](),
  };
  const self: Layer = Object.assign(call, members) as Layer;
  Object.defineProperty(self, "name", { value: label });
  Object.defineProperty(self, inspectSymbol, { value: () => summary(self).toString() });
  Object.defineProperty(self, "training", { get: () => mode.training, enumerable: true });
  return self;
}

function copyState(
  label: string,
  from: Readonly<Record<string, Tensor>>,
  to: Record<string, Tensor>,
): void {
  const missing = Object.keys(to).filter((name) => !(name in from));
  const unknown = Object.keys(from).filter((name) => !(name in to));
  if (missing.length + unknown.length > 0)
    throw new Error(
      `loadStateDict: ${label}: ` +
        [
          missing.length > 0 ? `missing ${missing.join(", ")}` : "",
          unknown.length > 0 ? `not part of the model: ${unknown.join(", ")}` : "",
        ]
          .filter(Boolean)
          .join("; ") +
        ". Build the model with the same layers as the one that was saved.",
    );
  for (const [name, tensor] of Object.entries(to))
    if (!sameShape(tensor.shape, from[name]!.shape))
      throw new Error(
        `loadStateDict: ${name} has shape ${format(tensor.shape)}, the saved one ` +
          `${format(from[name]!.shape)}. Build the model with the sizes that were saved.`,
      );
  const values = Object.entries(to).map(([name, tensor]) => [tensor, from[name]!.data] as const);
  whole(() => {
    for (const [tensor, saved] of values) tensor.assign(saved);
  });
}
