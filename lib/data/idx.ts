import { type Fail, readFile } from "../files.ts";
import { checkOptions, whole } from "../options.ts";
import type { Tensor } from "../tensor/index.ts";
import { format, sizeOf } from "../tensor/tensor.ts";
import { fromValues } from "./from-values.ts";

/** How each type code of the format is read: its name, its bytes and its reader (big-endian). */
const TYPES: Record<number, { size: number; read: (view: DataView, at: number) => number }> = {
  8: { size: 1, read: (view, at) => view.getUint8(at) },
  9: { size: 1, read: (view, at) => view.getInt8(at) },
  11: { size: 2, read: (view, at) => view.getInt16(at) },
  12: { size: 4, read: (view, at) => view.getInt32(at) },
  13: { size: 4, read: (view, at) => view.getFloat32(at) },
  14: { size: 8, read: (view, at) => view.getFloat64(at) },
};

/**
 * A tensor read from a file in MNIST's IDX format (also gzipped), of the shape the file states.
 * The values stay as they are: divide the pixels of MNIST by 255 to get 0 to 1.
 *
 * @param options.limit reads only so many of the first entries, to spare memory. Default: all.
 * @throws if the file is missing, is not IDX or is cut off: the error names what was expected.
 * @example
 * const images = data.readIdx("train-images-idx3-ubyte.gz", { limit: 1000 });   // [1000, 28, 28]
 * const labels = data.readIdx("train-labels-idx1-ubyte.gz", { limit: 1000 });   // [1000]
 * const x = images.reshape([1000, 784]).div(255);
 */
export function readIdx(path: string | URL, options: { limit?: number } = {}): Tensor {
  checkOptions("readIdx", options, { limit: whole(0) });
  return readFile("readIdx", path, (bytes, fail) => decodeIdx(bytes, fail, options));
}

function decodeIdx(bytes: Uint8Array, fail: Fail, options: { limit?: number }): Tensor {
  const type = TYPES[bytes[2] ?? 0];
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0 || !type)
    return fail(
      `expected it to start with 0, 0 and a type of ${Object.keys(TYPES).join(", ")}, found ` +
        `${[...bytes.subarray(0, 3)].join(", ") || "nothing"}. Is it an IDX file, as MNIST's are?`,
    );
  const axes = bytes[3]!;
  const start = 4 + 4 * axes;
  if (bytes.length < start) fail(`its shape is cut off. Download it again.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const expected = start + type.size * sizeOf(shape);
  if (bytes.length !== expected)
    fail(
      `expected ${expected} bytes for shape ${format(shape)}, found ${bytes.length}. ` +
        "Download it again.",
    );
  if (axes > 0 && options.limit !== undefined) shape[0] = Math.min(shape[0]!, options.limit);
  const count = sizeOf(shape);
  const values = new Float32Array(count);
  for (let at = 0; at < count; at++) values[at] = type.read(view, start + at * type.size);
  return fromValues(values, shape);
}
