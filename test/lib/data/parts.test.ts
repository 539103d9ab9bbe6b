import { data, ones, tensor } from "sinapse";
import { describe, expect, test } from "vitest";

const x = tensor(Array.from({ length: 10 }, (_, row) => [row, 10 * row]));
const y = tensor(Array.from({ length: 10 }, (_, row) => row));

describe("split", () => {
  test("deals every row out once, x and y alike", () => {
    const parts = data.split({ x, y }, { test: 0.3, validation: 0.2, seed: 1 });
    expect([parts.train.x.shape, parts.validation.x.shape, parts.test.x.shape]).toEqual([
      [5, 2],
      [2, 2],
      [3, 2],
    ]);
    const seen = [parts.train, parts.validation, parts.test].flatMap((part) => {
      expect(part.x.slice([], [0, 1]).flatten().tolist()).toEqual(part.y.tolist());
      return part.y.tolist() as number[];
    });
    expect(seen.sort((a, b) => a - b)).toEqual(y.tolist());
  });

  test("keeps the order without shuffling", () => {
    expect(data.split({ x, y }, { test: 0.2, shuffle: false }).test.y.tolist()).toEqual([8, 9]);
  });

  test("gives the same parts for the same seed", () => {
    const deal = (seed: number) => data.split({ x, y }, { seed }).test.y.tolist();
    expect(deal(3)).toEqual(deal(3));
    expect(deal(3)).not.toEqual(deal(4));
  });

  test("says when nothing is left for training, and when rows differ", () => {
    expect(() => data.split({ x, y }, { test: 1 })).toThrow("leave 0 for training");
    expect(() => data.split({ x, y: tensor([1, 2]) })).toThrow(
      "split: x and y must have one row for each example, got shapes [10, 2] and [2].",
    );
  });
});

describe("batches", () => {
  test("pass over every row once, the last batch smaller", () => {
    const labels = [...data.batches({ x, y }, { size: 4, seed: 1 })].map((batch) =>
      batch.y.tolist(),
    );
    expect(labels.map((batch) => batch.length)).toEqual([4, 4, 2]);
    expect(labels.flat().sort((a, b) => a - b)).toEqual(y.tolist());
  });

  test("leave out the last batch that is not full if asked to", () => {
    const sizes = [...data.batches({ x, y }, { size: 4, dropLast: true })].map((b) => b.x.shape[0]);
    expect(sizes).toEqual([4, 4]);
  });

  test("a size that is no whole number from 1 is an error", () => {
    expect(() => [...data.batches({ x, y }, { size: 0 })]).toThrow(
      "batches: size must be a whole number from 1, got 0.",
    );
  });
});

describe("standardize", () => {
  test("brings columns to mean 0 and deviation 1, dividing by n", () => {
    const { x: standard } = data.standardize(
      tensor([
        [1, 5],
        [3, 5],
      ]),
    );
    expect(standard.tolist()).toEqual([
      [-1, 0],
      [1, 0], // a constant column becomes 0, not NaN
    ]);
  });

  test("applies the statistics of training to others, and undoes them", () => {
    const { apply, undo } = data.standardize(tensor([[1], [3]]));
    expect(apply(tensor([[5]])).tolist()).toEqual([[3]]);
    expect(undo(tensor([[3]])).tolist()).toEqual([[5]]);
  });
});

test("the test set stays while a long loop in the same cell trains on the rest", () => {
  const { x, y } = data.moons({ points: 40, seed: 1 });
  const { train, test } = data.split({ x, y }, { seed: 1 });
  const { apply } = data.standardize(train.x);
  const testX = apply(test.x);
  const w = ones([2, 1], { requiresGrad: true });
  const large = ones([1024, 1024]);
  for (let step = 0; step < 100; step++) {
    large.mul(2); // 4 MiB that nobody uses: what is older is reused before it
    train.x.matmul(w).sum().backward();
    w.grad = null;
  }
  expect(testX.shape).toEqual([10, 2]);
  expect(Number.isFinite(testX.sum().item() + test.y.sum().item())).toBe(true);
});
