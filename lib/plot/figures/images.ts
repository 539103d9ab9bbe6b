import { colorRange } from "../parts/color-range.ts";
import { expectArray } from "../parts/expected.ts";
import { Figure, type Trace } from "../parts/figure.ts";
import {
  extent,
  isTensorLike,
  type Matrix,
  packed,
  type TensorLike,
  table,
} from "../parts/numbers.ts";
import { baseLayout, type FigureOptions } from "../parts/options.ts";
import { pngAddress } from "../parts/png.ts";
import { word } from "../parts/words.ts";

/** Options of `images`. */
export interface ImagesOptions extends FigureOptions {
  /** What stands below each picture. */
  labels?: readonly (string | number)[];
  /** How many pictures stand side by side. Default: as makes a wide rectangle. */
  columns?: number;
  /** Height and width of a picture where each is a row of numbers. Default: a square. */
  shape?: readonly [number, number];
  /** The values of black and white. Default: 0 to 1 for colours; for one channel, the data's. */
  range?: readonly [number, number];
  /** Colours of pictures with one channel. Default: diverging where the signs differ, else gray. */
  colors?: "gray" | "sequential" | "diverging";
}

/** One picture: `channels` is 1 or 3; the numbers go row by row, the channels of a pixel together. */
interface Picture {
  height: number;
  width: number;
  channels: number;
  data: ArrayLike<number>;
}

/**
 * Pictures in a grid: digits, filters, feature maps, photographs.
 *
 * @param pictures One picture or a list of them, each [height, width] or [height, width, 3]; or a
 *   tensor of many: [n, height, width], [n, height, width, channels], [n, channels, height, width],
 *   or [n, height · width]. Colours are 0…1.
 * @throws RangeError where a shape is none of these, or the number of labels is another.
 * @example
 * const { x, y } = data.digits();
 * plot.images(x.slice([0, 20]), { labels: y.slice([0, 20]).tolist() })
 */
export function images(
  pictures: TensorLike | readonly (TensorLike | Matrix)[],
  options: ImagesOptions = {},
): Figure {
  if (!isTensorLike(pictures)) expectArray("images", pictures, "[first, second]");
  const list = isTensorLike(pictures)
    ? separate(pictures, options.shape)
    : pictures.flatMap((picture) => single(picture, options.shape));
  if (list.length === 0) throw new RangeError("images: no picture was given.");
  if (options.labels && options.labels.length !== list.length) {
    throw new RangeError(`images: ${options.labels.length} labels for ${list.length} pictures.`);
  }
  const columns = Math.min(list.length, options.columns ?? Math.ceil(Math.sqrt(2 * list.length)));
  const rows = Math.ceil(list.length / columns);
  const colored = list.some(({ channels }) => channels === 3);
  const large = list.reduce((sum, { height, width }) => sum + height * width, 0) > 40_000;
  const sameSize = list.every((p) => p.height === list[0]!.height && p.width === list[0]!.width);
  const grid = { list, columns, rows };
  const { traces, layout } =
    colored || large || !sameSize ? asPictures(grid, options) : asHeatmap(grid, options);
  const wide = columns * (list[0]!.width / list[0]!.height);
  const cell = Math.min(220, Math.max(64, 700 / Math.max(wide, 1)));
  const label = options.labels ? 22 : 6;
  const top = options.title ? 56 : 16;
  const base = baseLayout({ height: Math.round(top + 16 + rows * (cell + label)), ...options });
  const sizes = `${list[0]!.height} × ${list[0]!.width}`;
  const noun = word(list.length === 1 ? "image" : "images");
  const names = options.labels ? `: ${options.labels.join(", ")}` : "";
  const text = `${list.length} ${noun} (${sizes})${names}.`;
  return new Figure(
    traces,
    {
      ...base,
      ...layout,
      margin: { l: 12, r: 12, t: top, b: 16 },
      showlegend: false,
      // From this the renderer knows how far captions may reach.
      meta: { columns },
    },
    options.title ? `${options.title}: ${text}` : text,
    options,
  );
}

