import { data, memoryUse, nn, optim } from "sinapse";
import { describe, expect, test } from "vitest";

// Scores well below what these models reach here, and well above guessing: training works.
describe("models learn the real sets", () => {
  test("digits: a small network recognises more than 95 % of the test set", () => {
    const { train, test } = data.split(data.digits(), { test: 0.25, seed: 1 });
    const model = nn.sequential(
      nn.linear(64, 32, { seed: 1 }),
      nn.relu(),
      nn.dropout(0.1, { seed: 2 }),
      nn.linear(32, 10, { seed: 3 }),
    );
    const optimizer = optim.adam(model.parameters(), { learningRate: 0.01 });
    nn.fit(model, { ...train, loss: nn.crossEntropy, optimizer, epochs: 20, seed: 1 });
    expect(nn.accuracy(model(test.x), test.y)).toBeGreaterThan(0.95);
  });

  test("breast cancer: logistic regression is enough for 95 %", () => {
    const { train, test } = data.split(data.breastCancer(), { test: 0.25, seed: 1 });
    const { x, apply } = data.standardize(train.x);
    const model = nn.linear(30, 1, { seed: 1 });
    const optimizer = optim.sgd(model.parameters(), { learningRate: 0.1, momentum: 0.9 });
    const loss = nn.binaryCrossEntropyWithLogits as nn.FitOptions["loss"];
    nn.fit(model, { x, y: train.y, loss, optimizer, epochs: 20, seed: 1 });
    const score = nn.accuracy(model(apply(test.x)), test.y, { threshold: 0 });
    expect(score).toBeGreaterThan(0.95);
  });

  test("iris: three species told apart", () => {
    const { x, y } = data.iris();
    const model = nn.sequential(nn.linear(4, 8, { seed: 1 }), nn.tanh(), nn.linear(8, 3));
    const optimizer = optim.adam(model.parameters(), { learningRate: 0.02 });
    nn.fit(model, { x, y, loss: nn.crossEntropy, optimizer, epochs: 60, seed: 1 });
    expect(nn.accuracy(model(x), y)).toBeGreaterThan(0.95);
  });

  test("a long training holds no more memory than a short one", () => {
    const { x, y } = data.spirals({ points: 128, classes: 3, seed: 1 });
    const model = nn.sequential(nn.linear(2, 16, { seed: 1 }), nn.batchNorm(16), nn.linear(16, 3));
    const optimizer = optim.adam(model.parameters());
    const epochs = (count: number) => {
      nn.fit(model, { x, y, loss: nn.crossEntropy, optimizer, epochs: count, validation: 0.2 });
      return memoryUse().used;
    };
    const short = epochs(100);
    expect(epochs(300)).toBeLessThan(1.1 * short + 2 ** 20);
  });
});
