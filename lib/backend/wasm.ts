import { fromBase64 } from "../base64.ts";
import { host } from "../host.ts";
import type { DType, Kernels } from "./kernels.ts";
import { memory } from "./memory.ts";
import { modules } from "./wasm.generated.ts";

/** The part of the platform's WebAssembly that we use: Node's types leave it out. */
declare const WebAssembly: {
  validate(binary: Uint8Array): boolean;
  Module: new (binary: Uint8Array) => object;
  Instance: new (
    module: object,
    imports: Record<string, Record<string, unknown>>,
  ) => { exports: Record<string, unknown> };
};

const binaryOf = (name: string): Uint8Array => fromBase64(modules[name] as string);

/**
 * True if this machine's WebAssembly can multiply and add in one step. Node ≥ 22 and browsers can;
 * Node 20 can once a flag is set, which has to happen before the module is compiled.
 */
function canFuse(): boolean {
  if (WebAssembly.validate(binaryOf("float32Fused"))) return true;
  try {
    host().allowFusedMultiplyAdd?.();
    return WebAssembly.validate(binaryOf("float32Fused"));
  } catch {
    return false;
  }
}

/** True if this machine's WebAssembly has vectors at all. */
export function hasSimd(): boolean {
  return WebAssembly.validate(binaryOf("float32"));
}

/** The WebAssembly kernels for one dtype, linked to the tensors' memory. */
export function wasmKernels(dtype: DType, fused: boolean): Partial<Kernels> {
  const name = fused && canFuse() ? `${dtype}Fused` : dtype;
  const module = new WebAssembly.Module(binaryOf(name));
  return new WebAssembly.Instance(module, { env: { memory } }).exports as Partial<Kernels>;
}
