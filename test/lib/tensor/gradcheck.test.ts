import * as sinapse from "sinapse";
import { gradcheck, gradgradcheck, rand, type Tensor, tensor, useBackend } from "sinapse";
import { afterAll, describe, expect, test } from "vitest";
import * as activations from "../../../lib/tensor/operations/activations.ts";
import * as arithmetic from "../../../lib/tensor/operations/arithmetic.ts";
import * as comparison from "../../../lib/tensor/operations/comparison.ts";
import * as convolution from "../../../lib/tensor/operations/convolution.ts";
import * as elementary from "../../../lib/tensor/operations/elementary.ts";
import * as indexing from "../../../lib/tensor/operations/indexing.ts";
import * as joining from "../../../lib/tensor/operations/joining.ts";
import * as matmul from "../../../lib/tensor/operations/matmul.ts";
import * as reductions from "../../../lib/tensor/operations/reductions.ts";
import * as shaping from "../../../lib/tensor/operations/shaping.ts";
import * as softmax from "../../../lib/tensor/operations/softmax.ts";
import { type Any, cases } from "./operation-cases.ts";

/**
 * Shapes of the inputs, where they are not all [2, 3], and the lowest of their numbers, which are all
 * below 2 above that: −1 where none is given.
 */
const inputs: Record<string, [number[][], number?]> = {
  add: [[[2, 3], [3]]],
  sub: [
    [
      [2, 1],
      [1, 3],
    ],
  ],
  mul: [
    [
      [2, 3],
      [2, 1],
    ],
  ],
  div: [[[2, 3], [3]], 0.5],
  pow: [[[2, 3], [3]], 0.5],
  log: [[[2, 3]], 0.5],
  sqrt: [[[2, 3]], 0.5],
  where: [[[2, 3], [3], [2, 1]]],
  maximum: [[[2, 3], [3]]],
  minimum: [[[2, 3], [3]]],
  matmul: [
    [
      [2, 3],
      [3, 2],
    ],
  ],
  permute: [[[2, 3, 2]]],
  expand: [[[3, 1]]],
  slice: [[[4, 5]]],
  concat: [
    [
      [2, 3],
      [2, 1],
    ],
  ],
  stack: [
    [
      [2, 2],
      [2, 2],
    ],
  ],
  conv2d: [
    [
      [1, 2, 3, 3],
      [2, 2, 2, 2],
    ],
  ],
  conv2dStrided: [
    [
      [1, 1, 4, 3],
      [1, 1, 2, 2],
    ],
  ],
  maxPool2d: [[[1, 1, 4, 4]]],
  maxPool2dStrided: [[[1, 1, 4, 4]]],
  avgPool2d: [[[1, 1, 4, 4]]],
  avgPool2dStrided: [[[1, 1, 4, 4]]],
};
/** What has no fixture of its own. */
const everyCase: typeof cases = { ...cases, flatten: (x) => x.flatten().mul(x.flatten()) };
const flat = [
  "equal",
  "less",
  "lessEqual",
  "greater",
  "greaterEqual",
  "argmax",
  "argmin",
  "oneHot",
];

afterAll(() => useBackend("wasm"));

for (const backend of ["reference", "wasm"] as const) {
  describe(`${backend}: gradients and their gradients are those of central differences`, () => {
    for (const name of Object.keys(everyCase).filter((key) => !flat.includes(key))) {
      test(name, () => {
        useBackend(backend);
        const run = everyCase[name] as (...x: Tensor[]) => Tensor;
        const alike = Array.from({ length: run.length }, () => [2, 3]);
        const [shapes, low = -1] = inputs[name] ?? [alike];
        const values = shapes.map((s, i) =>
          rand(s, { seed: i + 5, dtype: "float64" })
            .mul(2)
            .add(low),
        );
        expect(gradcheck(run, values)).toBe(true);
        expect(gradgradcheck(run, values)).toBe(true);
      });
    }
  });
}

test("every operation that a notebook can import has a case", () => {
  const operations = {
    ...activations,
    ...arithmetic,
    ...comparison,
    ...convolution,
    ...elementary,
    ...indexing,
    ...joining,
    ...matmul,
    ...reductions,
    ...shaping,
    ...softmax,
  };
  const calls = Object.values(everyCase).join("\n");
  // Central differences of float64 would not see what float32 rounds: `to` has a test below.
  const names = Object.keys(operations).filter(
    (name) => Object.hasOwn(sinapse, name) && name !== "to",
  );
  expect(names.length).toBeGreaterThan(40);
  expect(names.filter((name) => !new RegExp(`\\b${name}\\)?\\(`).test(calls))).toEqual([]);
});

test("a gradient passes a change of dtype in the dtype of what it belongs to", () => {
  const x = tensor([1, 2], { dtype: "float64", requiresGrad: true });
  x.to("float32").mul(3).sum().backward();
  expect(x.grad?.tolist()).toEqual([3, 3]);
  expect(x.grad?.dtype).toBe("float64");
});

test("a wrong gradient is found, with the element that is wrong", () => {
  const wrong = (x: Tensor) => (x as Any).detach().mul(x as Any); // x² whose gradient is x
  expect(() => gradcheck(wrong, [tensor([1, 2])])).toThrow(
    /gradcheck: input 0 of shape \[2\], element 0: the gradient is .* but the central difference/,
  );
});

test("a function whose result is no tensor of parameters has nothing to check", () => {
  expect(() => gradcheck((x) => x.detach(), [tensor([1])])).toThrow(/requires a gradient/);
});
