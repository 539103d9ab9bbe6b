import { decode } from "fast-png";
import { Unzlib } from "fflate";
import type { Fail } from "../files.ts";
import { joined } from "../joined.ts";

/** A decoded image: rows from top to bottom, `channels` numbers from 0 to 1 (1 or 3) a pixel. */
export interface Pixels {
  width: number;
  height: number;
  channels: 1 | 3;
  values: Float32Array;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Samples a pixel has in the file, by colour type: grey, RGB, palette, grey + alpha, RGB + alpha. */
const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** What else the pixels need; texts, colour profiles and the like are not even unpacked. */
const NEEDED = ["IHDR", "PLTE", "IDAT", "IEND"];

/** More samples than this are not read: 22 million pixels in colour. */
const MOST_SAMPLES = 2 ** 26;

/** Decodes a PNG file; transparency is dropped. `fail` throws the given problem. */
export function decodePng(file: Uint8Array, fail: Fail): Pixels {
  if (SIGNATURE.some((byte, at) => file[at] !== byte))
    return fail(
      "expected a PNG file (it starts with 89 50 4E 47), found something else. Save it as PNG first.",
    );
  const found = chunks(file, fail);
  const size = sizeOf(found, fail);
  checkPixels(found, size, fail);
  const { width, height, channels: samples, depth, data, ...rest } = decoded(file, found, fail);
  const palette = size.indexed ? (rest.palette ?? []) : undefined;
  const largest = palette ? 255 : 2 ** depth - 1;
  const sample = depth < 8 ? unpacked(data, width, height, depth) : data;
  const channels = palette || samples >= 3 ? 3 : 1;
  const values = new Float32Array(width * height * channels);
  for (let pixel = 0; pixel < width * height; pixel++)
    for (let channel = 0; channel < channels; channel++) {
      const number = sample[pixel * samples + (palette ? 0 : channel)]!;
      const value = palette
        ? (palette[number]?.[channel] ?? fail(`has no colour ${number}. Copy the file again.`))
        : number;
      values[pixel * channels + channel] = value / largest;
    }
  return { width, height, channels, values };
}

interface Chunk {
  type: string;
  start: number;
  content: Uint8Array;
}

/** The chunks that the pixels need, whole and in the order of the file. */
function chunks(file: Uint8Array, fail: Fail): Chunk[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const found: Chunk[] = [];
  for (let start = 8; start + 8 <= file.length; ) {
    const length = view.getUint32(start);
    const type = String.fromCharCode(...file.subarray(start + 4, start + 8));
    if (start + 12 + length > file.length) fail(`chunk ${type} is cut off. Copy the file again.`);
    const content = file.subarray(start + 8, start + 8 + length);
    if (NEEDED.includes(type)) found.push({ type, start, content });
    start += 12 + length;
    if (type === "IEND") break;
  }
  const has = (type: string) => found.some((chunk) => chunk.type === type);
  if (found[0]?.type !== "IHDR" || found[0].content.length !== 13 || !has("IDAT") || !has("IEND"))
    return fail("has no header, no pixels or no end. Copy the file again.");
  return found;
}

interface Size {
  width: number;
  height: number;
  /** Bits of a pixel. */
  bits: number;
  interlaced: boolean;
  /** Whether its samples are numbers of colours in a palette. */
  indexed: boolean;
}

function sizeOf(found: readonly Chunk[], fail: Fail): Size {
  const header = found[0]!.content;
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth, colourType, compression, filtering, interlaced] = header.subarray(8);
  const samples = SAMPLES[colourType!];
  if (compression !== 0 || filtering !== 0 || samples === undefined || interlaced! > 1)
    return fail("is packed in an unknown way. Save it again.");
  if (colourType === 3 && !found.some(({ type, content }) => type === "PLTE" && content.length > 0))
    fail("has no colours. Copy the file again.");
  const all = width * height * samples;
  if (all === 0 || all > MOST_SAMPLES)
    fail(
      `has ${width}×${height} pixels; read are images of 1 to ` +
        `${Math.floor(MOST_SAMPLES / samples)} pixels. Make it smaller first.`,
    );
  if (interlaced === 1 && depth! < 8)
    fail(`is interlaced, with ${depth} bits a sample. Save it again without interlacing.`);
  const indexed = colourType === 3;
  return { width, height, bits: depth! * samples, interlaced: interlaced === 1, indexed };
}

/** Where the pixels of each of the seven passes of an interlaced image begin, and their distance. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Unpacks what holds the pixels and counts, so that a small file never fills the memory. */
function checkPixels(found: readonly Chunk[], size: Size, fail: Fail): void {
  const { width, height, bits, interlaced } = size;
  const lines = (across: number, down: number) =>
    across > 0 && down > 0 ? down * (1 + Math.ceil((across * bits) / 8)) : 0;
  const expected = interlaced
    ? PASSES.reduce((sum, [x, y, dx, dy]) => {
        return sum + lines(Math.ceil((width - x) / dx), Math.ceil((height - y) / dy));
      }, 0)
    : lines(width, height);
  let bytes = 0;
  const stream = new Unzlib((piece) => {
    bytes += piece.length;
    if (bytes > expected) throw new RangeError();
  });
  const packed = found.filter(({ type }) => type === "IDAT");
  try {
    for (const [index, { content }] of packed.entries())
      for (let at = 0; at <= content.length; at += 2 ** 14)
        stream.push(
          content.subarray(at, at + 2 ** 14),
          index === packed.length - 1 && at + 2 ** 14 > content.length,
        );
  } catch {
    fail("its compressed pixels are damaged. Copy the file again.");
  }
  if (bytes !== expected)
    fail(`expected ${expected} bytes of pixels, found ${bytes}. Is it cut off?`);
}

/** The pixels of a file of which only the needed chunks are left. */
function decoded(file: Uint8Array, found: readonly Chunk[], fail: Fail) {
  const parts = [
    file.subarray(0, 8),
    ...found.map(({ start, content }) => file.subarray(start, start + 12 + content.length)),
  ];
  try {
    return decode(joined(parts), { checkCrc: true });
  } catch (error) {
    return fail(`is damaged: ${(error as Error).message}. Copy the file again.`);
  }
}

/** Samples of 1, 2 or 4 bits, each in a number of its own. */
function unpacked(data: ArrayLike<number>, width: number, height: number, depth: number) {
  const stride = Math.ceil((width * depth) / 8);
  return Uint8Array.from({ length: width * height }, (_, pixel) => {
    const bit = (pixel % width) * depth;
    const byte = data[Math.floor(pixel / width) * stride + (bit >> 3)]!;
    return (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
  });
}
