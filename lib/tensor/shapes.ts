/**
 * Shapes as types: everything the compiler knows about a tensor before the cell runs.
 *
 * A literal dimension is checked at compile time; a dimension that is only known as `number` fits
 * anything and is checked when the operation runs. A shape of unknown rank is `number[]`.
 * A mismatch turns the type of the offending argument into a sentence, which the compiler shows.
 */

/** The sizes of a tensor's axes, outermost first: `[rows, columns]`; `[]` for a single number. */
export type Shape = readonly number[];

/** Numbers in nested lists, as `tensor` takes them. */
export type Nested = number | readonly Nested[];

/** The shape of nested lists: `[[1, 2, 3]]` has `[1, 3]`. */
export type ShapeOfNested<T> = T extends readonly []
  ? [0]
  : T extends readonly [infer Head, ...unknown[]]
    ? [T["length"], ...ShapeOfNested<Head>]
    : T extends readonly (infer Element)[]
      ? [number, ...ShapeOfNested<Element>]
      : T extends ArrayLike<number>
        ? [number]
        : [];

/** `S` as an ordinary, writable tuple. */
export type Writable<S extends Shape> = number extends S["length"] ? number[] : [...S];

/** True for a shape whose rank the compiler does not know. */
type AnyRank<S extends Shape> = number extends S["length"] ? true : false;

/** The size of two axes laid over each other; `never` when they do not fit. */
type BroadcastSize<A extends number, B extends number> = number extends A
  ? number extends B
    ? number
    : B extends 1
      ? number
      : B
  : number extends B
    ? A extends 1
      ? number
      : A
    : A extends 1
      ? B
      : B extends 1
        ? A
        : A extends B
          ? A
          : never;

type BroadcastTuples<A extends Shape, B extends Shape> = A extends readonly [
  ...infer RestA extends Shape,
  infer LastA extends number,
]
  ? B extends readonly [...infer RestB extends Shape, infer LastB extends number]
    ? [...BroadcastTuples<RestA, RestB>, BroadcastSize<LastA, LastB>]
    : [...A]
  : [...B];

/** The shape of `a + b`: axes are aligned from the right, and an axis of size 1 is repeated. */
export type Broadcast<A extends Shape, B extends Shape> =
  AnyRank<A> extends true ? number[] : AnyRank<B> extends true ? number[] : BroadcastTuples<A, B>;

/** True if one of the members of a tuple is `never`. */
type HasNever<S extends Shape> = S extends readonly [
  infer Head extends number,
  ...infer Rest extends Shape,
]
  ? [Head] extends [never]
    ? true
    : HasNever<Rest>
  : false;

/** A shape as it is written: `[2, 3]`. */
type Written<S extends Shape> = number extends S["length"] ? "[…]" : `[${Joined<S>}]`;
type Joined<S extends Shape> = S extends readonly [infer Only extends number]
  ? `${Only}`
  : S extends readonly [infer Head extends number, ...infer Rest extends Shape]
    ? `${Head}, ${Joined<Rest>}`
    : "";

/** `unknown` if the shapes broadcast, else a sentence that says why they do not. */
export type CheckBroadcast<A extends Shape, B extends Shape> =
  HasNever<Broadcast<A, B>> extends true
    ? `shapes ${Written<A>} and ${Written<B>} do not broadcast`
    : unknown;

/** True if two sizes can be equal. */
type SameSize<A extends number, B extends number> = number extends A
  ? true
  : number extends B
    ? true
    : A extends B
      ? true
      : false;

/** The shape of a matrix product; leading axes are batches, which broadcast. */
export type MatmulShape<A extends Shape, B extends Shape> =
  AnyRank<A> extends true
    ? number[]
    : AnyRank<B> extends true
      ? number[]
      : A extends readonly [number]
        ? B extends readonly [number]
          ? []
          : B extends readonly [...infer Batch extends Shape, number, infer N extends number]
            ? [...Batch, N]
            : never
        : A extends readonly [...infer BatchA extends Shape, infer M extends number, number]
          ? B extends readonly [number]
            ? [...BatchA, M]
            : B extends readonly [...infer BatchB extends Shape, number, infer N extends number]
              ? [...BroadcastTuples<BatchA, BatchB>, M, N]
              : never
          : never;

