import type { DType } from "../backend/kernels.ts";
import { bytesOf, heap } from "../backend/memory.ts";
import { beginWhole, endWhole } from "../interrupts.ts";
import { ChangedError } from "./changed-error.ts";
import type { Operation } from "./operation.ts";
import { adopt, type Block, noteOwner, own, spend } from "./reclaim.ts";
import { noteChange } from "./recording.ts";
import type { Broadcast, CheckBroadcast, Nested, Shape } from "./shapes.ts";
import { valuesOf } from "./values.ts";
import { checkWritable } from "./writable.ts";

export type { DType };

/** What an operation takes: a tensor, or a number that is repeated over the other operand. */
export type Operand = Tensor | number;

/** The shape of an operand: that of a tensor; `[]` for a number. */
export type ShapeOf<T> = T extends Tensor<infer S> ? S : [];

/** The shape of an operation on two operands: a number takes the other one's shape. */
export type PairShape<A, B> = A extends number
  ? ShapeOf<B>
  : B extends number
    ? ShapeOf<A>
    : Broadcast<ShapeOf<A>, ShapeOf<B>>;

/** `unknown` if two operands fit, else a sentence that says why they do not. */
export type CheckPair<A, B> = A extends number
  ? unknown
  : B extends number
    ? unknown
    : CheckBroadcast<ShapeOf<A>, ShapeOf<B>>;

/** A typed array that is only read. */
export type NumbersOf<A extends Float32Array | Float64Array> = Readonly<
  Omit<A, "copyWithin" | "fill" | "reverse" | "set" | "sort">
>;

/** Why a tensor's numbers are gone, and what to do about it. */
const CAUSES = {
  backward:
    "it was an intermediate result of a graph that backward() is done with. " +
    "Read it before the next steps, or call .keep() on it",
  noGrad: "it was made inside noGrad(() => …). Return it from there, or call .keep() on it",
  memory: "it was not used for several steps while memory ran short. Call .keep() on it",
};

/**
 * An array of numbers with a shape, which remembers the operation that made it.
 * Make one with `tensor`, `zeros`, `randn`, …; every operation is a method and a function.
 *
 * @example
 * const x = tensor([[1, 2], [3, 4]]);   // Tensor<[2, 2]>
 * x.mul(2).sum().item();                // 20
 */
export class Tensor<out S extends Shape = Shape> {
  /** The sizes of the axes, outermost first: `[rows, columns]`. */
  readonly shape: S;
  /** "float32" or "float64". */
  readonly dtype: DType;
  /** How many numbers there are. */
  readonly size: number;
  /** True if gradients flow to this tensor: it is a parameter, or was computed from one. */
  requiresGrad = false;
  /** The operation that made this tensor; null if the user did. */
  operation: Operation | null = null;
  /** What the operation was applied to. */
  inputs: readonly Tensor[] = NO_INPUTS;
  /** The operation's settings, such as an axis. @internal */
  options: unknown = undefined;

  /** Where the numbers begin, in bytes; 0 once they are reclaimed. For reclaim.ts only. @internal */
  place = 0;
  /** The memory they lie in, if others may use it too. @internal */
  block: Block | null = null;
  /** True if only the garbage collector may reclaim it. @internal */
  kept = false;
  /** True if it waits in the reclaim queue. @internal */
  spent = false;
  /** True if the garbage collector watches it. @internal */
  watched = false;
  /** Why it was reclaimed, or cannot be read for a while. @internal */
  lost: keyof typeof CAUSES | "changed" | null = null;
  /** The backward pass before which it was last read. @internal */
  lastUse = 0;
  /** A tensor that lives as long as this one, since only its gradient needs it. @internal */
  companion: Tensor | null = null;
  /** The turn of the event loop in which it last got a gradient. @internal */
  turn = 0;
  /** The gradient while a backward pass runs. @internal */
  adjoint: Tensor | null = null;
  /** The last backward pass that visited it. @internal */
  visit = 0;
  /** The number of its last overwriting: see recording.ts. @internal */
  changed = 0;
  /** How many overwritings there were when an operation made it. @internal */
  made = 0;
  /** The tensor whose gradient this is. @internal */
  owner: Tensor | null = null;
  /** The gradient, or null. @internal */
  ownGradient: Tensor | null = null;

  /**
   * Use `tensor`, `zeros`, `randn`, … instead. With a source it shares that one's numbers, from the
   * element `start` on. @internal
   */
  constructor(shape: S, dtype: DType, source: Tensor | null = null, start = 0) {
    this.shape = shape;
    this.dtype = dtype;
    this.size = sizeOf(shape);
    adopt(this, source, start);
  }

  /**
   * Where the numbers begin, in bytes: what kernels take. Every kernel call gets its addresses here,
   * so that none ever reads or writes where numbers were. @internal
   */
  get address(): number {
    const { place } = this;
    if (place === 0) this.check("read");
    return place;
  }

  /** How many axes there are. */
  get rank(): number {
    return this.shape.length;
  }

  /**
   * A copy of the numbers, row by row, as a Float32Array or Float64Array, only to be read: to write
   * numbers into the tensor use `set` or `assign`. Each access copies: take it once before a loop.
   */
  get data(): NumbersOf<Float32Array> | NumbersOf<Float64Array> {
    return this.view().slice();
  }

