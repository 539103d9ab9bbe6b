import { data, Generator, nn, ones, optim, type Tensor, tensor, zeros } from "sinapse";
import { describe, expect, test } from "vitest";
import { sample } from "../../long.ts";

// Sums of many float32 numbers, compared with the same sums in float64. Added one by one they drift:
// a million times 100.5 came out 0.2 % off. What is allowed here, 4 units in the last place of
// Σ|x|, is what a sum in pairs or blocks keeps to.
const ALLOWED = 4 * 2 ** -23;

const MILLION = 1_000_000;

const kinds: Record<string, (i: number) => number> = (() => {
  const source = new Generator(1);
  return {
    "100.5": () => 100.5,
    "0.1": () => 0.1,
    "random + 1000": () => 1000 + source.uniform(),
    "random − ½": () => source.uniform() - 0.5,
    alternating: (i) => (i % 2 === 0 ? 1e4 + (i % 7) : -1e4),
    "all at the end": (i) => (i < 400_000 ? 0 : 3.3),
  };
})();

const shapes: [number[], (number | undefined)[]][] = [
  [[MILLION], [undefined, 0]],
  [
    [MILLION, 1],
    [0, 1],
  ],
  [
    [1, MILLION],
    [0, 1],
  ],
  [
    [1000, 1000],
    [0, 1],
  ],
  [
    [3, 200_000],
    [0, 1],
  ],
  [
    [200_000, 3],
    [0, 1],
  ],
  [
    [2, 20_000, 9],
    [0, 1, 2],
  ],
  [
    [5001, 37],
    [0, 1],
  ],
];

function made(shape: number[], value: (i: number) => number): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  return tensor(Float32Array.from({ length: size }, (_, i) => value(i))).reshape(shape) as Tensor;
}

/** What an element of a reduction along an axis was computed from. */
type Run = Float32Array;

/** Those runs by the number of their element; of many, some. */
function runs(x: Tensor, axis: number | undefined): Map<number, Run> {
  const values = x.data as Float32Array;
  if (axis === undefined) return new Map([[0, values]]);
  const count = x.shape[axis] as number;
  const inner = x.shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const results = x.size / count;
  const found = new Map<number, Run>();
  const step = results <= 12 ? 1 : Math.floor(results / 12);
  for (let r = 0; r < results; r += step) {
    const from = Math.floor(r / inner) * count * inner + (r % inner);
    found.set(
      r,
      Float32Array.from({ length: count }, (_, c) => values[from + c * inner] as number),
    );
  }
  return found;
}

function exactSum(values: ArrayLike<number>, f = (value: number, _i: number) => value): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += f(values[i] as number, i);
  return sum;
}
const exactSize = (values: Run) => exactSum(values, Math.abs);
function exactVariance(values: Run, correction = 1): number {
  const mean = exactSum(values) / values.length;
  return exactSum(values, (value) => (value - mean) ** 2) / (values.length - correction);
}

function expectNear(found: number, exact: number, allowed: number, what: string): void {
  if (!(Math.abs(found - exact) <= allowed)) {
    expect.fail(
      `${what}: ${found} is not ${exact}: off by ${Math.abs(found - exact)} > ${allowed}`,
    );
  }
}

describe.each(sample(Object.entries(kinds), 3))("sums of %s are those of float64", (_, kind) => {
  test.each(shapes)("%j", (shape, axes) => {
    const x = made(shape, kind);
    for (const axis of axes) {
      const what = `axis ${axis}`;
      const [sum, mean, variance] = [x.sum(axis).data, x.mean(axis).data, x.variance(axis).data];
      runs(x, axis).forEach((run, i) => {
        const allowed = ALLOWED * exactSize(run);
        expectNear(sum[i] as number, exactSum(run), allowed, `sum, ${what}`);
        expectNear(
          mean[i] as number,
          exactSum(run) / run.length,
          allowed / run.length,
          `mean, ${what}`,
        );
        if (run.length === 1) return;
        const right = exactVariance(run);
        const rounded = (2 ** -21 * run.reduce((a, b) => Math.max(a, Math.abs(b)), 0)) ** 2;
        expectNear(variance[i] as number, right, 1e-5 * right + rounded, `variance, ${what}`);
      });
    }
  });
});

