import { host } from "../host.ts";
import type { DType, Kernels } from "./kernels.ts";
import { heap } from "./memory.ts";
import { referenceKernels } from "./reference.ts";
import { hasSimd, wasmKernels } from "./wasm.ts";

/** The kernels in use, for both dtypes. */
export const kernels: Record<DType, Kernels> = {
  float32: referenceKernels(heap, "float32"),
  float64: referenceKernels(heap, "float64"),
};

/** How `useBackend` sets up the WebAssembly kernels. */
export interface BackendOptions {
  /**
   * Multiply and add in one step with one rounding, where the machine can: faster matrix products.
   * Default true. With false, results have the same bits on every machine.
   */
  fusedMultiplyAdd?: boolean;
}

/**
 * Chooses what computes: "wasm" (WebAssembly SIMD, the default where it exists) or "reference"
 * (plain JavaScript). The environment variable SINAPSE_BACKEND does the same at start-up.
 * @throws Error if this machine has no WebAssembly SIMD.
 *
 * @example
 * useBackend("wasm", { fusedMultiplyAdd: false });    // the same bits everywhere
 */
export function useBackend(
  name: "reference" | "wasm",
  { fusedMultiplyAdd = true }: BackendOptions = {},
): void {
  if (name === "wasm" && !hasSimd()) {
    throw new Error('useBackend: this machine has no WebAssembly SIMD. Use "reference".');
  }
  const made = (dtype: DType): Kernels => {
    // What WebAssembly would not make faster (sin, cos, erf, pow) stays in JavaScript.
    const faster = name === "wasm" ? wasmKernels(dtype, fusedMultiplyAdd) : {};
    return { ...referenceKernels(heap, dtype), ...faster };
  };
  const [float32, float64] = [made("float32"), made("float64")];
  kernels.float32 = float32;
  kernels.float64 = float64;
}

const wished = host().backend;
if (wished !== undefined && wished !== "reference" && wished !== "wasm") {
  throw new Error(`SINAPSE_BACKEND is "${wished}", but must be "reference" or "wasm".`);
}
if (wished !== "reference" && (wished === "wasm" || hasSimd())) useBackend("wasm");
