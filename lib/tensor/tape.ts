import { kernels } from "../backend/backend.ts";
import { afterInterrupt, beginWhole, endWhole } from "../interrupts.ts";
import { watchBackward } from "./anomaly.ts";
import { hasChanged, withoutChanged } from "./changed.ts";
import { full } from "./create.ts";
import { constant } from "./empty.ts";
import { add } from "./operations/arithmetic.ts";
import { sumTo } from "./operations/sum-to.ts";
import { endStep, mark, noteOwner, own, releaseSince, spend } from "./reclaim.ts";
import { noteChange, recording } from "./recording.ts";
import type { Shape } from "./shapes.ts";
import { format, sameShape, Tensor } from "./tensor.ts";

/**
 * Reverse-mode differentiation. Every operation remembers its inputs; from the result back to the
 * inputs, each operation turns the gradient of its result into gradients of its inputs (its vjp),
 * and gradients that reach a tensor on several ways are added.
 */

declare module "./tensor.ts" {
  interface Tensor<out S extends Shape> {
    /**
     * Computes the gradient of this number with respect to every parameter it was computed from,
     * and adds it to their `grad`. Intermediate results get a `grad` too.
     *
     * `gradient` is where the chain rule starts, needed only if this is not a single number.
     * With `createGraph` the gradients can be differentiated again; with it or `retainGraph` you can
     * call backward() again, which adds the same gradients once more.
     * @throws Error if nothing requires a gradient, if this is not a single number, if it was called
     * before, or if a tensor that the derivatives need was changed meanwhile.
     *
     * @example
     * const w = tensor(3, { requiresGrad: true });
     * w.mul(w).backward();
     * w.grad.item();       // 6
     */
    backward(options?: { gradient?: Tensor; createGraph?: boolean; retainGraph?: boolean }): void;
    /** The same numbers without their history: no gradient flows back through the result. */
    detach(): Tensor<S>;
  }
}

/** The visit of a loss that backward() is done with. */
const DONE = -1;
let visits = 1;

/** What gradients reach on the way back from a result. */
export interface Graph {
  /** Tensors that an operation made, inputs before results. */
  results: Tensor[];
  /** Tensors that the user made: parameters. */
  leaves: Tensor[];
}

/** What gradients reach on the way back from a tensor; none of it has an adjoint afterwards. */
export function graphOf(root: Tensor): Graph {
  const visit = ++visits;
  const graph: Graph = { results: [], leaves: [] };
  const stack: Tensor[] = [root];
  while (stack.length > 0) {
    const tensor = stack[stack.length - 1];
    if (tensor.visit === visit) stack.pop();
    else if (tensor.visit === -visit) {
      // Seen for the second time: all its inputs are in the list by now.
      tensor.visit = visit;
      (tensor.operation === null ? graph.leaves : graph.results).push(tensor);
      stack.pop();
    } else {
      tensor.visit = -visit;
      tensor.adjoint = null; // what a pass that was interrupted may have left
      const { inputs } = tensor;
      for (let i = 0; i < inputs.length; i++) {
        const input = inputs[i];
        if (input.requiresGrad && input.visit !== visit && input.visit !== -visit)
          stack.push(input);
      }
    }
  }
  return graph;
}

/** Leaves the gradient of `root` in the `adjoint` of every tensor of its graph. */
export function propagate(graph: Graph, root: Tensor, seed: Tensor): void {
  const outer = running;
  running = graph; // after an error until the next pass, which does not look at it
  pullAllBack(graph, root, seed);
  running = outer;
}

/** The graph that is gone through at the moment. */
let running: Graph | undefined;
afterInterrupt(() => {
  running = undefined;
});

/** Does something that may go through parts of the graph that is gone through at the moment. */
export function aside<T>(action: () => T): T {
  const { results = [], leaves = [] } = running ?? {};
  const unfinished = [...results, ...leaves].map((x) => [x, x.adjoint] as const);
  try {
    return action();
  } finally {
    for (const [tensor, adjoint] of unfinished) tensor.adjoint = adjoint;
  }
}

