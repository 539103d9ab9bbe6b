import * as sinapse from "sinapse";
import { grad, ones, type Tensor, tensor, useBackend, zeros } from "sinapse";
import { afterAll, describe, expect, test } from "vitest";
import * as activations from "../../../lib/tensor/operations/activations.ts";
import * as arithmetic from "../../../lib/tensor/operations/arithmetic.ts";
import * as comparison from "../../../lib/tensor/operations/comparison.ts";
import * as elementary from "../../../lib/tensor/operations/elementary.ts";

// Where a formula divides by 0, or a number is the last that a type can hold. The expected numbers are
// PyTorch's (1.13, float32), written down where a line gives them.

afterAll(() => useBackend("wasm"));

const parameter = { requiresGrad: true } as const;
const nan = Number.NaN;

type Function = (x: Tensor) => Tensor;
/** The derivative of the sum, so that it can be derived again at every point at once. */
const slope =
  (f: Function): Function =>
  (x) =>
    grad((v: Tensor) => f(v).sum())(x) as Tensor;

const derivatives: [what: string, f: Function, at: number[], order: number, right: number[]][] = [
  ["pow(0)", (x) => x.pow(0), [0, 2, -1], 1, [0, 0, 0]],
  ["pow(0)", (x) => x.pow(0), [0, 2, -1], 2, [0, 0, 0]],
  ["pow(1)", (x) => x.pow(1), [0, 2], 1, [1, 1]],
  ["pow(1)", (x) => x.pow(1), [0, 2], 2, [0, 0]],
  ["pow(2)", (x) => x.pow(2), [0, 1], 2, [2, 2]],
  ["pow(2)", (x) => x.pow(2), [0, 1], 3, [0, 0]],
  ["pow(2)", (x) => x.pow(2), [0, 1], 4, [0, 0]],
  ["pow(3)", (x) => x.pow(3), [0, -1], 3, [6, 6]],
  ["pow(3)", (x) => x.pow(3), [0, -1], 4, [0, 0]],
  ["pow(-1)", (x) => x.pow(-1), [2], 1, [-0.25]],
  ["pow(0.5)", (x) => x.pow(0.5), [0, 4], 1, [Infinity, 0.25]],
  ["pow by a tensor", (x) => x.pow(tensor([0, 1, 2])), [0, 0, 0], 1, [0, 1, 0]],
  ["pow by a tensor", (x) => x.pow(tensor([0, 1, 2])), [0, 0, 0], 2, [0, 0, 2]],
  ["the exponent of 0", (e) => zeros([3]).pow(e) as Tensor, [2, 0, 1], 1, [0, 0, 0]],
  ["the exponent of 0", (e) => zeros([3]).pow(e) as Tensor, [2, 0, 1], 2, [0, 0, 0]],
  ["the exponent of 2", (e) => ones([1]).mul(2).pow(e) as Tensor, [3], 1, [8 * Math.LN2]],
  ["a power of itself", (x) => x.pow(x), [0, 1], 1, [0, 1]],
  ["std", (x) => x.std(), [2, 2, 2], 1, [0, 0, 0]],
  ["std", (x) => x.std(), [1, 2, 3], 1, [-0.5, 0, 0.5]],
  [
    "std along an axis",
    (x) => x.reshape([2, 2]).std(1),
    [2, 2, 0, 2],
    1,
    [0, 0, -Math.SQRT1_2, Math.SQRT1_2],
  ],
  ["leakyRelu", (x) => x.leakyRelu(), [0, -0, 1, -1], 1, [0.01, 0.01, 1, 0.01]],
  ["leakyRelu(0.2)", (x) => x.leakyRelu(0.2), [0, 3], 1, [0.2, 1]],
  ["relu", (x) => x.relu(), [0, -0, 1], 1, [0, 0, 1]],
  ["abs", (x) => x.abs(), [0, -2], 1, [0, -1]],
  ["maximum", (x) => x.maximum(0), [0, 1], 1, [0.5, 1]],
  ["clip", (x) => x.clip(0, 1), [0, 1, 2, nan], 1, [1, 1, 0, 0]],
  ["sqrt", (x) => x.sqrt(), [0, 4], 1, [Infinity, 0.25]],
];

const numbers = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  3,
  -3,
  1e-40,
  -1e-40,
  1e-38,
  -86.7,
  -87,
  -87.3,
  -88,
  -95,
  -100,
  -103.9,
  -105,
  88,
  89,
  700,
  -700,
  -745,
  1e30,
  -1e30,
  3e38,
  Infinity,
  -Infinity,
  nan,
];
const unary = ["neg", ...Object.keys(elementary), ...Object.keys(activations)];
const binary = Object.keys({ ...arithmetic, ...comparison }).filter(
  (name) => !["neg", "where", "clip"].includes(name),
);
const rows = "softmax logSoftmax sum mean max min argmax argmin".split(" ");
type Methods = Record<string, (...rest: unknown[]) => Tensor>;

/** What a call gives with each of the two backends. */
function both(call: () => Tensor): number[][] {
  return (["wasm", "reference"] as const).map((backend) => {
    useBackend(backend);
    return [...call().data];
  });
}

