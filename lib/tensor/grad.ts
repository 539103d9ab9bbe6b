import { afterInterrupt } from "../interrupts.ts";
import { full } from "./create.ts";
import { type Operation, remember } from "./operation.ts";
import { add } from "./operations/arithmetic.ts";
import { madeSince, mark, releaseSince } from "./reclaim.ts";
import { recording } from "./recording.ts";
import { aside, copyOf, gradients, graphOf, propagate } from "./tape.ts";
import { Tensor } from "./tensor.ts";

type GradientOf<Inputs extends readonly Tensor[]> = Inputs extends readonly [infer Only]
  ? Only
  : { [I in keyof Inputs]: Inputs[I] };

type Function = (...inputs: Tensor[]) => Tensor;

/** How many functions are being derived, one within the other. */
let depth = 0;
afterInterrupt(() => {
  depth = 0;
});

/**
 * The derivative of a function: for one argument its gradient, for several a list of gradients.
 * Gradients have gradients: `grad(grad(f))` is the second derivative, and backward() goes through
 * them to the parameters that `f` uses, for which it calls `f` once more.
 * @throws Error if the function does not give a single number.
 *
 * @example
 * const slope = grad((x: Tensor<[]>) => x.pow(3));
 * slope(tensor(2)).item();    // 12
 */
export function grad<Inputs extends Tensor[]>(
  fn: (...inputs: Inputs) => Tensor,
): (...inputs: Inputs) => GradientOf<Inputs> {
  return (...inputs) => {
    const found = derive(fn as unknown as Function, inputs);
    return (found.length === 1 ? found[0] : found) as GradientOf<Inputs>;
  };
}

function derive(fn: Function, inputs: readonly Tensor[]): Tensor[] {
  // Within another derivative the steps are part of its graph, which ends with it. A graph of one that
  // stands alone would hold its memory until a backward() that may never come.
  if (depth > 0) return slopes(fn, inputs, recording.on).found;
  const { found, used } = slopes(fn, inputs, false);
  const origins = [...new Set([...inputs.filter((input) => input.requiresGrad), ...used])];
  if (!recording.on || origins.length === 0) return found;
  return found.map((slope, which) => {
    const y = new Tensor(slope.shape, slope.dtype, slope);
    remember(y, operation, { fn, inputs, which, origins, flows: new WeakMap() }, origins);
    return y;
  });
}

/** A derivative that was computed without a graph. */
interface Derived {
  fn: Function;
  inputs: readonly Tensor[];
  /** The argument that it is the derivative by. */
  which: number;
  /** What it was computed from: arguments and parameters. */
  origins: readonly Tensor[];
  /** The gradients of the origins, by that of the derivative. */
  flows: WeakMap<Tensor, Tensor[]>;
}

const operation: Operation<Derived> = {
  name: "grad",
  shape: ({ inputs, which }) => inputs[which].shape,
  forward() {},
  vjp: (index) => (g, _y, derived) => {
    const known = derived.flows.get(g) ?? aside(() => flow(derived, g));
    derived.flows.set(g, known);
    return known[index];
  },
};

/** The gradients of the function's arguments, and what it uses besides them. */
function slopes(fn: Function, inputs: readonly Tensor[], createGraph: boolean) {
  const before = recording.on;
  const start = mark();
  recording.on = true;
  depth += 1;
  try {
    // Fresh variables: gradients of the arguments, whatever else they were computed from.
    const variables = inputs.map((input) => {
      const variable = createGraph && input.requiresGrad ? add(input, 0) : copyOf(input);
      variable.requiresGrad = true;
      return variable;
    });
    const y = fn(...variables);
    const used = usedBy(y, madeSince(start));
    const found = y.requiresGrad
      ? gradients(y, variables, { createGraph })
      : variables.map((x) => full(x.shape, 0, { dtype: x.dtype })); // a constant function
    return { found: found as Tensor[], used };
  } finally {
    depth -= 1;
    recording.on = before;
  }
}

/** What a result was computed from that was there before. */
function usedBy(y: Tensor, made: ReadonlySet<Tensor>): Tensor[] {
  const used: Tensor[] = [];
  const seen = new Set([y]);
  for (const tensor of seen) {
    if (!made.has(tensor)) used.push(tensor);
    else for (const input of tensor.inputs) if (input.requiresGrad) seen.add(input);
  }
  return y.requiresGrad ? used : [];
}

/** The gradients of what a derivative was computed from: computes it again, with a graph. */
function flow({ fn, inputs, which, origins }: Derived, g: Tensor): Tensor[] {
  const start = mark();
  const createGraph = recording.on;
  recording.on = true;
  try {
    const slope = slopes(fn, inputs, true).found[which];
    const graph = graphOf(slope);
    recording.on = createGraph;
    propagate(graph, slope, g);
    const found = origins.map((x) => x.adjoint ?? full(x.shape, 0, { dtype: x.dtype }));
    for (const tensor of [...graph.results, ...graph.leaves]) tensor.adjoint = null;
    if (!createGraph) releaseSince(start, new Set(found));
    return found;
  } finally {
    recording.on = createGraph;
  }
}