function pullAllBack({ results }: Graph, root: Tensor, seed: Tensor): void {
  root.adjoint = seed;
  for (let i = results.length - 1; i >= 0; i--) {
    const y = results[i];
    if (y.operation === null || y.adjoint === null) continue;
    // Hardly anything is overwritten between a loss and its backward().
    const changed = recording.changes !== y.made && hasChanged(y);
    if (changed || recording.watch !== null) pullBackWarily(y, changed);
    else pullBack(y);
  }
}

/** The same, where something was changed or every number is watched. */
function pullBackWarily(y: Tensor, changed: boolean): void {
  const pull =
    recording.watch === null ? pullBack : (result: Tensor) => watchBackward(result, pullBack);
  if (changed) withoutChanged(y, pull);
  else pull(y);
}

/** Turns the gradient of a result into gradients of its inputs. */
function pullBack(y: Tensor): void {
  const { operation, inputs, adjoint } = y;
  if (operation === null || adjoint === null) return;
  for (let j = 0; j < inputs.length; j++) {
    const input = inputs[j];
    if (!input.requiresGrad) continue;
    const vjp = typeof operation.vjp === "function" ? operation.vjp(j) : operation.vjp[j];
    if (vjp === undefined) continue;
    let gradient =
      inputs.length <= 3
        ? vjp(adjoint, y, y.options, inputs[0]!, inputs[1]!, inputs[2]!)
        : vjp(adjoint, y, y.options, ...inputs);
    if (!sameShape(gradient.shape, input.shape)) gradient = sumTo(gradient, input.shape);
    input.adjoint = input.adjoint === null ? gradient : add(input.adjoint, gradient);
  }
}

Tensor.prototype.backward = function (
  this: Tensor,
  { gradient, createGraph = false, retainGraph = createGraph } = {},
): void {
  if (this.visit === DONE) {
    throw new Error(
      "backward: it is called a second time on this loss, which would add all gradients once more. " +
        "Compute the loss again, or call backward({ retainGraph: true }) each time but the last.",
    );
  }
  const given = seedOf("backward", this, gradient);
  // A copy, since this tensor will own it and the caller may use the original again.
  const seed = given === gradient && !createGraph ? copyOf(given) : given;
  const graph = graphOf(this);
  const start = mark();
  const before = recording.on;
  recording.on = createGraph;
  try {
    propagate(graph, this, seed);
  } finally {
    recording.on = before;
  }
  beginWhole();
  try {
    // Parameters take their gradients first: what they own must outlive the intermediates.
    for (const tensor of graph.leaves) settleLeaf(tensor, createGraph);
    for (const tensor of graph.results) settle(tensor);
    if (!retainGraph && this.operation !== null) this.visit = DONE;
  } finally {
    endWhole();
  }
  if (createGraph) return;
  releaseSince(start);
  if (!retainGraph) for (const tensor of graph.results) spend(tensor);
  endStep();
};

/** Moves the adjoint of a result into its gradient. */
function settle(tensor: Tensor): void {
  const { adjoint, ownGradient: old } = tensor;
  if (adjoint === null) return;
  tensor.adjoint = null;
  if (old !== null && old.owner === tensor) {
    old.owner = null; // of an earlier pass
    spend(old);
  }
  tensor.ownGradient = adjoint;
  if (adjoint.owner === null && !adjoint.kept) adjoint.owner = tensor;
}

