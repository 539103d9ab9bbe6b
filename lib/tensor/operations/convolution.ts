import { allocate, bytesOf, free } from "../../backend/memory.ts";
import { empty } from "../empty.ts";
import { apply, method, type Operation } from "../operation.ts";
import type { Shape } from "../shapes.ts";
import { format, type Tensor } from "../tensor.ts";
import { wholeNumber } from "../whole-number.ts";
import { mean } from "./reductions.ts";
import { reshaped } from "./shaping.ts";

declare module "../tensor.ts" {
  interface Tensor<out S extends Shape> {
    /** Slides filters [out, in, rows, columns] over images [n, in, height, width]. */
    conv2d<A extends Shape, W extends Shape>(
      this: Tensor<A>,
      filters: Tensor<W>,
      options?: WindowOptions,
    ): Tensor<[A[0], W[0], number, number]>;
    /** The largest element of every size × size window of images [n, channels, height, width]. */
    maxPool2d<A extends Shape>(
      this: Tensor<A>,
      size: number,
      options?: WindowOptions,
    ): Tensor<[A[0], A[1], number, number]>;
    /** The mean of every size × size window of images [n, channels, height, width]. */
    avgPool2d<A extends Shape>(
      this: Tensor<A>,
      size: number,
      options?: WindowOptions,
    ): Tensor<[A[0], A[1], number, number]>;
  }
}

/** How a window moves over an image. */
export interface WindowOptions {
  /** By how many pixels the window moves. Default: 1 for conv2d, the window's size for pooling. */
  stride?: number;
  /** How many pixels of border are added on every side. Default 0. */
  padding?: number;
}

/** Windows of rows × columns over planes of height × width. */
interface Windows {
  images: Shape;
  planes: number;
  height: number;
  width: number;
  rows: number;
  columns: number;
  stride: number;
  padding: number;
  /** How many windows fit below and beside each other. */
  down: number;
  across: number;
}

const sizes = (w: Windows) =>
  [w.planes, w.height, w.width, w.rows, w.columns, w.stride, w.padding] as const;

const unfoldOperation: Operation<Windows> = {
  name: "unfold",
  shape: (w) => [w.planes, w.rows * w.columns, w.down * w.across],
  forward: (k, y, w, x) => k.unfold(x.address, y.address, ...sizes(w)),
  vjp: [(g, _y, w) => apply(foldOperation, w, [g])],
};

/** Adds every column back to the window it came from: the gradient of unfold. */
const foldOperation: Operation<Windows> = {
  name: "fold",
  shape: (w) => w.images,
  forward(k, y, w, x) {
    k.fill(0, y.address, y.size);
    k.fold(x.address, y.address, ...sizes(w));
  },
  vjp: [(g, _y, w) => apply(unfoldOperation, w, [g])],
};

/** Windows, and a tensor in which the forward pass leaves where their largest elements are. */
interface Maxima extends Windows {
  places: Tensor;
}

const maxPoolOperation: Operation<Maxima> = {
  name: "maxPool2d",
  shape: (w) => [w.images[0] as number, w.images[1] as number, w.down, w.across],
  forward: (k, y, w, x) => k.windowMax(x.address, y.address, w.places.address, ...sizes(w)),
  vjp: [(g, _y, w) => apply(placeMaximaOperation, w, [g, w.places])],
};

/** Adds each element to its place: the gradient of the maxima. */
const placeMaximaOperation: Operation<Maxima> = {
  name: "placeMaxima",
  shape: (w) => w.images,
  forward(k, y, w, x, places) {
    k.fill(0, y.address, y.size);
    const windows = w.down * w.across;
    const pixels = w.height * w.width;
    k.spread(x.address, places.address, y.address, w.planes, pixels, 1, windows);
  },
  vjp: [(g, _y, w, _x, places) => apply(atPlacesOperation, w, [g, places])],
};

/** The elements at the places: the gradient of that again. */
const atPlacesOperation: Operation<Maxima> = {
  name: "atPlaces",
  shape: (w) => w.places.shape,
  forward(k, y, w, x, places) {
    const windows = w.down * w.across;
    const pixels = w.height * w.width;
    k.pick(x.address, places.address, y.address, w.planes, pixels, 1, windows);
  },
  vjp: [(g, _y, w, _x, places) => apply(placeMaximaOperation, w, [g, places])],
};

/** Sizes of a convolution: n images, `out` filters, patches of `patch` numbers. */
interface Sizes {
  n: number;
  out: number;
  patch: number;
  windows: number;
  filters: Shape;
  patches: Shape;
  result: Shape;
}

// A convolution multiplies filters [out, patch] by patches [n, patch, windows]. Of filters, patches
// and the gradient g of the result [n, out, windows], each operation here multiplies two and gives
// the shape of the third; so the derivatives of each are the other two.

const convolveOperation: Operation<Sizes> = {
  name: "conv2d",
  shape: (s) => s.result,
  forward(k, y, { n, out, patch, windows: w }, filters, patches) {
    const [f, p] = [filters.address, patches.address];
    k.matmul(f, p, y.address, out, w, patch, patch, 1, w, 1, n, 0, patch * w, 0);
  },
  vjp: [
    (g, _y, s, _f, patches) => apply(filtersOperation, s, [g, patches]),
    (g, _y, s, filters) => apply(patchesOperation, s, [filters, g]),
  ],
};

