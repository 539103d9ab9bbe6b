import { Gunzip } from "fflate";
import { joined } from "../joined.ts";
import { crc32 } from "./crc32.ts";

/** Unpacked piece by piece, so that a file that grows beyond all bounds is noticed early. */
const PIECE = 2 ** 14;
/** A header of 10 bytes, nothing packed in 2, and checksum and size in 8. */
const SMALLEST = 20;

/**
 * Unpacks a gzip file of one or more members, in plain JavaScript.
 *
 * @throws RangeError where it has more than `most` bytes; another error where it is damaged or cut off.
 */
export function gunzip(bytes: Uint8Array, most: number): Uint8Array {
  if (bytes.length < SMALLEST) throw new Error("gunzip: the file is cut off.");
  const pieces: Uint8Array[] = [];
  const sums: { crc: number; size: number }[] = [{ crc: 0, size: 0 }];
  const ends: number[] = [];
  let total = 0;
  const stream = new Gunzip((piece) => {
    total += piece.length;
    if (total > most) throw new RangeError(`gunzip: more than ${most} bytes.`);
    pieces.push(piece);
    const sum = sums.at(-1)!;
    sum.crc = crc32(piece, sum.crc);
    sum.size += piece.length;
  });
  stream.onmember = (start) => {
    ends.push(start);
    sums.push({ crc: 0, size: 0 });
  };
  for (let at = 0; at < bytes.length; at += PIECE)
    stream.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
  // Behind each member stand its checksum and its size, which fflate leaves to us.
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const [index, { crc, size }] of sums.entries()) {
    const end = ends[index] ?? bytes.length;
    if (view.getUint32(end - 8, true) !== crc || view.getUint32(end - 4, true) !== size % 2 ** 32)
      throw new Error("gunzip: the checksum differs.");
  }
  return joined(pieces);
}