describe("what adds up many numbers besides", () => {
  test("the gradient of a bias", () => {
    for (const width of [1, 2, 3, 17]) {
      const x = made([300_000, width], (i) => 100.5 + (i % 3));
      const b = zeros([width], { requiresGrad: true });
      (x.mul((zeros([300_000, width]) as Tensor).add(b)) as Tensor).sum().backward();
      runs(x, 0).forEach((run, i) => {
        expectNear(
          b.grad.data[i] as number,
          exactSum(run),
          ALLOWED * exactSum(run),
          `bias of ${width}`,
        );
      });
    }
  });

  test("losses of a million examples", () => {
    const z = made([MILLION, 1], (i) => 3 + (i % 5) / 4);
    const y = made([MILLION, 1], (i) => (i % 10 === 0 ? 1 : 0));
    const [logits, targets] = [z.data, y.data];
    const mean = (f: (z: number, y: number) => number) =>
      exactSum(logits, (logit, i) => f(logit, targets[i] as number)) / MILLION;
    const logistic = (q: number, t: number) => Math.log1p(Math.exp(q)) - t * q;
    const near = (found: Tensor, exact: number) =>
      expectNear(found.item(), exact, 2e-6 * exact, "loss");
    near(
      nn.meanSquaredError(z, y),
      mean((q, t) => (q - t) ** 2),
    );
    near(nn.binaryCrossEntropyWithLogits(z, y), mean(logistic));
    near(nn.binaryCrossEntropy(z.sigmoid(), y), mean(logistic));
    const two = made([MILLION, 2], (i) => (i % 2 === 0 ? 0 : 3 + (((i - 1) / 2) % 5) / 4));
    near(nn.crossEntropy(two, y.reshape([MILLION])), mean(logistic));
  });

  test("softmax along a long axis", () => {
    for (const [shape, axis] of [
      [[1, MILLION], 1],
      [[MILLION, 1], 0],
      [[200_000, 3], 0],
    ] as [number[], number][]) {
      const x = made(shape, (i) => (i % 11) / 7);
      const found = runs(x.softmax(axis) as Tensor, axis);
      const logs = runs(x.logSoftmax(axis) as Tensor, axis);
      runs(x, axis).forEach((run, i) => {
        const total = exactSum(run, Math.exp);
        for (const at of [0, 10, run.length - 1]) {
          const right = Math.exp(run[at] as number) / total;
          expectNear(found.get(i)?.[at] as number, right, 2e-6 * right, `softmax of ${shape}`);
          expectNear(logs.get(i)?.[at] as number, Math.log(right), 3e-6, `logSoftmax of ${shape}`);
        }
      });
    }
  });

  test("products of matrices with a long inner axis, however they lie", () => {
    const k = 20_000;
    for (const [m, n] of [
      [1, 1],
      [1, 3],
      [1, 40],
      [3, 1],
      [2, 8],
      [4, 4],
      [9, 2],
      [12, 20],
    ] as const) {
      const a = made([m, k], (i) => 10.1 + (i % 3));
      const b = made([k, n], (i) => 10.7 - (i % 5));
      const rows = runs(a, 1);
      const columns = runs(b, 0);
      const pairs: [string, Tensor][] = [
        ["a·b", a.matmul(b)],
        ["a·(bᵀ)ᵀ", (a as Tensor<[number, number]>).matmul(b.transpose().transpose() as never)],
      ];
      const w = b.transpose() as Tensor;
      const layer = nn.linear(k, n, { bias: new Array(n).fill(0.5), weight: nn.init.constant(0) });
      layer.weight.assign(w);
      pairs.push(["linear", (layer(a as never) as Tensor).sub(0.5) as Tensor]);
      for (const [name, y] of pairs) {
        y.data.forEach((value, i) => {
          const [row, column] = [rows.get(Math.floor(i / n)), columns.get(i % n)];
          if (row === undefined || column === undefined) return;
          const right = exactSum(row, (p, l) => p * (column[l] as number));
          expectNear(value, right, 3 * ALLOWED * right, `${name}, ${m} × ${k} × ${n}`);
        });
      }
    }
  });

  test("batchNorm, standardize, and the norm of gradients", () => {
    const x = made([500_000, 2], (i) => (i % 2 === 0 ? 100 + (i % 64) / 64 : -3));
    const [first, second] = [...runs(x, 0).values()] as [Run, Run];
    const layer = nn.batchNorm(2);
    layer(x as never);
    const [mean, variance] = [exactSum(first) / first.length, exactVariance(first)];
    expectNear(layer.runningMean.data[0] as number, mean / 10, 1e-5, "running mean");
    expectNear(layer.runningMean.data[1] as number, -0.3, 1e-6, "running mean");
    expectNear(
      layer.runningVariance.data[0] as number,
      0.9 + variance / 10,
      1e-6,
      "running variance",
    );
    expectNear(layer.runningVariance.data[1] as number, 0.9, 1e-6, "running variance");

    const standard = data.standardize(x);
    const [columns, constants] = [...runs(standard.x, 0).values()] as [Run, Run];
    expectNear(exactSum(columns) / columns.length, 0, 3e-5, "mean");
    expectNear(exactVariance(columns, 0), 1, 1e-4, "variance");
    expectNear(standard.mean.data[0] as number, mean, 1e-5, "mean");
    expect(new Set(constants)).toEqual(new Set([0]));
    expect(second.length).toBe(first.length);

    const p = ones([MILLION], { requiresGrad: true });
    p.mul(100.5).sum().backward();
    expectNear(optim.clipGradNorm([p], 1e9), 100_500, 1e-3, "norm");
  });

  test("constant columns are standardised to zeros, whatever their value", () => {
    for (const value of [0.1, 1e-8, 33.3, -1e7, 0]) {
      const { x, deviation, undo } = data.standardize(made([1797, 3], () => value));
      expect(new Set(x.data)).toEqual(new Set([0]));
      expect(deviation.data).toEqual(Float32Array.of(1, 1, 1));
      expect(undo(x).data[0]).toBe(Math.fround(value));
    }
  });
});
