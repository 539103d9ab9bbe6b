import type { Fail } from "../files.ts";
import { empty } from "../tensor/empty.ts";
import type { Tensor } from "../tensor/index.ts";
import { format, sizeOf } from "../tensor/tensor.ts";
import { shapeOf } from "../tensor/whole-number.ts";

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
  const text = new TextEncoder().encode(JSON.stringify(header));
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
export function decodeSafetensors(bytes: Uint8Array, fail: Fail): Record<string, Tensor> {
  const start = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < 8 ? -1 : Number(start.getBigUint64(0, true));
  if (length < 2 || length > bytes.length - 8)
    return fail("expected a safetensors file, found no header. Is it one, and complete?");
  const data = bytes.subarray(8 + length);
  const entries = Object.entries(header(bytes.subarray(8, 8 + length), fail))
    .filter(([name]) => name !== "__metadata__")
    .map(([name, entry]) => ({ name, ...checked(name, entry, fail) }));
  let end = 0;
  for (const { name, from, to } of [...entries].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (from !== end)
      fail(`"${name}" begins at byte ${from}, but what lies before it ends at ${end}. ${AGAIN}`);
    end = to;
  }
  if (end !== data.length)
    fail(`its tensors need ${end} bytes, but there are ${data.length}. ${AGAIN}`);
  return Object.fromEntries(
    entries.map(({ name, dtype, shape, reader, from, to }) => {
      const tensor: Tensor = empty(shape, { dtype: dtype === "F64" ? "float64" : "float32" });
      const values = tensor.view();
      const view = new DataView(data.buffer, data.byteOffset + from, to - from);
      for (let i = 0; i < values.length; i++) values[i] = reader.read(view, i * reader.size);
      return [name, tensor];
    }),
  );
}

const AGAIN = "Copy the file again.";

/** The entry of a tensor, once its shape, its type and its place fit each other. */
function checked(name: string, entry: unknown, fail: Fail) {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Partial<Entry>;
  const type = String(dtype);
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (!reader)
    return fail(
      `"${name}" holds numbers of type ${type.slice(0, 40)}; read are ` +
        `${Object.keys(READERS).join(", ")}. Convert it first, as with tensor.float() in PyTorch.`,
    );
  const sizes = shapeOf(`"${name}"`, shape);
  const [from, to] = Array.isArray(offsets) ? offsets : [];
  if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && from! >= 0 && to! >= from!))
    return fail(
      `"${name}" begins and ends at ${JSON.stringify(offsets)?.slice(0, 80)}: expected two whole ` +
        `numbers from 0. ${AGAIN}`,
    );
  const expected = sizeOf(sizes) * reader.size;
  if (to! - from! !== expected)
    return fail(
      `"${name}" needs ${expected} bytes for shape ${format(sizes)}, found ${to! - from!}. ${AGAIN}`,
    );
  return { dtype: type, shape: sizes, reader, from: from!, to: to! };
}

function header(text: Uint8Array, fail: Fail): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(new TextDecoder().decode(text));
    if (typeof found === "object" && found !== null && !Array.isArray(found))
      return found as Record<string, unknown>;
  } catch {
    // Said below.
  }
  return fail("its header is no JSON object. Is it a safetensors file?");
}

/** A bfloat16 is the upper half of a float32. */
function bfloat16(bits: number): number {
  scratch.setUint32(0, bits << 16);
  return scratch.getFloat32(0);
}
const scratch = new DataView(new ArrayBuffer(4));
