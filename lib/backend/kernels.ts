/** The kind of a tensor's numbers. float32 is the default; float64 is for checking gradients. */
export type DType = "float32" | "float64";

/**
 * The numeric kernels: what a backend must be able to do, for one dtype. Arguments are plain
 * numbers. `x`, `a`, `b` are addresses of inputs and `y` of the output, in bytes; other numbers
 * count elements. Buffers are padded to 16 bytes, so an element-wise kernel may round `n` up.
 */
export interface Kernels extends Losses, Updates {
  // One input, element by element.
  neg: Unary;
  abs: Unary;
  exp: Unary;
  log: Unary;
  sqrt: Unary;
  sin: Unary;
  cos: Unary;
  erf: Unary;
  sign: Unary;
  step: Unary;
  sigmoid: Unary;
  tanh: Unary;
  relu: Unary;
  softplus: Unary;

  // Two inputs, element by element.
  add: Binary;
  sub: Binary;
  mul: Binary;
  div: Binary;
  pow: Binary;
  maximum: Binary;
  minimum: Binary;
  equal: Binary;
  less: Binary;
  greater: Binary;
  greaterEqual: Binary;
  lessEqual: Binary;
  /** g·y·(1 − y): the derivative of the sigmoid, from its result. */
  sigmoidGrad: Binary;
  /** g·(1 − y²): the derivative of tanh, from its result. */
  tanhGrad: Binary;
  /** g where x > 0, else 0. */
  reluGrad: Binary;

  /** y = a where c ≠ 0, else b; all of one shape. */
  where(c: number, a: number, b: number, y: number, n: number): void;
  fill(value: number, y: number, n: number): void;
  copy(x: number, y: number, n: number): void;

  // Over the middle axis of [outer, count, inner].
  sum: Reduction;
  max: Reduction;
  argmax: Reduction;
  softmax: Reduction;
  logSoftmax: Reduction;

  /**
   * Copies a view with four axes of sizes d0…d3 and strides s0…s3 into a contiguous buffer. A
   * transpose, a slice, a repetition (stride 0) and a reversal are all of this form.
   */
  gatherStrided: Strided;
  /** The opposite: spreads a contiguous buffer over a view with four axes. */
  scatterStrided: Strided;

  /**
   * y[o, p, i] = x[o, index[o, p, i], i]: picks along the middle axis. Gives the position of the
   * first index that is no whole number from 0 to count − 1, or −1.
   */
  pick: Pick;
  /** The opposite: y[o, index[o, p, i], i] += x[o, p, i], with y of zeros. */
  spread: Pick;
  /** y[p, ·] = x[index[p], ·] for rows of `width` elements; gives what `pick` gives. */
  pickRows: PickRows;
  /** The opposite: y[index[p], ·] += x[p, ·], with y of zeros. */
  spreadRows: PickRows;

  /** Every window of images [planes, h, w] as a column of y: [planes, rows · columns, windows]. */
  unfold: Windows;
  /** The opposite: adds every column of x to its window of y, which is zeros. */
  fold: Windows;
  /**
   * The largest element of every window, [planes, windows], and its position in its image, written
   * to `places`.
   */
  windowMax(x: number, y: number, places: number, ...sizes: WindowSizes): void;

  /**
   * y[m, n] = Σ a·b over k, for matrices with any strides (in elements), in a batch; with the
   * address of n biases, which every row gets added, or 0.
   */
  matmul(
    a: number,
    b: number,
    y: number,
    m: number,
    n: number,
    k: number,
    aRow: number,
    aColumn: number,
    bRow: number,
    bColumn: number,
    batch: number,
    aBatch: number,
    bBatch: number,
    bias: number,
  ): void;
}

export type Unary = (x: number, y: number, n: number) => void;

/**
 * y[i, j] = f(a, b) over `outer` × `inner` elements; an input steps by 0 or more elements for each
 * i, and by 0 or 1 for each j: the same shape, a row, a column and a single number are all of this
 * form.
 */
export type Binary = (
  a: number,
  b: number,
  y: number,
  outer: number,
  inner: number,
  aOuter: number,
  aInner: number,
  bOuter: number,
  bInner: number,
) => void;

export type Reduction = (x: number, y: number, outer: number, count: number, inner: number) => void;

export type Strided = (
  x: number,
  y: number,
  d0: number,
  d1: number,
  d2: number,
  d3: number,
  s0: number,
  s1: number,
  s2: number,
  s3: number,
) => void;

export type Pick = (
  x: number,
  index: number,
  y: number,
  outer: number,
  count: number,
  inner: number,
  picks: number,
) => number;

export type PickRows = (
  x: number,
  index: number,
  y: number,
  count: number,
  width: number,
  picks: number,
) => number;

/** Windows of rows × columns in images of height × width, `stride` apart, with a zero border. */
export type WindowSizes = readonly [
  planes: number,
  height: number,
  width: number,
  rows: number,
  columns: number,
  stride: number,
  padding: number,
];

export type Windows = (x: number, y: number, ...sizes: WindowSizes) => void;

/** Views over the memory that the tensors live in; replaced when it grows. */
export interface Heap {
  readonly float32: Float32Array;
  readonly float64: Float64Array;
}

/**
 * The losses that small networks end in and their derivatives, times a factor; `g` is the address
 * of a single number. `terms` is room for one number each of what is summed.
 */
export interface Losses {
  /** y = factor · Σ(ln(1 + eᶻ) − t·z) over n logits z and targets t. */
  logisticLoss(z: number, t: number, terms: number, y: number, n: number, factor: number): void;
  /** y = factor · g · (Ω(z) − t). */
  logisticGap(z: number, t: number, g: number, y: number, n: number, factor: number): void;
  /**
   * y = factor · Σ ln(softmax(z)[label]) over n rows z of `classes` logits. Gives the first row
   * whose label is no whole number from 0 to classes − 1, or −1.
   */
  softmaxLoss(
    z: number,
    labels: number,
    terms: number,
    y: number,
    n: number,
    classes: number,
    factor: number,
  ): number;
  /** y = factor · g · (softmax(z) − 1 at each row's label). */
  softmaxGap(
    z: number,
    labels: number,
    g: number,
    y: number,
    n: number,
    classes: number,
    factor: number,
  ): void;
}

/**
 * One step of an optimiser for a parameter of n numbers at `p` with its gradient at `g`, in place.
 * What the optimiser remembers of it lies at the other addresses. `decay` is added to the gradient
 * as decay·p.
 */
export interface Updates {
  /** v ← momentum·v + g and p ← p − rate·v; without momentum v is left alone. */
  sgd(
    p: number,
    g: number,
    v: number,
    n: number,
    rate: number,
    momentum: number,
    nesterov: boolean,
    decay: number,
  ): void;
  /** s ← α·s + (1 − α)·g² and p ← p − rate·g / (√s + ε); with momentum of those changes in v. */
  rmsProp(
    p: number,
    g: number,
    s: number,
    v: number,
    n: number,
    rate: number,
    alpha: number,
    epsilon: number,
    momentum: number,
    decay: number,
  ): void;
  /**
   * p ← shrink·p, m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g² and p ← p − rate·m / (√v/root + ε);
   * rate and root hold the corrections of the bias.
   */
  adam(
    p: number,
    g: number,
    m: number,
    v: number,
    n: number,
    rate: number,
    root: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    decay: number,
    shrink: number,
  ): void;
}
