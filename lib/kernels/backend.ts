import type { DType, Kernels } from "./kernels.ts";
import { heap } from "./memory.ts";
import { referenceKernels } from "./reference.ts";

/** The kernels of both dtypes. */
export type Backend = Record<DType, Kernels>;

const reference: Backend = {
  float32: referenceKernels(heap, "float32"),
  float64: referenceKernels(heap, "float64"),
};

/** The kernels in use. */
export const kernels: Backend = { ...reference };
