import { readFileSync } from "node:fs";
import { type DType, gradients, type Tensor, tensor, useBackend } from "sinapse";
import { afterAll, describe, expect, test } from "vitest";
import { type Any, cases } from "./operation-cases.ts";

// What PyTorch computes; fixtures/make-fixtures.py wrote it.
interface Fixture {
  name: string;
  dtype: DType;
  shapes: number[][];
  range: [number, number];
  shape: number[];
  values: number[];
  gradients: number[][];
}
const path = new URL("../fixtures/operations.json", import.meta.url);
const fixtures: Fixture[] = JSON.parse(readFileSync(path, "utf8"));

/** The linear congruential generator of make-fixtures.py. */
function numbers(seed: number, shape: number[], low: number, high: number): Float64Array {
  let state = seed;
  return Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return low + ((high - low) * state) / 2 ** 32;
  });
}

function made(seed: number, shape: number[], [low, high]: [number, number], dtype: DType): Any {
  return tensor(numbers(seed, shape, low, high), { dtype }).reshape(shape);
}

function expectClose(found: Tensor, expected: number[], what: string): void {
  const [relative, absolute] = found.dtype === "float32" ? [1e-5, 2e-6] : [1e-9, 1e-10];
  expect(found.size, what).toBe(expected.length);
  found.data.forEach((value, i) => {
    const right = expected[i] as number;
    const near = Math.abs(value - right) <= absolute + relative * Math.abs(right);
    if (!near) expect.fail(`${what}, element ${i}: ${value} is not PyTorch's ${right}`);
  });
}

afterAll(() => useBackend("wasm"));

for (const backend of ["reference", "wasm"] as const) {
  describe(`${backend}: values and gradients are PyTorch's`, () => {
    for (const name of Object.keys(cases)) {
      test(name, () => {
        useBackend(backend);
        const own = fixtures.filter((fixture) => fixture.name === name);
        expect(own, "cases that fixtures/make-fixtures.py wrote").not.toHaveLength(0);
        for (const { shapes, range, dtype, shape, values, gradients: right } of own) {
          const inputs = shapes.map((s, i) => made(i + 1, s, range, dtype));
          for (const x of inputs) x.requiresGrad = true;
          const [a, b, c] = inputs as [Any, Any, Any];
          const y = cases[name]!(a, b, c);
          const what = `${dtype} ${JSON.stringify(shapes)}`;
          expect(y.shape, what).toEqual(shape);
          expectClose(y, values, what);
          if (!y.requiresGrad) {
            expect(right.flat().every((value) => value === 0)).toBe(true);
            continue;
          }
          const gradient = made(99, shape, [-1, 1], dtype);
          const found = gradients(y, inputs, { gradient });
          found.forEach((g, i) => {
            expect(g.shape).toEqual(shapes[i]);
            expectClose(g, right[i] as number[], `gradient ${i} of ${what}`);
          });
        }
      });
    }
  });
}
