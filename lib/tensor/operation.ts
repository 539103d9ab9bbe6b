import { kernels } from "../backend/backend.ts";
import type { Binary, DType, Kernels, Unary } from "../backend/kernels.ts";
import { bytesOf } from "../backend/memory.ts";
import { constant } from "./empty.ts";
import { type Groups, groupAxes, stridesOfGroups } from "./layout.ts";
import { clock } from "./reclaim.ts";
import { recording } from "./recording.ts";
import type { Shape } from "./shapes.ts";
import { type CheckPair, format, type Operand, type PairShape, Tensor } from "./tensor.ts";

/**
 * How an operation is defined: its shape rule, its forward pass and its derivative stand together
 * in one entry. `O` are its settings, such as an axis.
 */
// biome-ignore lint/suspicious/noExplicitAny: a tape holds operations with settings of every kind
export interface Operation<O = any> {
  readonly name: string;
  /** True if each number of the result comes from one of every input, which broadcast. */
  readonly pointwise?: true;
  /** The shape of the result. Throws, naming the inputs' shapes, when they do not fit. */
  shape(options: O, ...inputs: Tensor[]): Shape;
  /** The dtype of the result, if it is not that of the inputs. */
  dtype?(options: O): DType;
  /** Fills `y`, the result, with one kernel call. */
  forward(k: Kernels, y: Tensor, options: O, ...inputs: Tensor[]): void;
  /**
   * For each input the vector-Jacobian product: from `g`, the gradient of the result `y`, the
   * gradient of that input. Written in operations, so that a gradient has a gradient, and with
   * methods, `g.mul(y)`, where an import would go in a circle. A gradient of a broadcast shape is
   * summed to the input's shape by the tape. No entry: no gradient flows.
   */
  readonly vjp: readonly Vjp<O>[] | ((index: number) => Vjp<O>);
}

export type Vjp<O> = (g: Tensor, y: Tensor, options: O, ...inputs: Tensor[]) => Tensor;

/**
 * Applies an operation: checks, computes, and remembers what it did. The type of its shape is the one
 * that is expected where it is called.
 */
export function apply<O, S extends Shape = Shape>(
  operation: Operation<O>,
  options: O,
  inputs: readonly Tensor[],
): Tensor<S> {
  let tracked = false;
  const first = inputs[0];
  const { dtype } = first;
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i];
    if (input.place === 0) input.check(operation.name);
    if (input.dtype !== dtype) throw dtypeError(operation.name, first, input);
    if (input.requiresGrad) tracked = true;
    input.lastUse = clock.now;
  }
  const k = kernels[dtype];
  const resultType = operation.dtype === undefined ? dtype : operation.dtype(options);
  let y: Tensor;
  if (inputs.length <= 3) {
    const second = inputs[1];
    const third = inputs[2];
    y = new Tensor(operation.shape(options, first, second, third), resultType);
    operation.forward(k, y, options, first, second, third);
  } else {
    y = new Tensor(operation.shape(options, ...inputs), resultType);
    operation.forward(k, y, options, ...inputs);
  }
  if (tracked && recording.on && operation.vjp.length > 0) remember(y, operation, options, inputs);
  if (recording.watch !== null) recording.watch(y, operation, inputs);
  return y as Tensor<S>;
}

/**
 * Like `apply`, where the result is a part of the input just as it lies in memory, from the element
 * `start` on: nothing is copied. Whatever overwrites one of them gives it numbers of its own first.
 */
export function applyView<O, S extends Shape = Shape>(
  operation: Operation<O>,
  options: O,
  x: Tensor,
  shape: Shape,
  start = 0,
): Tensor<S> {
  x.check(operation.name);
  x.lastUse = clock.now;
  const y = new Tensor(shape as S, x.dtype, x, start);
  if (x.requiresGrad && recording.on) remember(y, operation, options, [x]);
  return y;
}

/** Notes what a result was made of, for backward(). */
export function remember<O>(
  y: Tensor,
  operation: Operation<O>,
  options: O,
  inputs: readonly Tensor[],
): void {
  y.requiresGrad = true;
  y.operation = operation;
  y.inputs = inputs;
  y.options = options;
  y.made = recording.changes;
}

function dtypeError(name: string, a: Tensor, b: Tensor): Error {
  return new Error(
    `${name}: dtypes ${a.dtype} and ${b.dtype} differ. Convert one of them with .to("float64").`,
  );
}

/** Makes an operation a method too: `f(x, …)` becomes `x.f(…)`. Its type is declared beside it. */
export function method<F extends (x: never, ...rest: never[]) => unknown>(name: string, f: F): F {
  const call = f as unknown as (x: Tensor, a: unknown, b: unknown, c: unknown) => unknown;
  // Not `...rest`, which would make a list on every call.
  function value(this: Tensor, a: unknown, b: unknown, c: unknown): unknown {
    return call(this, a, b, c);
  }
  Object.defineProperty(Tensor.prototype, name, { value, configurable: true, writable: true });
  return f;
}

/** Like `method`, for a function of any number of arguments. */
export function variadicMethod<F extends (x: never, ...rest: never[]) => unknown>(
  name: string,
  f: F,
): F {
  const call = f as unknown as (x: Tensor, ...rest: unknown[]) => unknown;
  function value(this: Tensor, ...rest: unknown[]): unknown {
    return call(this, ...rest);
  }
  Object.defineProperty(Tensor.prototype, name, { value, configurable: true, writable: true });
  return f;
}

