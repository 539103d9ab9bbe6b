import { afterInterrupt } from "../interrupts.ts";
import type { DType } from "./kernels.ts";

/**
 * The one linear memory in which every tensor's numbers live, and its allocator.
 *
 * A buffer is a pointer, a plain number of bytes from the start, so that a kernel call passes
 * nothing but numbers. Sizes are rounded up to a few classes; a freed buffer waits in the list of
 * its class for the next tensor of about that size, which a training loop asks for at once.
 */

const PAGE = 65536;
const START = 2 ** 21; // below lies what the matrix product packs; 0 is no address
/**
 * Pages at the beginning and at most, the first that the machine grants. It is address space and not
 * resident memory, but phones have little of that as well. The largest are the 4 GiB that a 32-bit
 * pointer reaches, but for the last page: a pointer past the end is one too.
 */
const SIZES = [
  { initial: 16384, maximum: 65535 },
  { initial: 1024, maximum: 65535 },
  { initial: 256, maximum: 16384 },
  { initial: 256, maximum: 4096 },
];

/** The part of the platform's WebAssembly that we use: Node's types leave it out. */
interface LinearMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
declare const WebAssembly: {
  Memory: new (size: { initial: number; maximum: number }) => LinearMemory;
};

function granted(): { memory: LinearMemory; limit: number } {
  let refusal: unknown;
  for (const size of SIZES) {
    try {
      return { memory: new WebAssembly.Memory(size), limit: size.maximum };
    } catch (error) {
      refusal = error;
    }
  }
  throw refusal;
}

const { memory, limit } = granted();

/** The memory itself; the WebAssembly kernels are linked to it. */
export { memory };

/** Views over the whole memory. They are replaced when it grows: never keep one. */
export const heap: { float32: Float32Array; float64: Float64Array } = {
  float32: new Float32Array(memory.buffer),
  float64: new Float64Array(memory.buffer),
};

/** Bytes of one number. */
export function bytesOf(dtype: DType): 4 | 8 {
  return dtype === "float64" ? 8 : 4;
}

let top = START;
let used = 0;
const freed: number[][] = [];

/** Bytes that living tensors hold at the moment, and bytes ever reserved. */
export function memoryUse(): { used: number; reserved: number } {
  return { used, reserved: top };
}

// A kernel may write up to 12 bytes past the last number. Classes: multiples of 16 bytes up to 1 KiB,
// then four steps for each doubling.
function classOf(numbers: number): number {
  const last = numbers + 11;
  if (last < 1024) return (last >> 4) + 1;
  const exponent = 31 - Math.clz32(last);
  return 65 + (exponent - 10) * 4 + ((last >>> (exponent - 2)) & 3);
}

// In whole-number arithmetic, and no table: sizes and addresses that the engine has once seen as
// floating-point numbers would make every tensor's address one, an object of its own.
function sizeOfClass(index: number): number {
  return index <= 64 ? index * 16 : (5 + ((index - 65) & 3)) * (256 << ((index - 65) >> 2));
}

// From 4 GiB on, the arithmetic of 32 bits would wrap around. The first comparison is one of small
// integers, for which the engine needs no floating-point number.
const SMALL = 2 ** 31 - 16;
const LARGEST = 2 ** 32 - 16;

/** The address of a buffer for `bytes` bytes, 16-byte aligned and padded; its content is arbitrary. */
export function allocate(bytes: number): number {
  if (!(bytes <= SMALL) && !(bytes < LARGEST)) throw memoryError(bytes);
  const index = classOf(bytes);
  const size = sizeOfClass(index);
  const list = freed[index];
  if (list !== undefined && list.length > 0) {
    used += size;
    return list.pop() as number;
  }
  const address = top;
  if (address + size > heap.float32.byteLength) grow(address + size, bytes);
  top = address + size;
  used += size;
  return address;
}

/** Gives a buffer back; `bytes` is what it was allocated for. */
export function free(address: number, bytes: number): void {
  const index = classOf(bytes);
  used -= sizeOfClass(index);
  const list = freed[index];
  if (list === undefined) {
    while (freed.length <= index) freed.push([]);
    freed[index]?.push(address);
  } else list.push(address);
}

function grow(end: number, bytes: number): void {
  const pages = memory.buffer.byteLength / PAGE;
  const missing = Math.ceil(end / PAGE) - pages;
  if (pages + missing > limit) throw memoryError(bytes);
  try {
    memory.grow(Math.min(limit - pages, Math.max(missing, 1024)));
  } catch {
    throw memoryError(bytes); // the machine has no more
  }
  look();
}

/** Views over the memory as it is now. */
function look(): void {
  heap.float32 = new Float32Array(memory.buffer);
  heap.float64 = new Float64Array(memory.buffer);
}
afterInterrupt(() => {
  if (heap.float32.buffer !== memory.buffer || heap.float64.buffer !== memory.buffer) look();
});

function memoryError(bytes: number): RangeError {
  return new RangeError(
    `Tensors hold ${gibibytes(used)} GiB, and ${gibibytes(bytes)} GiB more do not fit into the ` +
      `${Number(gibibytes(limit * PAGE))} GiB of WebAssembly memory. In a loop, call backward() in ` +
      "each round, or put each round into a noGrad(() => …) of its own: both free what the round " +
      "made. Else check the shape, or use smaller batches. What no variable holds is free again " +
      "once this cell has ended.",
  );
}

function gibibytes(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(2);
}
