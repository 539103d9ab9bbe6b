import { detectAnomaly, matmul, nn, ones, optim, type Tensor, tensor, zeros } from "sinapse";
import { afterEach, describe, expect, test } from "vitest";

afterEach(() => detectAnomaly(false));

const parameter = { requiresGrad: true } as const;

/** The error of a call while the switch is on. */
function found(call: () => unknown): Error {
  detectAnomaly();
  try {
    call();
  } catch (error) {
    return error as Error;
  } finally {
    detectAnomaly(false);
  }
  throw new Error("nothing was found");
}

describe("detectAnomaly() finds the operation that makes the first NaN or infinity", () => {
  const cases: [what: string, call: () => unknown, message: RegExp][] = [
    [
      "0 / 0",
      () => tensor([1, 0]).div(tensor([1, 0])),
      /^div: the first NaN arises here, at position \[1\] of a result of shape \[2\], from \[2\] and \[2\], where they are 0 and 0\.$/,
    ],
    [
      "1 / 0",
      () => tensor([[1], [2]]).div(tensor([3, 0, 1])),
      /^div: the first Infinity .* position \[0, 1\].* shape \[2, 3\], from \[2, 1\] and \[3\], where they are 1 and 0/,
    ],
    [
      "log(0)",
      () => tensor([3, 0]).log().mul(0),
      /^log: the first −Infinity .* position \[1\].*it is 0/,
    ],
    [
      "√−1",
      () => zeros([2, 2]).sub(1).sqrt(),
      /^sqrt: the first NaN .* position \[0, 0\].*it is −1/,
    ],
    ["overflow", () => tensor([100]).exp(), /^exp: the first Infinity.*it is 100/],
    [
      "a product",
      () => matmul(ones([1, 2]).mul(3e38), ones([2, 1])),
      /^matmul: the first Infinity.* shape \[1, 1\], from \[1, 2\] and \[2, 1\]\.$/,
    ],
    [
      "given data",
      () => tensor([1, Number.NaN]).add(1),
      /^add: was given a tensor of shape \[2\] that holds NaN at position \[1\]/,
    ],
    [
      "a parameter",
      () => ones([2]).mul(tensor([1, Infinity], parameter)),
      /given a parameter .*holds Infinity at position \[1\]/,
    ],
  ];
  test.each(cases)("%s", (_, call, message) => {
    expect(found(call).message).toMatch(message);
  });

  test("in backward(), with the line of the forward pass", () => {
    const w = tensor([0, 4], parameter);
    const error = found(() => {
      const root = w.sqrt(); // here
      root.sum().backward();
    });
    expect(error.message).toMatch(
      /^backward of sqrt \(shape \[2\]\): div: the first Infinity .*position \[0\].*1 and 0/,
    );
    const made = error.cause as Error;
    expect(made.message).toContain("where sqrt was computed");
    const line = /anomaly\.test\.ts:(\d+)/.exec(made.stack ?? "")?.[1];
    const thrown = /anomaly\.test\.ts:(\d+)/.exec(error.stack ?? "")?.[1];
    expect(Number(thrown) - Number(line)).toBe(1);
  });

  test("in a training that diverges", () => {
    const model = nn.linear(1, 1, { seed: 1 });
    const optimizer = optim.sgd(model.parameters(), { learningRate: 1e9 });
    const [x, y] = [ones([4, 1]).mul(1e6) as Tensor, ones([4, 1]) as Tensor];
    const error = found(() => {
      for (let i = 0; i < 100; i++) {
        optimizer.zeroGrad();
        nn.meanSquaredError(model(x) as Tensor, y).backward();
        optimizer.step();
      }
    });
    expect(error.message).toMatch(/arises here|given a parameter/);
  });

  test("and nothing where there is none, or an infinity is meant", () => {
    detectAnomaly();
    const w = tensor([0, 1, 2], parameter);
    w.pow(2).sum().backward();
    w.std().backward();
    w.pow(0).sum().backward();
    w.softmax().log().sum().backward();
    const masked = tensor([0, -Infinity, 1]).softmax();
    expect(masked.at(1).item()).toBe(0);
    nn.binaryCrossEntropy(tensor([0, 1]), tensor([0, 1]));
    nn.crossEntropy(tensor([[0, -Infinity]]), tensor([[1, 0]]));
    const model = nn.sequential(nn.conv2d(1, 2, 3), nn.batchNorm(2), nn.relu(), nn.maxPool2d(2));
    (model(ones([2, 1, 6, 6])) as Tensor).sum().backward();
    detectAnomaly(false);
    expect(tensor([1]).div(0).item()).toBe(Infinity);
  });

  test("takes true or false only", () => {
    expect(() => detectAnomaly("no" as never)).toThrow("detectAnomaly: expected true or false");
  });
});