const filtersOperation: Operation<Sizes> = {
  name: "conv2dFilters",
  shape: (s) => s.filters,
  forward(k, y, { n, out, patch, windows: w }, g, patches) {
    const bytes = n * y.size * bytesOf(y.dtype);
    const terms = allocate(bytes);
    const p = patches.address;
    k.matmul(g.address, p, terms, out, patch, w, w, 1, 1, w, n, out * w, patch * w, 0);
    k.sum(terms, y.address, 1, n, y.size);
    free(terms, bytes);
  },
  vjp: [
    (h, _y, s, _g, patches) => apply(convolveOperation, s, [h, patches]),
    (h, _y, s, g) => apply(patchesOperation, s, [h, g]),
  ],
};

const patchesOperation: Operation<Sizes> = {
  name: "conv2dPatches",
  shape: (s) => s.patches,
  forward(k, y, { n, out, patch, windows: w }, filters, g) {
    const [f, h] = [filters.address, g.address];
    k.matmul(f, h, y.address, patch, w, out, 1, patch, w, 1, n, 0, out * w, 0);
  },
  vjp: [
    (h, _y, s, _f, g) => apply(filtersOperation, s, [g, h]),
    (h, _y, s, filters) => apply(convolveOperation, s, [filters, h]),
  ],
};

function windowsOf(
  name: string,
  x: Tensor,
  rows: number,
  columns: number,
  { stride = 1, padding = 0 }: WindowOptions,
): Windows {
  const [n = 0, channels = 0, height = 0, width = 0] = x.shape;
  if (x.rank !== 4) {
    throw new Error(
      `${name}: expected images of shape [n, channels, height, width], not ${format(x.shape)}.`,
    );
  }
  wholeNumber(name, "stride", stride, 1);
  wholeNumber(name, "padding", padding);
  const down = Math.floor((height + 2 * padding - rows) / stride) + 1;
  const across = Math.floor((width + 2 * padding - columns) / stride) + 1;
  if (down < 1 || across < 1) {
    throw new Error(
      `${name}: windows of ${rows} × ${columns} with stride ${stride} and padding ${padding} ` +
        `do not fit into images of ${height} × ${width}.`,
    );
  }
  const planes = n * channels;
  return { images: x.shape, planes, height, width, rows, columns, stride, padding, down, across };
}

/** Square windows, side by side unless a stride is given; each holds a pixel of the image. */
function poolingOf(name: string, x: Tensor, size: number, options: WindowOptions): Windows {
  wholeNumber(name, "size", size, 1);
  const { stride = size, padding = 0 } = options;
  wholeNumber(name, "padding (at most half the size)", padding, 0, Math.floor(size / 2));
  return windowsOf(name, x, size, size, { stride, padding });
}

/**
 * Slides filters over images: `[n, in, height, width]` and `[out, in, rows, columns]` give
 * `[n, out, …]`. As everywhere in deep learning the filters are not flipped. Add a bias of shape
 * `[out, 1, 1]` with add().
 * @throws Error if the channels differ or the filters do not fit.
 *
 * @example
 * conv2d(images, filters, { stride: 1, padding: 1 })
 */
export const conv2d = method("conv2d", function conv2d<
  A extends Shape,
  W extends Shape,
>(images: Tensor<A>, filters: Tensor<W>, options: WindowOptions = {}): Tensor<
  [A[0], W[0], number, number]
> {
  const [out = 0, channels = 0, rows = 0, columns = 0] = filters.shape;
  const n = images.shape[0] as number;
  if (filters.rank !== 4 || images.shape[1] !== channels) {
    throw new Error(
      `conv2d: filters of shape ${format(filters.shape)} do not fit images of shape ` +
        `${format(images.shape)}: expected [out, ${images.shape[1]}, rows, columns].`,
    );
  }
  const w = windowsOf("conv2d", images, rows, columns, options);
  const patch = channels * rows * columns;
  const patches = apply(unfoldOperation, w, [images]);
  const result = [n, out, w.down, w.across];
  const windows = w.down * w.across;
  const shapes = { filters: filters.shape, patches: patches.shape, result };
  const sizes: Sizes = { n, out, patch, windows, ...shapes };
  return apply(convolveOperation, sizes, [filters, patches]);
});

/**
 * The largest element of every size × size window of images `[n, channels, height, width]`; the
 * gradient goes to that element alone. Windows lie side by side unless a stride is given.
 *
 * @example
 * maxPool2d(images, 2)      // half as high and wide
 */
export const maxPool2d = method("maxPool2d", function maxPool2d<
  A extends Shape,
>(images: Tensor<A>, size: number, options: WindowOptions = {}): Tensor<
  [A[0], A[1], number, number]
> {
  const w = poolingOf("maxPool2d", images, size, options);
  const [n, channels] = images.shape as Shape as [number, number];
  const places = empty([n, channels, w.down, w.across], { dtype: images.dtype });
  const y = apply(maxPoolOperation, { ...w, places }, [images]);
  y.companion = places;
  return y as never;
});

/**
 * The mean of every size × size window of images `[n, channels, height, width]`, a border counted
 * as zeros. Windows lie side by side unless a stride is given.
 *
 * @example
 * avgPool2d(images, 2)      // half as high and wide
 */
export const avgPool2d = method("avgPool2d", function avgPool2d<
  A extends Shape,
>(images: Tensor<A>, size: number, options: WindowOptions = {}): Tensor<
  [A[0], A[1], number, number]
> {
  const w = poolingOf("avgPool2d", images, size, options);
  const patches = apply(unfoldOperation, w, [images]);
  const [n, channels] = images.shape as readonly number[] as [number, number];
  return reshaped(mean(patches, 1), [n, channels, w.down, w.across]);
});