/** Alike to a few units in the last place, and in what is no number, infinite or negative zero. */
function alike(a: number, b: number, unit: number, smallest: number): boolean {
  if (!Number.isFinite(a) || !Number.isFinite(b) || a === 0 || b === 0) {
    return Object.is(a, b) || Math.abs(a - b) <= smallest;
  }
  return Math.abs(a - b) <= 8 * unit * Math.abs(b) + smallest;
}

for (const backend of ["wasm", "reference"] as const) {
  test.each(derivatives)(`${backend}: the derivative of %s`, (_, f, at, order, right) => {
    useBackend(backend);
    let derived = f;
    for (let i = 0; i < order; i++) derived = slope(derived);
    derived(tensor(at)).data.forEach((value, i) => {
      if (Number.isFinite(right[i])) expect(value).toBeCloseTo(right[i] as number, 5);
      else expect(value).toBe(right[i]);
    });
  });

  test(`${backend}: both arguments of pow have PyTorch's gradients at 0`, () => {
    useBackend(backend);
    const base = tensor([0, 0, 0, 2, -2], parameter);
    const exponent = tensor([2, 0, 1, 3, 2], parameter);
    base.pow(exponent).sum().backward();
    expect(base.grad.tolist()).toEqual([0, 0, 1, 12, -4]);
    const found = exponent.grad.tolist();
    expect(found.slice(0, 3)).toEqual([0, 0, 0]);
    expect(found[3]).toBeCloseTo(8 * Math.LN2, 5);
    expect(found[4]).toBeNaN();
  });
}

describe("both backends give the same where numbers end", () => {
  for (const dtype of ["float32", "float64"] as const) {
    const [unit, smallest] = dtype === "float32" ? [2 ** -23, 1.5e-45] : [2 ** -52, 5e-324];
    const compare = (name: string, inputs: string[], found: number[][]) => {
      const [wasm, reference] = found as [number[], number[]];
      const differ = wasm.flatMap((value, i) =>
        alike(value, reference[i] as number, unit, smallest)
          ? []
          : [`${name}(${inputs[i]}): ${value} ≠ ${reference[i]}`],
      );
      expect(differ).toEqual([]);
    };

    test.each(unary)(`%s (${dtype})`, (name) => {
      const call = () => (tensor(numbers, { dtype }) as unknown as Methods)[name]!();
      compare(name, numbers.map(String), both(call));
    });

    test.each(binary)(`%s (${dtype})`, (name) => {
      const pairs = numbers.flatMap((a) => numbers.map((b) => [a, b] as const));
      const [left, right] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
      const call = () =>
        (tensor(left, { dtype }) as unknown as Methods)[name]!(tensor(right, { dtype }));
      compare(name, pairs.map(String), both(call));
    });

    test.each(rows)(`%s (${dtype})`, (name) => {
      const lists = [
        [0, -100, -87, -103, 1],
        [-Infinity, 0, 1],
        [nan, 0, 1],
        [1, nan],
        [-0, -0],
      ];
      for (const list of lists) {
        const call = () => (tensor(list, { dtype }) as unknown as Methods)[name]!();
        compare(name, [], both(call));
      }
    });
  }

  test("and it is what C and PyTorch have", () => {
    for (const backend of ["wasm", "reference"] as const) {
      useBackend(backend);
      expect(tensor([-87, -100]).exp().tolist()).toEqual(
        [-87, -100].map(Math.exp).map(Math.fround),
      );
      expect(tensor([nan, -0, 3]).sign().tolist()).toEqual([nan, -0, 1]);
      expect(
        tensor([1, 1, -1, nan])
          .pow(tensor([nan, Infinity, Infinity, 0]))
          .tolist(),
      ).toEqual([1, 1, 1, 1]);
    }
  });
});

test("no operation gives its argument back, whose numbers would change with the result's", () => {
  const x = tensor([1, 2]);
  const same: Record<string, Tensor> = {
    flatten: x.flatten().keep(),
    reshape: x.reshape([2]).keep(),
    expand: x.expand([2]).keep(),
    to: x.to("float32"),
    transpose: x.transpose().keep(),
    detach: x.detach(),
    slice: x.slice([]).detach(),
    concat: sinapse.concat([x]),
    take: x.take([0, 1]),
  };
  for (const [name, y] of Object.entries(same)) {
    expect(y, name).not.toBe(x);
    y.assign([9, 9]);
    expect(x.tolist(), name).toEqual([1, 2]);
  }
});

test("positions that float32 cannot tell apart are an error, not another position", () => {
  const long = zeros([2 ** 24 + 3]);
  long.view()[2 ** 24 + 1] = 1;
  for (const name of ["argmax", "argmin"] as const) {
    expect(() => long[name]()).toThrow(/16,?777,?216.*float64/);
    expect(() => long.reshape([1, -1])[name](1)).toThrow(/float64/);
    expect(long.reshape([-1, 1])[name](1).size).toBe(2 ** 24 + 3);
  }
  expect(() => long.take([2 ** 24 + 1])).toThrow(/float64/);
  expect(() => long.gather(0, zeros([1]))).toThrow(/float64/);
});
