import { expect, test } from "vitest";
import type { DType, Kernels } from "../../../lib/backend/kernels.ts";
import { allocate, bytesOf, heap } from "../../../lib/backend/memory.ts";
import { referenceKernels } from "../../../lib/backend/reference.ts";
import { wasmKernels } from "../../../lib/backend/wasm.ts";
import { Generator } from "../../../lib/tensor/random.ts";

/** Puts numbers into the memory, and gives their address. */
function put(dtype: DType, values: ArrayLike<number>): number {
  const address = allocate(values.length * bytesOf(dtype));
  heap[dtype].set(values, address / bytesOf(dtype));
  return address;
}

function read(dtype: DType, address: number, count: number): number[] {
  const start = address / bytesOf(dtype);
  return Array.from(heap[dtype].subarray(start, start + count));
}

function numbers(count: number, low: number, high: number, seed = 1): Float64Array {
  const generator = new Generator(seed);
  return Float64Array.from({ length: count }, () => low + (high - low) * generator.uniform());
}

/** The largest distance, in units of the last place of the expected number. */
function worstUlp(dtype: DType, found: number[], expected: number[]): number {
  const unit = dtype === "float32" ? 2 ** -23 : 2 ** -52;
  return found.reduce((worst, value, i) => {
    const right = expected[i] as number;
    if (Object.is(value, right) || value === right) return worst;
    return Math.max(worst, Math.abs(value - right) / (Math.abs(right) * unit)) || Infinity;
  }, 0);
}

const dtypes = ["float32", "float64"] as const;
const variants = [true, false] as const;

for (const dtype of dtypes) {
  for (const fused of variants) {
    const reference = referenceKernels(heap, dtype);
    const wasm = wasmKernels(dtype, fused) as Kernels;
    const title = (what: string) => `${what} (${dtype}, ${fused ? "fused" : "plain"})`;

    for (const [name, low, high] of [
      ["exp", -80, 80],
      ["log", 1e-6, 20],
      ["sigmoid", -30, 30],
      ["tanh", -4, 4],
      ["tanh", -1e-3, 1e-3],
      ["softplus", -20, 20],
    ] as const) {
      test(title(`${name} is right to 4 ulp from ${low} to ${high}`), () => {
        const x = put(dtype, numbers(1001, low, high));
        const [y, z] = [put(dtype, new Float64Array(1001)), put(dtype, new Float64Array(1001))];
        wasm[name](x, y, 1001);
        reference[name](x, z, 1001);
        expect(worstUlp(dtype, read(dtype, y, 1001), read(dtype, z, 1001))).toBeLessThanOrEqual(4);
      });
    }

    test(title("special numbers come out as Math has them"), () => {
      const special = [0, -0, Infinity, 2e30, -Infinity, Number.NaN, 1000, -1000];
      for (const name of ["exp", "log", "sigmoid", "tanh", "softplus", "relu", "sqrt"] as const) {
        const x = put(dtype, special);
        const [y, z] = [put(dtype, special), put(dtype, special)];
        wasm[name](x, y, special.length);
        reference[name](x, z, special.length);
        expect([name, ...read(dtype, y, 8)]).toEqual([name, ...read(dtype, z, 8)]);
      }
    });

    test(title("the losses and their derivatives agree with the plain formulas"), () => {
      for (const [n, classes] of [
        [1, 1],
        [3, 2],
        [7, 10],
        [33, 5],
      ] as const) {
        const z = put(dtype, numbers(n * classes, -20, 20));
        const t = put(dtype, numbers(n * classes, 0, 1, 2));
        const labels = put(dtype, numbers(n, 0, classes, 3).map(Math.floor));
        const g = put(dtype, [1.5]);
        const [terms, y] = [put(dtype, new Float64Array(n * classes)), allocate(8 * n * classes)];
        const results = [wasm, reference].map((k) => {
          const found: number[][] = [];
          k.logisticLoss(z, t, terms, y, n * classes, 0.25);
          found.push(read(dtype, y, 1));
          k.logisticGap(z, t, g, y, n * classes, 0.25);
          found.push(read(dtype, y, n * classes));
          expect(k.softmaxLoss(z, labels, terms, y, n, classes, -0.25)).toBe(-1);
          found.push(read(dtype, y, 1));
          k.softmaxGap(z, labels, g, y, n, classes, 0.25);
          return [...found, read(dtype, y, n * classes)].flat();
        });
        const tolerance = dtype === "float32" ? 2e-6 : 1e-14;
        (results[0] as number[]).forEach((found, i) => {
          const right = results[1]![i] as number;
          expect(Math.abs(found - right)).toBeLessThan(tolerance * (1 + Math.abs(right)));
        });
      }
    });

    test(title("a label without a logit is found"), () => {
      const [z, terms, y] = [put(dtype, [1, 2, 3, 4]), allocate(16), allocate(8)];
      for (const k of [wasm, reference]) {
        for (const bad of [-1, 2, 0.5, Number.NaN]) {
          expect(k.softmaxLoss(z, put(dtype, [1, bad]), terms, y, 2, 2, 1)).toBe(1);
        }
      }
    });

    test(title("matrix products of every size and layout agree with three plain loops"), () => {
      const sizes = [1, 2, 3, 4, 5, 8, 17, 33, 70];
      for (const m of sizes) {
        for (const n of sizes) {
          for (const k of [1, 3, 8, 20, 300]) {
            for (let layout = 0; layout < 4; layout++) {
              const [flipA, flipB] = [layout % 2 === 1, layout >= 2];
              const a = put(dtype, numbers(m * k, -1, 1, 2));
              const b = put(dtype, numbers(k * n, -1, 1, 3));
              const y = put(dtype, new Float64Array(m * n));
              const z = put(dtype, new Float64Array(m * n));
              const strides = [...(flipA ? [1, m] : [k, 1]), ...(flipB ? [1, k] : [n, 1])];
              const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = strides;
              const bias = (m + n) % 2 === 0 ? 0 : put(dtype, numbers(n, -1, 1, 4));
              wasm.matmul(a, b, y, m, n, k, s0, s1, s2, s3, 1, 0, 0, bias);
              reference.matmul(a, b, z, m, n, k, s0, s1, s2, s3, 1, 0, 0, bias);
              const [found, right] = [read(dtype, y, m * n), read(dtype, z, m * n)];
              const tolerance = dtype === "float32" ? 2e-5 : 1e-13;
              const far = found.findIndex((v, i) => !(Math.abs(v - right[i]!) <= tolerance));
              if (far >= 0) expect({ m, n, k, layout, far, value: found[far] }).toBeNull();
            }
          }
        }
      }
    });
  }
}
