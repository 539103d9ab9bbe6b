import { nn, ones, optim, type Tensor, tensor, zeros } from "sinapse";
import { describe, expect, test } from "vitest";

// What gave a number that looks right, or nothing at all, and is an error or the right number now.

const column = (values: number[]) => tensor(values).reshape([values.length, 1]) as Tensor;

describe("losses and accuracy", () => {
  test("a single class is no choice", () => {
    for (const y of [zeros([3]), ones([3, 1])] as Tensor[]) {
      expect(() => nn.crossEntropy(column([1, 2, 3]), y)).toThrow(/single class.*WithLogits/);
    }
  });

  test("a class that is impossible and not meant adds nothing to the loss", () => {
    const z = tensor([[0, -Infinity, 0]], { requiresGrad: true });
    const loss = nn.crossEntropy(z, tensor([[0.5, 0, 0.5]]));
    expect(loss.item()).toBeCloseTo(Math.LN2, 6);
    loss.backward();
    expect(z.grad.tolist()).toEqual([[0, 0, 0]]);
    expect(nn.crossEntropy(z, tensor([[0, 1, 0]])).item()).toBe(Infinity);
  });

  test("predictions that are not numbers are wrong", () => {
    const nan = Number.NaN;
    expect(nn.accuracy(column([nan, nan, 0.9]), column([0, 1, 1]))).toBeCloseTo(1 / 3);
    const logits = tensor([
      [nan, 0],
      [0, nan],
      [0, 1],
    ]);
    expect(nn.accuracy(logits, tensor([0, 1, 1]))).toBeCloseTo(1 / 3);
  });

  test("class numbers are no probabilities", () => {
    expect(() => nn.accuracy(tensor([0, 1, 2]), tensor([0, 1, 2]))).toThrow(
      /two classes.*target 2/,
    );
  });
});

describe("fit", () => {
  const examples = { x: ones([4, 2]) as Tensor, y: ones([4, 1]) as Tensor };
  const model = nn.linear(2, 1);
  const options = { ...examples, loss: nn.meanSquaredError, epochs: 1, progress: false };
  const optimizer = optim.sgd(model.parameters(), { learningRate: 0.1 });

  test.each([0, 1, -0.5, 2, Number.NaN])("validates on no share of %d", (validation) => {
    expect(() => nn.fit(model, { ...options, optimizer, validation } as never)).toThrow(
      `fit: validation must be a share between 0 and 1, or examples, got ${validation}.`,
    );
  });

  test("trains with no optimizer of another model", () => {
    const other = optim.sgd(nn.linear(2, 1).parameters(), { learningRate: 0.1 });
    expect(() => nn.fit(model, { ...options, optimizer: other } as never)).toThrow(/another model/);
    // A part of the model is enough.
    const part = optim.sgd([model.bias], { learningRate: 0.1 });
    expect(nn.fit(model, { ...options, optimizer: part } as never).epochs).toBe(1);
  });
});
