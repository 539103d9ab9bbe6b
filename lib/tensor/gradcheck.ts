import { full, tensor } from "./create.ts";
import { mul } from "./operations/arithmetic.ts";
import { sum } from "./operations/reductions.ts";
import { Generator } from "./random.ts";
import { gradients } from "./tape.ts";
import { format, type Tensor } from "./tensor.ts";

/** What counts as equal: |analytic − numeric| ≤ absolute + relative · |numeric|. */
export interface GradcheckOptions {
  /** The step of the central difference. Default 1e-6. */
  epsilon?: number;
  /** Default 1e-5. */
  absolute?: number;
  /** Default 1e-3. */
  relative?: number;
}

/**
 * Compares the gradients of a function with central differences, [f(x + ε) − f(x − ε)] / 2ε, in
 * float64. Any result shape will do: it is weighed with fixed random numbers and summed.
 * Gives true if all agree.
 * @throws Error that names the first element that does not.
 *
 * @example
 * gradcheck((x) => x.sigmoid(), [randn([2, 3])])
 */
export function gradcheck(
  fn: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  options: GradcheckOptions = {},
): true {
  const { epsilon = 1e-6, absolute = 1e-5, relative = 1e-3 } = options;
  const variables = inputs.map(variableOf);
  const number = weighted(fn);
  const analytic = gradients(number(...variables), variables).map((g) => g.data);
  variables.forEach((x, which) => {
    const values = x.data;
    for (let i = 0; i < x.size; i++) {
      const at = (step: number): number => {
        const moved = values.slice();
        moved[i] = (moved[i] as number) + step;
        x.assign(moved);
        return number(...variables).item();
      };
      const numeric = (at(epsilon) - at(-epsilon)) / (2 * epsilon);
      x.assign(values);
      const found = analytic[which]?.[i] as number;
      if (!(Math.abs(found - numeric) <= absolute + relative * Math.abs(numeric))) {
        throw new Error(
          `gradcheck: input ${which} of shape ${format(x.shape)}, element ${i}: ` +
            `the gradient is ${found}, but the central difference gives ${numeric}.`,
        );
      }
    }
  });
  return true;
}

/**
 * Like `gradcheck`, for the gradients of gradients. The result is squared first, so that a linear
 * function has second derivatives to compare.
 *
 * @example
 * gradgradcheck((x) => x.tanh(), [randn([3])])
 */
export function gradgradcheck(
  fn: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  options: GradcheckOptions = {},
): true {
  const number = weighted((...variables) => {
    const y = fn(...variables);
    return mul(y, y);
  });
  for (let which = 0; which < inputs.length; which++) {
    const slope = (...variables: Tensor[]): Tensor => {
      const found = gradients(number(...variables), variables, { createGraph: true });
      // 0 · x: a constant gradient is part of the graph too.
      return found[which]?.add(mul(variables[which], 0));
    };
    gradcheck(slope, inputs, options);
  }
  return true;
}

function variableOf(x: Tensor): Tensor {
  const values = Float64Array.from(x.data);
  return full(x.shape, 0, { dtype: "float64", requiresGrad: true }).assign(values);
}

/** `fn` followed by a sum with fixed random weights, so that no element's gradient cancels. */
function weighted(fn: (...inputs: Tensor[]) => Tensor): (...inputs: Tensor[]) => Tensor {
  return (...inputs) => {
    const y = fn(...inputs);
    const generator = new Generator(1);
    const weights = Float64Array.from({ length: y.size }, () => generator.uniform() + 0.5);
    const shaped = tensor(weights, { dtype: "float64" }).reshape(y.shape);
    return sum(mul(y, shaped));
  };
}
