import { apply, method, type Operation } from "../operation.ts";
import type { Shape } from "../shapes.ts";
import { format, type Tensor } from "../tensor.ts";
import { gather } from "./indexing.ts";
import { product } from "./matmul.ts";
import { mean } from "./reductions.ts";
import { reshape } from "./shaping.ts";

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

const windowArgmax: Operation<Windows> = {
  name: "windowArgmax",
  shape: (w) => [w.planes, w.down * w.across],
  forward: (k, y, w, x) => k.windowArgmax(x.address, y.address, ...sizes(w)),
  vjp: [],
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
  const down = Math.floor((height + 2 * padding - rows) / stride) + 1;
  const across = Math.floor((width + 2 * padding - columns) / stride) + 1;
  if (down < 1 || across < 1 || stride < 1 || padding < 0 || !Number.isInteger(stride + padding)) {
    throw new Error(
      `${name}: windows of ${rows} × ${columns} with stride ${stride} and padding ${padding} ` +
        `do not fit into images of ${height} × ${width}.`,
    );
  }
  const planes = n * channels;
  return { images: x.shape, planes, height, width, rows, columns, stride, padding, down, across };
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
  const w = windowsOf("conv2d", images as Tensor, rows, columns, options);
  const patch = channels * rows * columns;
  const windows = w.down * w.across;
  const patches = reshape(apply(unfoldOperation, w, [images as Tensor]), [n, patch, windows]);
  const matrix = reshape(filters as Tensor, [out, patch]);
  const y = product(matrix as Tensor, patches as Tensor, false, false);
  return reshape(y, [n, out, w.down, w.across]) as never;
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
  const w = windowsOf("maxPool2d", images as Tensor, size, size, { stride: size, ...options });
  const pixels = reshape(images as Tensor, [w.planes, w.height * w.width]);
  const largest = apply(windowArgmax, w, [images as Tensor]);
  const [n, channels] = images.shape as readonly number[] as [number, number];
  return reshape(gather(pixels as Tensor, 1, largest), [n, channels, w.down, w.across]) as never;
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
  const w = windowsOf("avgPool2d", images as Tensor, size, size, { stride: size, ...options });
  const patches = apply(unfoldOperation, w, [images as Tensor]);
  const [n, channels] = images.shape as readonly number[] as [number, number];
  return reshape(mean(patches, 1) as Tensor, [n, channels, w.down, w.across]) as never;
});
