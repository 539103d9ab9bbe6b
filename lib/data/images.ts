import { readFile } from "../files.ts";
import { host } from "../host.ts";
import { checkOptions, oneOf, whole } from "../options.ts";
import { empty } from "../tensor/empty.ts";
import type { Tensor } from "../tensor/index.ts";
import { format } from "../tensor/tensor.ts";
import { wholeNumber } from "../tensor/whole-number.ts";
import { decodePng } from "./png.ts";

const sides = { height: whole(1), width: whole(1) };

/** The size an image gets, in pixels; with one side alone the other follows, keeping proportions. */
export interface ImageSize<H extends number = number, W extends number = number> {
  height?: H;
  width?: W;
}

/**
 * One of the two photos carried by the package, as a tensor [height, width, 3] of red, green and
 * blue from 0 to 1; 320×213 unless a size is given.
 *
 * "flower": photo by vultilion; "china": photo by danielbuechele; both Flickr, CC BY 2.0.
 *
 * @example
 * const photo = data.photo("flower", { width: 50, height: 50 });   // Tensor<[50, 50, 3]>
 * photo.reshape([7500]);                                            // the inputs of a network
 */
export function photo<H extends number = number, W extends number = number>(
  name: "flower" | "china",
  size: ImageSize<H, W> = {},
): Tensor<[H, W, 3]> {
  if (!photos.test(name))
    throw new Error(`photo: the photos are ${photos.allowed}, got ${JSON.stringify(name)}.`);
  return imageAt("photo", host().carried(`${name}.png`), size) as Tensor<[H, W, 3]>;
}

/**
 * An image read from a PNG file, as a tensor [height, width, channels] from 0 to 1: three channels
 * (red, green, blue) in colour, one in grey. Transparency is dropped.
 *
 * @throws if the file is missing or not a PNG: the error names the cure.
 * @example
 * const image = data.readImage("cat.png", { width: 64, height: 64 });
 */
export function readImage<H extends number = number, W extends number = number>(
  path: string | URL,
  size: ImageSize<H, W> = {},
): Tensor<[H, W, number]> {
  return imageAt("readImage", path, size);
}

const photos = oneOf("flower", "china");

function imageAt<H extends number, W extends number>(
  reader: string,
  path: string | URL,
  size: ImageSize<H, W>,
): Tensor<[H, W, number]> {
  checkOptions(reader, size, sides);
  return readFile(reader, path, (file, fail) => {
    const { width, height, channels, values } = decodePng(file, fail);
    return resized(values, [height, width, channels], size);
  });
}

/**
 * An image [height, width, channels] in another size: each new pixel is the mean of the area it
 * covers, so that shrinking keeps the mean colour.
 *
 * @throws if the tensor has not three axes.
 * @example
 * const small = data.resizeImage(data.photo("china"), { width: 32 });   // 21×32, in proportion
 */
export function resizeImage<H extends number = number, W extends number = number>(
  image: Tensor,
  size: ImageSize<H, W>,
): Tensor<[H, W, number]> {
  checkOptions("resizeImage", size, sides);
  if (image.shape.length !== 3)
    throw new Error(
      `resizeImage: expected an image [height, width, channels], got ${format(image.shape)}.`,
    );
  return resized(image.data, image.shape as readonly [number, number, number], size);
}

function resized<H extends number, W extends number>(
  values: ArrayLike<number>,
  [height, width, channels]: readonly [number, number, number],
  size: ImageSize<H, W>,
): Tensor<[H, W, number]> {
  const rows = size.height ?? Math.round((height * (size.width ?? width)) / width);
  const columns = size.width ?? Math.round((width * rows) / height);
  wholeNumber("resizeImage", "height", rows, 1);
  wholeNumber("resizeImage", "width", columns, 1);
  const made = empty([rows, columns, channels]);
  // One axis after the other: the mean over a rectangle is the mean of means over its sides.
  const wide = resizeAxis(values, height, width, columns, channels);
  const result = resizeAxis(wide, 1, height, rows, columns * channels);
  made.view().set(result);
  return made as Tensor as Tensor<[H, W, number]>;
}

/** Resizes the middle axis of values laid out as [outer, from, inner] to `to` entries. */
function resizeAxis(
  values: ArrayLike<number>,
  outer: number,
  from: number,
  to: number,
  inner: number,
): ArrayLike<number> {
  if (from === to) return values;
  const result = new Float64Array(outer * to * inner);
  const scale = from / to;
  for (let target = 0; target < to; target++) {
    const start = target * scale;
    const end = Math.min(start + scale, from);
    for (let source = Math.floor(start); source < end; source++) {
      const share = (Math.min(source + 1, end) - Math.max(source, start)) / scale;
      for (let block = 0; block < outer; block++)
        for (let i = 0; i < inner; i++)
          result[(block * to + target) * inner + i]! +=
            share * values[(block * from + source) * inner + i]!;
    }
  }
  return result;
}
