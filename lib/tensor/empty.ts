import type { Shape } from "./shapes.ts";
import { type DType, type Operand, Tensor } from "./tensor.ts";
import { described } from "./values.ts";
import { shapeOf } from "./whole-number.ts";

/** What every function that makes a tensor takes as its last argument. */
export interface TensorOptions {
  /** "float32" (default), or "float64" for checking gradients. */
  dtype?: DType;
  /** True for a parameter: backward() then leaves its gradient in `grad`. Default false. */
  requiresGrad?: boolean;
}

/** A tensor whose numbers are still to be written; `name` is the function that makes it. */
export function empty<S extends Shape>(
  shape: S,
  options: TensorOptions = {},
  name = "tensor",
): Tensor<S> {
  const { dtype = "float32" } = options;
  if (dtype !== "float32" && dtype !== "float64") {
    throw new Error(`${name}: dtype must be "float32" or "float64", got ${String(dtype)}.`);
  }
  const result = new Tensor(shapeOf(name, shape) as Shape as S, dtype);
  if (options.requiresGrad === true) {
    result.requiresGrad = true;
    result.kept = true;
  }
  return result;
}

const constants = { float32: new Map<number, Tensor>(), float64: new Map<number, Tensor>() };

/**
 * An operand as a tensor; a number gets the other operand's dtype. The first thousand are kept.
 * @throws Error that names the operation, if one of them is neither.
 */
export function constant(value: Operand, like: Operand, name: string): Tensor {
  if (typeof value !== "number") {
    if (value?.dtype !== undefined) return value;
    if (like instanceof Tensor) like.check(name); // what is lost is said first
    throw operandError(name, "a tensor or a number", value);
  }
  const dtype = typeof like === "number" ? "float32" : like?.dtype;
  if (dtype === undefined) throw operandError(name, "a tensor or a number", like);
  const known = constants[dtype].get(value);
  if (known !== undefined) return known;
  const result = empty([], { dtype });
  result.view()[0] = value;
  if (constants[dtype].size < 1000) constants[dtype].set(value, result.keep());
  return result;
}

/** Says that an operation was given something else than a tensor. */
export function operandError(name: string, expected: string, given: unknown): Error {
  return new Error(
    `${name}: expected ${expected}, got ${described(given)}. Make a tensor of numbers with tensor(…).`,
  );
}