interface Grid {
  list: Picture[];
  columns: number;
  rows: number;
}

interface Parts {
  traces: Trace[];
  layout: Record<string, unknown>;
}

/** All pictures in one heatmap: sharp pixels, values on hover, one colour scale. */
function asHeatmap({ list, columns, rows }: Grid, options: ImagesOptions): Parts {
  const { height, width } = list[0]!;
  const gapX = Math.max(1, Math.round(width / 10));
  const gapY = Math.max(1, Math.round(height / (options.labels ? 3.5 : 10)));
  const across = columns * (width + gapX) - gapX;
  const down = rows * (height + gapY) - (options.labels ? 0 : gapY);
  const z = new Float32Array(across * down).fill(Number.NaN);
  const annotations: Record<string, unknown>[] = [];
  for (const [index, picture] of list.entries()) {
    const left = (index % columns) * (width + gapX);
    const top = Math.floor(index / columns) * (height + gapY);
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        z[(top + row) * across + left + column] = picture.data[row * width + column]!;
      }
    }
    if (options.labels) {
      annotations.push(caption(options.labels[index]!, left + width / 2 - 0.5, top + height - 0.5));
    }
  }
  const [low] = extent(z);
  const colors = options.colors ?? (low < 0 ? "diverging" : "gray");
  const { scale, zmin, zmax } = colorRange(z, colors, options.range);
  const trace: Trace = {
    type: "heatmap",
    z: packed(z, across),
    colorscale: scale,
    zmin,
    zmax: zmax > zmin ? zmax : zmin + 1,
    showscale: colors === "diverging",
    hoverongaps: false,
    hovertemplate: "%{z:.3~g}<extra></extra>",
  };
  return {
    traces: [trace],
    layout: { ...axes([-0.5, across - 0.5], [down - 0.5, -0.5]), annotations },
  };
}

/** Pictures as PNG: colours, or many pixels. */
function asPictures({ list, columns, rows }: Grid, options: ImagesOptions): Parts {
  const aspect = list[0]!.height / list[0]!.width;
  const room = options.labels ? 0.14 : 0.06;
  const down = aspect + room;
  const annotations: Record<string, unknown>[] = [];
  const pictures = list.map((picture, index) => {
    const x = (index % columns) * 1.06;
    const y = Math.floor(index / columns) * down;
    if (options.labels) annotations.push(caption(options.labels[index]!, x + 0.5, y + aspect));
    return {
      source: address(picture, options),
      x: x + 0.5,
      y,
      sizex: 1,
      sizey: aspect,
      xref: "x",
      yref: "y",
      xanchor: "center",
      yanchor: "top",
      sizing: "contain",
      layer: "above",
    };
  });
  // An empty trace: plotly draws axes, and what is tied to them, only where there is one.
  const corner: Trace = {
    type: "scatter",
    x: [0],
    y: [0],
    mode: "markers",
    opacity: 0,
    hoverinfo: "skip",
  };
  const layout = axes([0, columns * 1.06 - 0.06], [rows * down - (options.labels ? 0 : room), 0]);
  return { traces: [corner], layout: { ...layout, images: pictures, annotations } };
}

/** A PNG with pixels enlarged to at least about 150 across, so that browsers do not blur them. */
function address(picture: Picture, options: ImagesOptions): string {
  const { height, width, channels, data } = picture;
  const scale = Math.max(1, Math.round(150 / Math.max(height, width)));
  const range = options.range ?? (channels === 3 ? [0, 1] : extent(data));
  const bytes = new Uint8Array(3 * width * scale * height * scale);
  let next = 0;
  for (let row = 0; row < height * scale; row++) {
    for (let column = 0; column < width * scale; column++) {
      const pixel = Math.floor(row / scale) * width + Math.floor(column / scale);
      for (let channel = 0; channel < 3; channel++) {
        const value = data[pixel * channels + (channels === 3 ? channel : 0)]!;
        const share = (value - range[0]) / (range[1] - range[0] || 1);
        bytes[next++] = Math.round(255 * Math.min(1, Math.max(0, share)));
      }
    }
  }
  return pngAddress(width * scale, height * scale, bytes);
}

