import { empty } from "../tensor/empty.ts";
import type { Tensor } from "../tensor/index.ts";
import { format, sizeOf } from "../tensor/tensor.ts";

// The format: eight bytes with the length of the header, the header in JSON, then the numbers.
// https://huggingface.co/docs/safetensors

interface Entry {
  dtype: string;
  shape: number[];
  /** Where the numbers begin and end, in bytes after the header. */
  data_offsets: [number, number];
}

const NAMES = { float32: "F32", float64: "F64" } as const;

/** How numbers of each type are read; all but F64 become float32. */
const READERS: Record<string, { size: number; read: (view: DataView, at: number) => number }> = {
  F64: { size: 8, read: (view, at) => view.getFloat64(at, true) },
  F32: { size: 4, read: (view, at) => view.getFloat32(at, true) },
  BF16: { size: 2, read: (view, at) => bfloat16(view.getUint16(at, true)) },
  I64: { size: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
  I32: { size: 4, read: (view, at) => view.getInt32(at, true) },
  I16: { size: 2, read: (view, at) => view.getInt16(at, true) },
  I8: { size: 1, read: (view, at) => view.getInt8(at) },
  U8: { size: 1, read: (view, at) => view.getUint8(at) },
  BOOL: { size: 1, read: (view, at) => view.getUint8(at) },
};

/** The bytes of a safetensors file with the given tensors. */
export function encodeSafetensors(tensors: Readonly<Record<string, Tensor>>): Uint8Array {
  const header: Record<string, Entry | Record<string, string>> = {
    __metadata__: { format: "pt" },
  };
  let end = 0;
  for (const [name, { dtype, shape, size }] of Object.entries(tensors)) {
    const start = end;
    end += size * (dtype === "float64" ? 8 : 4);
    header[name] = { dtype: NAMES[dtype], shape: [...shape], data_offsets: [start, end] };
  }
  const text = Buffer.from(JSON.stringify(header));
  // Padded with blanks, so that the numbers begin at a multiple of eight bytes.
  const length = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + end);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(length), true);
  bytes.fill(0x20, 8, 8 + length).set(text, 8);
  let at = 8 + length;
  for (const tensor of Object.values(tensors))
    for (const value of tensor.view())
      if (tensor.dtype === "float64") {
        view.setFloat64(at, value, true);
        at += 8;
      } else {
        view.setFloat32(at, value, true);
        at += 4;
      }
  return bytes;
}

/**
 * The tensors of a safetensors file; `fail` throws the given problem.
 *
 * @throws if the header or the numbers are damaged, or of a type that is not read.
 */
export function decodeSafetensors(
  bytes: Buffer,
  fail: (problem: string) => never,
): Record<string, Tensor> {
  const length = bytes.length < 8 ? -1 : Number(bytes.readBigUInt64LE(0));
  if (length < 2 || length > bytes.length - 8)
    return fail("expected a safetensors file, found no header. Is it one, and complete?");
  const data = bytes.subarray(8 + length);
  const tensors: Record<string, Tensor> = {};
  for (const [name, entry] of Object.entries(header(bytes.subarray(8, 8 + length), fail))) {
    if (name === "__metadata__") continue;
    const { dtype, shape, data_offsets: offsets } = entry;
    const reader = READERS[dtype];
    if (!reader)
      return fail(
        `"${name}" holds numbers of type ${dtype}; read are ${Object.keys(READERS).join(", ")}. ` +
          "Convert it first, as with tensor.float() in PyTorch.",
      );
    const [start, end] = offsets;
    const expected = sizeOf(shape) * reader.size;
    if (end - start !== expected || end > data.length)
      return fail(
        `"${name}" needs ${expected} bytes for shape ${format(shape)}, found ` +
          `${Math.max(0, Math.min(end, data.length) - start)}. Copy the file again.`,
      );
    const tensor = empty(shape, { dtype: dtype === "F64" ? "float64" : "float32" });
    const values = tensor.view();
    const view = new DataView(data.buffer, data.byteOffset + start, expected);
    for (let i = 0; i < values.length; i++) values[i] = reader.read(view, i * reader.size);
    tensors[name] = tensor;
  }
  return tensors;
}

function header(text: Buffer, fail: (problem: string) => never): Record<string, Entry> {
  try {
    return JSON.parse(text.toString("utf8"));
  } catch {
    return fail("its header is no JSON. Is it a safetensors file?");
  }
}

/** A bfloat16 is the upper half of a float32. */
function bfloat16(bits: number): number {
  scratch.setUint32(0, bits << 16);
  return scratch.getFloat32(0);
}
const scratch = new DataView(new ArrayBuffer(4));