type Last<S extends Shape> = S extends readonly [...Shape, infer L extends number] ? L : number;
type InnerOfRight<S extends Shape> = S extends readonly [infer Only extends number]
  ? Only
  : S extends readonly [...Shape, infer K extends number, number]
    ? K
    : number;

/** `unknown` if `a` and `b` can be multiplied as matrices, else a sentence. */
export type CheckMatmul<A extends Shape, B extends Shape> =
  SameSize<Last<A>, InnerOfRight<B>> extends true
    ? unknown
    : `matmul: shapes ${Written<A>} and ${Written<B>} do not align: ${Last<A>} ≠ ${InnerOfRight<B>}`;

/** `S` with axis `I` (≥ 0) replaced by the axes `With`. */
type ReplaceFromStart<
  S extends Shape,
  I extends number,
  With extends Shape,
  Done extends Shape = [],
> = S extends readonly [infer Head extends number, ...infer Rest extends Shape]
  ? Done["length"] extends I
    ? [...Done, ...With, ...Rest]
    : ReplaceFromStart<Rest, I, With, [...Done, Head]>
  : never;

/** `S` with the axis at distance `K` from the end (1 = last) replaced by the axes `With`. */
type ReplaceFromEnd<
  S extends Shape,
  K extends number,
  With extends Shape,
  Done extends Shape = [],
> = S extends readonly [...infer Rest extends Shape, infer Tail extends number]
  ? [...Done, 0]["length"] extends K
    ? [...Rest, ...With, ...Done]
    : ReplaceFromEnd<Rest, K, With, [Tail, ...Done]>
  : never;

/** `S` with one axis (which may be negative: −1 is the last) replaced by the axes `With`. */
export type ReplaceAxis<S extends Shape, Axis extends number, With extends Shape> =
  AnyRank<S> extends true
    ? number[]
    : number extends Axis
      ? number[]
      : `${Axis}` extends `-${infer K extends number}`
        ? ReplaceFromEnd<S, K, With>
        : ReplaceFromStart<S, Axis, With>;

/** The shape that a reduction over `Axis` leaves; without an axis a single number. */
export type Reduced<S extends Shape, Axis, KeepDim> = Axis extends number
  ? ReplaceAxis<S, Axis, KeepDim extends true ? [1] : []>
  : KeepDim extends true
    ? { -readonly [I in keyof S]: 1 }
    : [];

/** The axes in the order `Axes`, or reversed. */
export type Transposed<S extends Shape, Axes> = Axes extends Shape
  ? { -readonly [I in keyof Axes]: Axes[I] extends keyof S ? S[Axes[I]] & number : number }
  : Reversed<S>;
type Reversed<S extends Shape> =
  AnyRank<S> extends true
    ? number[]
    : S extends readonly [infer Head extends number, ...infer Rest extends Shape]
      ? [...Reversed<Rest>, Head]
      : [];

/** A new shape in which −1 stands for "whatever is left". */
export type Reshaped<S extends Shape> = {
  -readonly [I in keyof S]: S[I] extends -1 ? number : S[I];
};

/** `S` without its first axes, one for each index. */
export type Dropped<S extends Shape, Indices extends Shape> =
  AnyRank<S> extends true
    ? number[]
    : Indices extends readonly [unknown, ...infer RestIndices extends Shape]
      ? S extends readonly [number, ...infer Rest extends Shape]
        ? Dropped<Rest, RestIndices>
        : never
      : [...S];

/** A range of positions along one axis: `[start, end]`; `[]` takes the whole axis. */
export type Range = readonly [start?: number, end?: number, step?: number];

/** The shape of a slice: only axes without a range keep a literal size. */
export type Sliced<S extends Shape, Ranges extends readonly Range[]> = {
  -readonly [I in keyof S]: I extends keyof Ranges
    ? Ranges[I] extends readonly []
      ? S[I]
      : number
    : S[I];
};

/** The shape of `stack`: a new axis of `Count` before axis 0, or of unknown place. */
export type Stacked<S extends Shape, Count extends number, Axis> =
  AnyRank<S> extends true ? number[] : Axis extends 0 ? [Count, ...S] : number[];