function caption(text: string | number, x: number, y: number): Record<string, unknown> {
  return { text: String(text), x, y, xref: "x", yref: "y", yanchor: "top", showarrow: false };
}

function axes(xRange: number[], yRange: number[]): Record<string, unknown> {
  const hidden = { visible: false, constrain: "domain", fixedrange: true };
  return {
    xaxis: { ...hidden, range: xRange },
    yaxis: { ...hidden, range: yRange, scaleanchor: "x", constraintoward: "top" },
  };
}

function single(picture: TensorLike | Matrix, shape?: readonly [number, number]): Picture[] {
  if (isTensorLike(picture)) {
    if (picture.shape.length === 1)
      return separate(reshaped(picture, [1, picture.shape[0]!]), shape);
    if (picture.shape.length === 2)
      return separate(reshaped(picture, [1, ...picture.shape]), shape);
    return separate(
      picture.shape.length === 3 ? reshaped(picture, [1, ...picture.shape]) : picture,
    );
  }
  const { rows, columns, data } = table("images: picture", picture);
  return [{ height: rows, width: columns, channels: 1, data }];
}

function separate(all: TensorLike, shape?: readonly [number, number]): Picture[] {
  const sizes = all.shape;
  const rank = sizes.length;
  const isColor = (channels: number | undefined) => channels === 1 || channels === 3;
  if (rank === 2) {
    const side = Math.round(Math.sqrt(sizes[1]!));
    const [height, width] = shape ?? [side, side];
    if (height * width === sizes[1]) return cut(all, sizes[0]!, height, width, 1);
    if (!shape) return cut(all, 1, sizes[0]!, sizes[1]!, 1);
  }
  // Filters of 3 × 3 are many; a photograph is larger.
  if (rank === 3 && sizes[2] === 3 && sizes[1]! > 3) return cut(all, 1, sizes[0]!, sizes[1]!, 3);
  if (rank === 3) return cut(all, sizes[0]!, sizes[1]!, sizes[2]!, 1);
  if (rank === 4 && isColor(sizes[3])) return cut(all, sizes[0]!, sizes[1]!, sizes[2]!, sizes[3]!);
  if (rank === 4 && isColor(sizes[1]))
    return cut(channelsLast(all), sizes[0]!, sizes[2]!, sizes[3]!, sizes[1]!);
  throw new RangeError(
    `images: shape [${sizes.join(", ")}] is no picture. Use [height, width], [height, width, 3], or these with the number of pictures in front.`,
  );
}

function cut(
  all: TensorLike,
  count: number,
  height: number,
  width: number,
  channels: number,
): Picture[] {
  const size = height * width * channels;
  const data = Array.from(all.data as ArrayLike<number>, Number);
  return Array.from({ length: count }, (_, index) => ({
    height,
    width,
    channels,
    data: data.slice(index * size, (index + 1) * size),
  }));
}

/** [n, channels, height, width] → [n, height, width, channels]. */
function channelsLast({ shape, data }: TensorLike): TensorLike {
  const [count, channels, height, width] = shape as [number, number, number, number];
  const pixels = height * width;
  const result = new Float32Array(data.length);
  for (let n = 0; n < count; n++) {
    for (let channel = 0; channel < channels; channel++) {
      for (let pixel = 0; pixel < pixels; pixel++) {
        result[(n * pixels + pixel) * channels + channel] = Number(
          data[(n * channels + channel) * pixels + pixel],
        );
      }
    }
  }
  return { shape: [count, height, width, channels], data: result };
}

function reshaped({ data }: TensorLike, shape: number[]): TensorLike {
  return { shape, data };
}