/** A function of each element: the result has the shape of `x`. */
export type ElementFunction = <S extends Shape>(x: Tensor<S>) => Tensor<S>;

/** Defines an operation on each element. */
export function elementwise(
  name: string,
  entry: {
    forward: (k: Kernels) => Unary;
    vjp?: (g: Tensor, y: Tensor, x: Tensor) => Tensor;
  },
): ElementFunction {
  const { vjp } = entry;
  const operation: Operation<undefined> = {
    name,
    pointwise: true,
    shape: (_, x) => x.shape,
    forward: (k, y, _, x) => entry.forward(k)(x.address, y.address, y.size),
    vjp: vjp === undefined ? [] : [(g, y, _, x) => vjp(g, y, x)],
  };
  const f = (x: Tensor) => apply(operation, undefined, [x]);
  return method(name, f) as ElementFunction;
}

/** A function of two operands whose shapes broadcast; numbers are repeated over the other one. */
export type PairFunction = <A extends Operand, B extends Operand>(
  a: A,
  b: B & CheckPair<A, B>,
) => Tensor<PairShape<A, B>>;

/** Defines an operation on pairs of elements, with broadcasting. */
export function pairwise(
  name: string,
  entry: {
    forward: (k: Kernels) => Binary;
    vjp?: readonly ((g: Tensor, y: Tensor, a: Tensor, b: Tensor) => Tensor)[];
  },
): PairFunction {
  const operation: Operation<undefined> = {
    name,
    pointwise: true,
    shape: (_, a, b) => broadcastShapes(name, a.shape, b.shape),
    forward: (k, y, _, a, b) => runPair(entry.forward(k), y, a, b),
    vjp: (entry.vjp ?? []).map(
      (vjp) => (g: Tensor, y: Tensor, _: undefined, a?: Tensor, b?: Tensor) =>
        vjp(g, y, a as Tensor, b as Tensor),
    ),
  };
  const f = (a: Operand, b: Operand): Tensor =>
    apply(operation, undefined, [constant(a, b, name), constant(b, a, name)]);
  return method(name, f) as unknown as PairFunction;
}

/** The shape of two shapes laid over each other from the right. */
export function broadcastShapes(name: string, a: Shape, b: Shape): Shape {
  if (a === b || (b.length <= a.length && isRow(b, a))) return a;
  if (a.length === 0) return b;
  const rank = Math.max(a.length, b.length);
  const shape = new Array<number>(rank);
  for (let i = 1; i <= rank; i++) {
    const m = a[a.length - i] ?? 1;
    const n = b[b.length - i] ?? 1;
    if (m !== n && m !== 1 && n !== 1) {
      throw new Error(
        `${name}: shapes ${format(a)} and ${format(b)} do not broadcast: ${m} ≠ ${n} ` +
          `on axis ${rank - i}. Reshape or transpose one of them?`,
      );
    }
    shape[rank - i] = m === 1 ? n : m;
  }
  return shape;
}

function runPair(kernel: Binary, y: Tensor, a: Tensor, b: Tensor): void {
  const n = y.size;
  if (a.size === n && b.size === n) kernel(a.address, b.address, y.address, 1, n, 0, 1, 0, 1);
  else if (b.size === 1) kernel(a.address, b.address, y.address, 1, n, 0, 1, 0, 0);
  else if (a.size === 1) kernel(a.address, b.address, y.address, 1, n, 0, 0, 0, 1);
  else if (a.size === n && isRow(b.shape, y.shape)) {
    kernel(a.address, b.address, y.address, n / b.size, b.size, b.size, 1, 0, 1);
  } else runGroups(kernel, groupAxes(y.shape, a.shape, b.shape), y, a, b);
}

/** True if `shape` ends in all of `row`. */
function isRow(row: Shape, shape: Shape): boolean {
  for (let i = 1; i <= row.length; i++) {
    if (row[row.length - i] !== shape[shape.length - i]) return false;
  }
  return true;
}

/** Two groups of axes are one call; a group in front of them is a loop. */
function runGroups(kernel: Binary, groups: Groups, y: Tensor, a: Tensor, b: Tensor): void {
  const { sizes } = groups;
  const rank = sizes.length;
  const bytes = bytesOf(y.dtype);
  const aStrides = stridesOfGroups(sizes, groups.a);
  const bStrides = stridesOfGroups(sizes, groups.b);
  const inner = sizes[rank - 1] ?? 1;
  const outer = sizes[rank - 2] ?? 1;
  const last = [aStrides[rank - 2] ?? 0, aStrides[rank - 1] ?? 0] as const;
  const bLast = [bStrides[rank - 2] ?? 0, bStrides[rank - 1] ?? 0] as const;
  let to = y.address;
  const run = (axis: number, p: number, q: number): void => {
    if (axis >= rank - 2) {
      kernel(p, q, to, outer, inner, ...last, ...bLast);
      to += outer * inner * bytes;
      return;
    }
    for (let i = 0; i < (sizes[axis] as number); i++) {
      run(
        axis + 1,
        p + i * (aStrides[axis] as number) * bytes,
        q + i * (bStrides[axis] as number) * bytes,
      );
    }
  };
  run(0, a.address, b.address);
}
