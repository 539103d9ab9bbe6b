import { grad, manualSeed, matmul, randn, type Tensor, tensor, zeros } from "sinapse";
import { expect, test } from "vitest";

const parameter = { dtype: "float64", requiresGrad: true } as const;
const float64 = { dtype: "float64" } as const;

test("Mazur's step-by-step example: error, gradient and updated weights", () => {
  // https://mattmazur.com/2015/03/17/a-step-by-step-backpropagation-example/; biases are not trained
  const x = tensor([[0.05, 0.1]], float64);
  const target = tensor([[0.01, 0.99]], float64);
  const hidden = tensor(
    [
      [0.15, 0.25],
      [0.2, 0.3],
    ],
    parameter,
  );
  const output = tensor(
    [
      [0.4, 0.5],
      [0.45, 0.55],
    ],
    parameter,
  );
  const error = () =>
    matmul(matmul(x, hidden).add(0.35).sigmoid(), output)
      .add(0.6)
      .sigmoid()
      .sub(target)
      .pow(2)
      .sum()
      .mul(0.5);

  const before = error();
  expect(before.item()).toBeCloseTo(0.298371109, 9);
  before.backward();
  expect(output.grad.at(0, 0).item()).toBeCloseTo(0.082167041, 9);
  hidden.assign(hidden.sub(hidden.grad.mul(0.5)));
  output.assign(output.sub(output.grad.mul(0.5)));
  expect(output.at(0, 0).item()).toBeCloseTo(0.35891648, 8);
  expect(hidden.at(0, 0).item()).toBeCloseTo(0.149780716, 9);
  expect(error().item()).toBeCloseTo(0.2910277737, 10); // what his stated weights give
});

test("the expression of micrograd's README", () => {
  const a = tensor(-4, parameter);
  const b = tensor(2, parameter);
  let c = a.add(b);
  let d = a.mul(b).add(b.pow(3));
  c = c.add(c.add(1));
  c = c.add(c.add(1).sub(a));
  d = d.add(d.mul(2).add(b.add(a).relu()));
  d = d.add(d.mul(3).add(b.sub(a).relu()));
  const e = c.sub(d);
  const f = e.pow(2);
  const half = f.div(2);
  const g = half.add(tensor(10, float64).div(f));
  expect(g.item()).toBeCloseTo(24.7041, 4);
  g.backward();
  expect(a.grad.item()).toBeCloseTo(138.8338, 4);
  expect(b.grad.item()).toBeCloseTo(645.5773, 4);
});

test("the sigmoid neuron of CS231n", () => {
  const w = tensor([2, -3, -3], parameter);
  const x = tensor([-1, -2], parameter);
  const y = w
    .at(0)
    .mul(x.at(0))
    .add(w.at(1).mul(x.at(1)))
    .add(w.at(2))
    .sigmoid();
  expect(y.item()).toBeCloseTo(0.73, 2);
  y.backward();
  const rounded = (values: number[]) => values.map((value) => Number(value.toFixed(2)));
  expect(rounded(w.grad.tolist())).toEqual([-0.2, -0.39, 0.2]);
  expect(rounded(x.grad.tolist())).toEqual([0.39, -0.59]);
});

test("a 2-3-1 network learns XOR", () => {
  manualSeed(1);
  const x = tensor([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  const y = tensor([[0], [1], [1], [0]]);
  const w1 = randn([2, 3], { requiresGrad: true });
  const b1 = zeros([3], { requiresGrad: true });
  const w2 = randn([3, 1], { requiresGrad: true });
  const b2 = zeros([1], { requiresGrad: true });
  const logits = () => x.matmul(w1).add(b1).tanh().matmul(w2).add(b2);
  for (let epoch = 0; epoch < 1000; epoch++) {
    const z = logits();
    z.softplus().sub(z.mul(y)).mean().backward();
    for (const p of [w1, b1, w2, b2] as Tensor[]) {
      p.assign(p.sub(p.grad.mul(0.5)));
      p.grad = null;
    }
  }
  expect(logits().greater(0).tolist()).toEqual([[0], [1], [1], [0]]);
});

test("the second derivative of x³ is 6x", () => {
  const second = grad(grad((x: Tensor<[]>) => x.pow(3)));
  expect(second(tensor(2)).item()).toBe(12);
});
