import { nn, tensor } from "sinapse";
import { expect, test } from "vitest";

test.each([
  [2, [[1], [2]]],
  [-1, [[-1], [1]]],
  [Number.NaN, [[0], [Number.NaN]]],
])("a cost of two classes refuses the target %s, and says what to do", (value, rows) => {
  const y = tensor(rows as [number][]);
  const half = tensor([[0.5], [0.5]]);
  for (const loss of [nn.binaryCrossEntropy, nn.binaryCrossEntropyWithLogits])
    expect(() => loss(half, y)).toThrow(
      `targets from 0 to 1, the classes 0 and 1 or probabilities, got ${value}.`,
    );
});

test("a cost of two classes takes 0, 1 and probabilities", () => {
  const y = tensor([[0], [1], [0.3]]);
  const half = tensor([[0.5], [0.5], [0.5]]);
  expect(nn.binaryCrossEntropy(half, y).item()).toBeCloseTo(Math.log(2));
});

test("values of a wrong shape name the layer, and which parameter they were for", () => {
  const wrong = [
    [1, 2],
    [3, 4],
  ];
  expect(() => nn.linear(2, 3, { weight: wrong })).toThrow(
    "linear(2, 3): weight: expected values of shape [3, 2]",
  );
  expect(() => nn.linear(2, 3, { bias: [1, 2] })).toThrow(
    "linear(2, 3): bias: expected values of shape [3]",
  );
});
