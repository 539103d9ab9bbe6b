import { join } from "node:path";
import { gradcheck, gradgradcheck, nn, ones, randn, type Tensor, tensor } from "sinapse";
import { describe, expect, test } from "vitest";
import { heap } from "../../../lib/backend/memory.ts";
import { linear } from "../../../lib/tensor/operations/linear.ts";
import embeddings from "./fixtures/embedding.json" with { type: "json" };
import networks from "./fixtures/network.json" with { type: "json" };
import poolings from "./fixtures/pooling.json" with { type: "json" };

/** Expects every number of a tensor to be within `tolerance` of nested lists. */
function expectClose(found: Tensor, expected: unknown, tolerance = 2e-6): void {
  const values = [expected].flat(Number.POSITIVE_INFINITY) as number[];
  expect(found.size).toBe(values.length);
  for (const [i, value] of found.data.entries())
    expect(Math.abs(value - values[i]!)).toBeLessThan(tolerance);
}

describe("a network of every kind of layer does what PyTorch's does", () => {
  const [fixture] = networks as [(typeof networks)[0]];
  const network = () =>
    nn.load(
      nn.sequential(
        nn.conv2d(2, 3, 3, { stride: 2, padding: 1 }),
        nn.batchNorm(3),
        nn.relu(),
        nn.maxPool2d(2),
        nn.flatten(),
        nn.linear(12, 4),
        nn.batchNorm(4),
        nn.tanh(),
        nn.linear(4, 2),
      ),
      join(import.meta.dirname, "fixtures/network.safetensors"),
    );
  const fresh = network();

  test("in training, forwards and backwards", () => {
    // The fixture's weights were saved before this pass, its state is from after.
    const images = tensor(fixture.images, { requiresGrad: true }) as Tensor<[5, 2, 8, 8]>;
    const output = fresh(images);
    expectClose(output, fixture.training);
    nn.meanSquaredError(output, tensor(fixture.wanted) as never).backward();
    for (const [name, parameter] of fresh.namedParameters())
      expectClose(parameter.grad, fixture.gradients[name as keyof typeof fixture.gradients]);
    expectClose(images.grad, fixture.gradientOfImages);
  });

  test("its running statistics move as PyTorch's do", () => {
    const state = fresh.stateDict();
    for (const [name, expected] of Object.entries(fixture.state))
      expectClose(state[name]!, expected);
  });

  test("in evaluation by the running statistics", () => {
    expectClose(fresh.eval()(tensor(fixture.images) as never), fixture.evaluation);
  });
});

describe("linear", () => {
  test("computes x·Wᵀ + b for any number of leading axes", () => {
    const layer = nn.linear(2, 2, {
      weight: [
        [1, 2],
        [3, 4],
      ],
      bias: [10, 20],
    });
    expect(layer(tensor([[[1, 1]]])).tolist()).toEqual([[[13, 27]]]);
    expect(layer(tensor([1, 0])).tolist()).toEqual([11, 23]);
  });

  test("adds each bias to its own column alone, whatever lies behind the biases in memory", () => {
    const layer = nn.linear(2, 3, { weight: nn.init.constant(0), bias: [1, 2, 3] });
    // A kernel reads whole vectors: the fourth number of the three biases is NaN here.
    heap.float32[layer.bias.address / 4 + 3] = Number.NaN;
    expect(layer(ones([5, 2])).tolist()).toEqual(Array(5).fill([1, 2, 3]));
  });

  test("without a bias has in·out parameters, else (in + 1)·out", () => {
    const count = (layer: nn.Layer) => layer.parameters().reduce((sum, p) => sum + p.size, 0);
    expect(count(nn.linear(3, 2))).toBe(8);
    expect(count(nn.linear(3, 2, { bias: false }))).toBe(6);
  });

  test("has the gradients and second gradients of central differences", () => {
    const inputs = [
      randn([3, 2], { seed: 1 }),
      randn([4, 2], { seed: 2 }),
      randn([4], { seed: 3 }),
    ];
    const f = (...[x, w, b]: Tensor[]) => linear(x!, w!, b!);
    expect([gradcheck(f, inputs), gradgradcheck(f, inputs)]).toEqual([true, true]);
  });

  test("says which shape fits when given another", () => {
    expect(() => nn.linear(2, 1, { weight: [[1, 2, 3]] })).toThrow(
      "linear(2, 1): weight: expected values of shape [1, 2], got [1, 3].",
    );
    expect(() => nn.linear(0, 1)).toThrow(
      "linear(0, 1): inputs must be a whole number from 1, got 0.",
    );
  });
});

describe("embedding", () => {
  const [{ weight, output, gradient }] = embeddings as [(typeof embeddings)[0]];

  test("looks rows up, and adds the gradients of a row used twice, as PyTorch does", () => {
    const layer = nn.embedding(4, 3, { weight });
    const found: Tensor<[2, 2, 3]> = layer(
      tensor([
        [1, 3],
        [1, 0],
      ]),
    );
    expectClose(found, output);
    found.pow(2).sum().backward();
    expectClose(layer.weight.grad, gradient);
  });

  test("a number that is none of its things is an error", () => {
    expect(() => nn.embedding(4, 3)(tensor([4]))).toThrow("index 4");
  });
});

describe("pooling", () => {
  const [{ images, avg, max }] = poolings as [(typeof poolings)[0]];

  test("gives PyTorch's means, a border counted as zeros", () => {
    const layer = nn.avgPool2d(3, { stride: 2, padding: 1 });
    expectClose(layer(tensor(images) as never), avg);
  });

  test("gives PyTorch's largest values", () => {
    expectClose(nn.maxPool2d(3, { stride: 2 })(tensor(images) as never), max);
  });
});

describe("batchNorm", () => {
  test("cannot be trained on a single example, and says so", () => {
    expect(() => nn.batchNorm(2)(ones([1, 2]))).toThrow(
      "batchNorm(2): one value a feature has no variance. Train on batches of two examples",
    );
  });
});

describe("dropout", () => {
  const x = ones([100, 100]);

  test("keeps the expected value: kept ones are scaled by 1/(1 − rate)", () => {
    const y = nn.dropout(0.2, { seed: 1 })(x);
    expect([...new Set(y.data)].sort()).toEqual([0, 1.25]);
    // Standard error of the mean of 10,000: √(0.2/0.8)/100 = 0.005.
    expect(Math.abs(y.mean().item() - 1)).toBeLessThan(0.02);
    expect(Math.abs(y.equal(0).mean().item() - 0.2)).toBeLessThan(0.016);
  });

  test("lets gradients through where it lets values through", () => {
    const input = ones([50], { requiresGrad: true });
    const y = nn.dropout(0.5, { seed: 2 })(input);
    y.sum().backward();
    expect(input.grad.tolist()).toEqual(y.tolist());
  });

  test("drops others each time in training, and nothing in evaluation", () => {
    const layer = nn.dropout(0.5, { seed: 3 });
    expect(layer(x).tolist()).not.toEqual(layer(x).tolist());
    expect(layer.eval()(x).tolist()).toEqual(x.tolist());
  });

  test("a rate of 1 is an error", () => {
    expect(() => nn.dropout(1)).toThrow("dropout: the rate must be from 0 to below 1, got 1.");
  });
});
