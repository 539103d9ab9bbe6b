import { memoryUse, noGrad, ones, optim, tensor, zeros } from "sinapse";
import { expect, test } from "vitest";

// Slices of whole rows and reshaped tensors share the numbers of what they were made from, which
// must not show.

const parameter = { requiresGrad: true } as const;

test("rows, their slices and other shapes need no memory of their own", () => {
  const x = zeros([1000, 100]);
  const before = memoryUse().used;
  const parts = [x.slice([10, 42]), x.at(7), x.reshape([100, 1000]), x.at(3).slice([10, 20])];
  expect(memoryUse().used - before).toBe(0);
  expect(parts.map((part) => part.size)).toEqual([3200, 100, 100_000, 10]);
});

test("overwriting a tensor leaves what was taken from it", () => {
  const x = tensor([1, 2, 3, 4, 5, 6]);
  const [part, matrix] = [x.slice([2, 4]), x.reshape([2, 3])];
  x.assign([0, 0, 0, 0, 0, 0]);
  expect(part.tolist()).toEqual([3, 4]);
  expect(matrix.tolist()).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
});

test("overwriting another shape of a part leaves the whole and the other parts", () => {
  const x = tensor([1, 2, 3, 4, 5, 6]);
  const [part, other] = [x.slice([0, 3]).flatten(), x.slice([1, 5])];
  part.requiresGrad = true; // a parameter may be overwritten
  part.assign([7, 8, 9]);
  expect(part.tolist()).toEqual([7, 8, 9]);
  expect(x.tolist()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(other.tolist()).toEqual([2, 3, 4, 5]);
});

test("an optimiser's step leaves a slice of the weights before it", () => {
  const w = tensor([1, 2, 3, 4], parameter);
  const optimizer = optim.sgd([w], { learningRate: 1 });
  for (let step = 0; step < 3; step++) {
    const before = w.slice([1, 3]);
    optimizer.zeroGrad();
    w.sum().backward();
    optimizer.step();
    expect(before.tolist()).toEqual([2 - step, 3 - step]);
  }
  expect(w.tolist()).toEqual([-2, -1, 0, 1]); // each gradient is 1
});

test("gradients that are views add up, and clipping one leaves the other", () => {
  const w = tensor([1, 2, 3, 4], parameter);
  const step = () => {
    const y = w.reshape([2, 2]);
    y.mul(y).sum().backward();
    return y.grad;
  };
  const first = step();
  step();
  optim.clipGradNorm([w], 1e-6);
  expect(first.tolist()).toEqual([
    [2, 4],
    [6, 8],
  ]);
});

test("a part outlives the whole that it was taken from", () => {
  const x = ones([1000]);
  const part = noGrad(() => x.mul(3).slice([0, 4]));
  for (let i = 0; i < 10; i++) zeros([1000]); // would take the freed memory
  expect(part.tolist()).toEqual([3, 3, 3, 3]);
});

test("a part that is kept does not hold the whole", () => {
  const before = memoryUse().used;
  const part = noGrad(() => ones([1000, 1000]).mul(2).at(5).keep());
  expect(part.at(0).item()).toBe(2);
  expect(memoryUse().used - before).toBeLessThan(10_000); // of 4,000,000 bytes
});
