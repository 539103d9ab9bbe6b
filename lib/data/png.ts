import { crc32, inflateSync } from "node:zlib";
import type { Fail } from "./file.ts";

/** A decoded image: rows from top to bottom, `channels` bytes (1 or 3) a pixel. */
export interface Pixels {
  width: number;
  height: number;
  channels: 1 | 3;
  bytes: Uint8Array;
}

const SIGNATURE = "89504e470d0a1a0a";
/** Samples a pixel has in the file, by colour type: grey, RGB, palette, grey + alpha, RGB + alpha. */
const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** More samples than this are not read: 22 million pixels in colour. */
const MOST_SAMPLES = 2 ** 26;

/** Decodes a PNG file of 8 bits a sample; transparency is dropped. */
export function decodePng(file: Buffer, fail: Fail): Pixels {
  if (file.subarray(0, 8).toString("hex") !== SIGNATURE)
    fail(
      "expected a PNG file (it starts with 89 50 4E 47), found something else. Save it as PNG first.",
    );
  const { header, palette, data } = chunks(file, fail);
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const [depth, colourType, compression, filtering, interlaced] = header.subarray(8);
  const samples = SAMPLES[colourType!];
  if (compression !== 0 || filtering !== 0) fail("is packed in an unknown way. Save it again.");
  if (depth !== 8 || samples === undefined || interlaced !== 0)
    return fail(
      `expected 8 bits a sample and no interlacing, found ${depth} bits, ` +
        `${interlaced ? "interlaced" : "not interlaced"}. Save it again as a plain 8-bit PNG.`,
    );
  if (colourType === 3 && palette.length === 0) fail("has no colours. Copy the file again.");
  const stride = width * samples;
  if (stride * height === 0 || stride * height > MOST_SAMPLES)
    fail(
      `has ${width}×${height} pixels; read are images of 1 to ` +
        `${Math.floor(MOST_SAMPLES / samples)} pixels. Make it smaller first.`,
    );
  const raw = inflate(data, (stride + 1) * height, fail);
  if (raw.length !== (stride + 1) * height)
    fail(`expected ${(stride + 1) * height} bytes of pixels, found ${raw.length}. Is it cut off?`);
  const rows = unfilter(raw, stride, height, samples, fail);
  const channels = colourType === 0 || colourType === 4 ? 1 : 3;
  const bytes = new Uint8Array(width * height * channels);
  for (let pixel = 0; pixel < width * height; pixel++)
    for (let channel = 0; channel < channels; channel++) {
      const sample = rows[pixel * samples + (colourType === 3 ? 0 : channel)]!;
      bytes[pixel * channels + channel] =
        colourType === 3
          ? (palette[sample * 3 + channel] ?? fail(`has no colour ${sample}. Copy the file again.`))
          : sample;
    }
  return { width, height, channels, bytes };
}

function chunks(file: Buffer, fail: Fail) {
  let header: Buffer | undefined;
  let palette = Buffer.alloc(0);
  const data: Buffer[] = [];
  let ended = false;
  for (let at = 8; at + 8 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString("latin1", at + 4, at + 8);
    if (at + 12 + length > file.length) fail(`chunk ${type} is cut off. Copy the file again.`);
    const content = file.subarray(at + 8, at + 8 + length);
    if (crc32(file.subarray(at + 4, at + 8 + length)) !== file.readUInt32BE(at + 8 + length))
      fail(`chunk ${type} is damaged. Copy the file again.`);
    if (type === "IHDR" && length === 13) header = content;
    if (type === "IEND") ended = true;
    if (type === "PLTE") palette = Buffer.from(content);
    if (type === "IDAT") data.push(content);
    at += 12 + length;
  }
  if (!header || data.length === 0 || !ended)
    return fail("has no header, no pixels or no end. Copy the file again.");
  return { header, palette, data: Buffer.concat(data) };
}

function inflate(data: Buffer, expected: number, fail: Fail): Buffer {
  try {
    return inflateSync(data, { maxOutputLength: expected + 1 });
  } catch {
    return fail("its compressed pixels are damaged. Copy the file again.");
  }
}

/** Undoes the prediction that PNG makes of each byte from its left, upper and upper-left ones. */
function unfilter(
  raw: Buffer,
  stride: number,
  height: number,
  samples: number,
  fail: Fail,
): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let row = 0; row < height; row++) {
    const filter = raw[row * (stride + 1)]!;
    if (filter > 4) fail(`row ${row} is filtered in an unknown way. Save it again.`);
    const start = row * stride;
    for (let i = 0; i < stride; i++) {
      const left = i >= samples ? out[start + i - samples]! : 0;
      const up = row > 0 ? out[start + i - stride]! : 0;
      const corner = row > 0 && i >= samples ? out[start + i - stride - samples]! : 0;
      out[start + i] = raw[start + row + 1 + i]! + predict(filter, left, up, corner);
    }
  }
  return out;
}

function predict(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter === 0) return 0;
  const byLeft = Math.abs(up - corner);
  const byUp = Math.abs(left - corner);
  const byCorner = Math.abs(left + up - 2 * corner);
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}