/** Adds the adjoint of a parameter to its gradient. */
function settleLeaf(tensor: Tensor, createGraph: boolean): void {
  const { adjoint, ownGradient: old } = tensor;
  if (adjoint === null) return;
  tensor.adjoint = null;
  if (old !== null && old.place !== 0) {
    if (createGraph) tensor.ownGradient = add(old, adjoint);
    else {
      own(old);
      const { address, size } = old;
      kernels[old.dtype].add(address, adjoint.address, address, 1, size, 0, 1, 0, 1);
      noteChange(old);
    }
  } else {
    const shared = adjoint.owner !== null || adjoint.kept;
    const gradient = shared && !createGraph ? copyOf(adjoint) : adjoint;
    gradient.owner ??= tensor;
    tensor.ownGradient = gradient;
    noteOwner(tensor);
  }
}

/** The same numbers in a tensor of their own, without history. */
export function copyOf(x: Tensor): Tensor {
  const copy = new Tensor(x.shape, x.dtype);
  kernels[x.dtype].copy(x.address, copy.address, x.size);
  return copy;
}

function seedOf(name: string, root: Tensor, gradient?: Tensor): Tensor {
  root.check(name);
  if (!root.requiresGrad) {
    throw new Error(
      `${name}: nothing that this tensor was computed from requires a gradient. ` +
        "Make the parameters with { requiresGrad: true }, and compute outside of noGrad().",
    );
  }
  if (gradient !== undefined) {
    if (sameShape(gradient.shape, root.shape)) return gradient;
    throw new Error(
      `${name}: the gradient has shape ${format(gradient.shape)}, the tensor ${format(root.shape)}.`,
    );
  }
  if (root.size === 1) return root.rank === 0 ? constant(1, root, name) : full(root.shape, 1, root);
  throw new Error(
    `${name}: needs a single number to start from, but the shape is ${format(root.shape)}. ` +
      "Reduce the loss with mean() or sum() first.",
  );
}

Tensor.prototype.detach = function (this: Tensor) {
  this.check("detach");
  return copyOf(this);
};

/**
 * Runs `fn` without recording for gradients, and frees every tensor made inside except what it
 * returns or throws (tensors, also in lists and objects) and what was made with requiresGrad or kept.
 * Gives back what `fn` returns. Use it for evaluation and for updates by hand.
 *
 * @example
 * const accuracy = noGrad(() => model(x).argmax(1).equal(labels).mean().item());
 */
export function noGrad<T>(fn: () => T): T {
  const before = recording.on;
  const start = mark();
  recording.on = false;
  let outcome: unknown; // what is returned or thrown
  try {
    const result = fn();
    if (result instanceof Promise) {
      throw new Error("noGrad: the function must not be async: recording resumes when it returns.");
    }
    outcome = result;
    return result;
  } catch (error) {
    outcome = error;
    throw error;
  } finally {
    const spared = new Set<Tensor>();
    collect(outcome, spared, 3);
    releaseSince(start, spared);
    recording.on = before;
  }
}

function collect(value: unknown, found: Set<Tensor>, depth: number): void {
  if (value instanceof Tensor) found.add(value);
  else if (typeof value === "object" && value !== null && depth > 0) {
    for (const member of Object.values(value)) collect(member, found, depth - 1);
  }
}

/**
 * The gradients of a single number with respect to tensors it was computed from; their `grad` is
 * left alone. With `createGraph` they can be differentiated again.
 *
 * @example
 * const [dx, dy] = gradients(x.mul(y).sum(), [x, y]);
 */
export function gradients(
  root: Tensor,
  inputs: readonly Tensor[],
  { gradient, createGraph = false }: { gradient?: Tensor; createGraph?: boolean } = {},
): Tensor[] {
  const graph = graphOf(root);
  const start = mark();
  const before = recording.on;
  recording.on = createGraph;
  try {
    propagate(graph, root, seedOf("gradients", root, gradient));
    const found = inputs.map((x) => x.adjoint ?? full(x.shape, 0, { dtype: x.dtype }));
    if (!createGraph) {
      releaseSince(start, new Set(found));
      for (const tensor of graph.results) spend(tensor);
      endStep();
    }
    return found;
  } finally {
    recording.on = before;
    for (const tensor of [...graph.results, ...graph.leaves]) tensor.adjoint = null;
  }
}