  /**
   * The gradient that the last backward() put here; it has the tensor's shape.
   * @throws Error if there is none: see `hasGrad`.
   */
  get grad(): Tensor<S> {
    if (this.ownGradient !== null) return this.ownGradient as Tensor<S>;
    throw new Error(
      this.requiresGrad
        ? "grad: this tensor has no gradient yet. Call backward() on a loss that depends on it."
        : "grad: this tensor has no gradient, since it was made without { requiresGrad: true }.",
    );
  }

  /**
   * Sets the gradient, or forgets it with null. Numbers of this tensor's own, outside of the graph:
   * what it was set from may be overwritten or reclaimed.
   * @throws Error if the shape or the dtype is not this tensor's.
   */
  set grad(gradient: Tensor | null) {
    const old = this.ownGradient;
    if (gradient !== null && gradient === old) return;
    const owned = gradient === null ? null : ownedGradient(this, gradient);
    if (old !== null && old.owner === this) {
      old.owner = null;
      spend(old);
    }
    this.ownGradient = owned;
  }

  /** True if there is a gradient to read. */
  get hasGrad(): boolean {
    return this.ownGradient !== null;
  }

  /**
   * The only number of a tensor of size 1.
   * @throws Error if there are more numbers.
   */
  item(): number {
    if (this.size === 1) return this.view()[0] as number;
    throw new Error(
      `item: a tensor of shape ${format(this.shape)} holds ${this.size} numbers, not one. ` +
        "Use tolist(), or reduce it with sum() or mean().",
    );
  }

  /** The numbers as nested lists of the tensor's shape. */
  tolist<A extends Shape>(this: Tensor<A>): NestedOf<A> {
    return nest(this.view(), this.shape) as NestedOf<A>;
  }

  /** Protects the numbers from being reclaimed as long as you hold the tensor. Gives it back. */
  keep(): this {
    this.check("keep");
    own(this); // a part of a large tensor must not keep all of it
    this.kept = true;
    return this;
  }

  /**
   * Overwrites the numbers in place, outside of the graph: what an optimiser does to a parameter.
   * Takes a tensor or nested lists of the same shape, a flat list of as many numbers, row by row, or
   * one number for all.
   * @throws Error with both shapes if they differ; nothing is changed then.
   *
   * @example
   * w.assign(w.sub(w.grad.mul(0.1)));
   */
  assign(values: Tensor | Nested | ArrayLike<number>): this {
    this.check("assign");
    checkWritable("assign", this);
    if (values instanceof Tensor) {
      if (!sameShape(values.shape, this.shape)) throw shapeError(values.shape, this.shape);
      this.overwrite(values);
    } else this.overwrite(valuesOf("assign", values, this.shape));
    return this;
  }

  /** Puts other numbers in place of its own: all or, where an interrupt comes first, none. @internal */
  overwrite(values: Tensor | ArrayLike<number> | number): void {
    beginWhole();
    try {
      own(this);
      const view = this.view();
      if (typeof values === "number") view.fill(values);
      else view.set(values instanceof Tensor ? values.view() : values);
      noteChange(this);
    } finally {
      endWhole();
    }
  }

  /** The numbers in place: valid only until the next operation. @internal */
  view(): Float32Array | Float64Array {
    this.check("read");
    const start = this.address / bytesOf(this.dtype);
    return heap[this.dtype].subarray(start, start + this.size);
  }

  /** Throws if the numbers are reclaimed. @internal */
  check(reader: string): void {
    if (this.place !== 0) return;
    if (this.lost === "changed") throw new ChangedError(this.shape);
    const name = `a tensor of shape ${format(this.shape)}`;
    throw new Error(
      `${reader}: the numbers of ${name} are gone: ${CAUSES[this.lost ?? "memory"]}.`,
    );
  }
}

const NO_INPUTS: readonly Tensor[] = [];

/** Nested lists of the rank of `S`. */
export type NestedOf<S extends Shape> = number extends S["length"]
  ? Nested
  : S extends readonly [number, ...infer Rest extends Shape]
    ? NestedOf<Rest>[]
    : number;

/** The number of elements of a shape. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (let i = 0; i < shape.length; i++) size *= shape[i] as number;
  return size;
}

/** A shape as it is written: `[2, 3]`. */
export function format(shape: Shape): string {
  return `[${shape.join(", ")}]`;
}

/** True if two shapes are equal. */
export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** A gradient that was set by hand as one that lives as long as the tensor it belongs to. */
function ownedGradient(tensor: Tensor, given: Tensor): Tensor {
  if (!(given instanceof Tensor)) {
    throw new Error(`grad: expected a tensor or null, got ${String(given)}.`);
  }
  given.check("grad");
  const { shape, dtype } = tensor;
  if (!sameShape(given.shape, shape) || given.dtype !== dtype) {
    throw new Error(
      `grad: expected a gradient of this tensor's shape ${format(shape)} and dtype ${dtype}, ` +
        `got shape ${format(given.shape)} and dtype ${given.dtype}.`,
    );
  }
  const gradient = new Tensor(shape, dtype, given);
  gradient.owner = tensor;
  noteOwner(tensor);
  return gradient;
}

function shapeError(given: Shape, expected: Shape): Error {
  const cure = sizeOf(given) === sizeOf(expected) ? " Transpose or reshape it?" : "";
  return new Error(`assign: shape ${format(given)} does not fit into ${format(expected)}.${cure}`);
}

function nest(view: ArrayLike<number>, shape: Shape, start = 0): Nested {
  if (shape.length === 0) return view[start] as number;
  const [count = 0, ...rest] = shape;
  const stride = sizeOf(rest);
  return Array.from({ length: count }, (_, i) => nest(view, rest, start + i * stride));
}
