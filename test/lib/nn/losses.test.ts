import { gradcheck, gradgradcheck, nn, rand, randn, type Tensor, tensor } from "sinapse";
import { describe, expect, test } from "vitest";
import fixtures from "./fixtures/losses.json" with { type: "json" };

describe("losses agree with PyTorch, values and gradients", () => {
  for (const [index, fixture] of fixtures.entries()) {
    const { loss, reduction, prediction, target, value, gradient } = fixture;
    const dtype = fixture.dtype as "float32" | "float64";
    test(`${index}: ${loss}, ${dtype}, ${reduction}, target ${JSON.stringify(target)}`, () => {
      const p = tensor(prediction, { dtype, requiresGrad: true });
      const computed = losses[loss]!(p, tensor(target, { dtype }), {
        reduction: reduction as "mean" | "sum",
      });
      const digits = dtype === "float64" ? 1e-12 : 2e-6;
      expect(Math.abs(computed.item() - value)).toBeLessThanOrEqual(digits * Math.abs(value));
      if (gradient === null) return;
      computed.backward();
      const expected = gradient.flat(2) as number[];
      // softmax − target cancels to 0, so that what remains is rounding.
      const floor = loss === "crossEntropy" ? 1 : 1e-6;
      for (const [i, found] of p.grad.data.entries())
        expect(Math.abs(found - expected[i]!)).toBeLessThanOrEqual(
          digits * Math.max(floor, Math.abs(expected[i]!)),
        );
    });
  }

  const losses: Record<string, typeof nn.crossEntropy> = {
    binaryCrossEntropy: nn.binaryCrossEntropy,
    binaryCrossEntropyWithLogits: nn.binaryCrossEntropyWithLogits,
    crossEntropy: nn.crossEntropy,
    meanSquaredError: nn.meanSquaredError,
  };
});

describe("the lecture's AND and OR", () => {
  const x = tensor([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  // Truth tables of Ω(−50 + 30x₁ + 30x₂) and Ω(−20 + 30x₁ + 30x₂): logits from −50 to 40.
  test("have finite losses and gradients at logits of −50 and 40, however wrong the target", () => {
    const layer = nn.linear(2, 1, { weight: [[30, 30]], bias: [-50] });
    const loss = nn.binaryCrossEntropyWithLogits(layer(x), tensor([[1], [0], [0], [0]]));
    loss.backward();
    expect(loss.item()).toBeCloseTo((50 + 10) / 4, 4);
    const wrong = 1 / (1 + Math.exp(-10)); // Ω(10) at (1, 1), where the target is 0
    expect(layer.weight.grad.at(0, 0).item()).toBeCloseTo(wrong / 4, 6);
  });

  test("keep a gradient through a saturated sigmoid where the target is 1", () => {
    const z = tensor([-50], { requiresGrad: true });
    nn.binaryCrossEntropy(z.sigmoid(), tensor([1])).backward();
    expect(z.grad.item()).toBeCloseTo(-1, 5); // Ω(z) − y
  });
});

describe("losses in one operation", () => {
  test("have the first and second gradients of central differences", () => {
    const logits = randn([3, 4], { seed: 1, dtype: "float64" });
    const labels = tensor([3, 0, 0], { dtype: "float64" });
    const chances = rand([3, 4], { seed: 2, dtype: "float64" });
    const logistic = (z: Tensor, y: Tensor) => nn.binaryCrossEntropyWithLogits(z, y);
    const losses: [(...x: Tensor[]) => Tensor, Tensor[]][] = [
      [(z) => nn.crossEntropy(z!, labels), [logits]],
      [(z) => logistic(z!, chances), [logits]],
      [(y) => logistic(logits, y!), [chances]],
      // Both at once: the second gradients across them.
      [(z, y) => logistic(z!, y!), [logits, chances]],
    ];
    for (const [loss, at] of losses) {
      expect(gradcheck(loss, at)).toBe(true);
      expect(gradgradcheck(loss, at)).toBe(true);
    }
  });
});

describe("errors of losses", () => {
  test("binaryCrossEntropy says that logits are no probabilities", () => {
    expect(() => nn.binaryCrossEntropy(tensor([[3]]), tensor([[1]]))).toThrow(
      "binaryCrossEntropy: expected probabilities from 0 to 1, got 3. Pass logits to binaryCrossEntropyWithLogits instead.",
    );
  });

  test("a column of predictions and a list of targets are not silently broadcast", () => {
    expect(() => nn.meanSquaredError(tensor([[1], [2]]) as never, tensor([1, 2]))).toThrow(
      "meanSquaredError: predictions of shape [2, 1] and targets of shape [2] must have the same shape",
    );
  });

  test("crossEntropy names the class that the logits do not have, and its row", () => {
    expect(() => nn.crossEntropy(tensor([[1, 2]]), tensor([2]))).toThrow(
      "crossEntropy: expected class numbers 0 to 1 for 2 logits, got 2 in row 0",
    );
  });
});
