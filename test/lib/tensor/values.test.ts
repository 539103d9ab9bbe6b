import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  concat,
  data,
  nn,
  ones,
  optim,
  rand,
  stack,
  type Tensor,
  tensor,
  where,
  zeros,
} from "sinapse";
import { describe, expect, test } from "vitest";

/** What a student may hand over where numbers are expected, and what the error says of it. */
const wrong: [string, unknown, RegExp][] = [
  ["a number beside a list", [1, [2, 3]], /expected a number at position \[1\], got a list of 2/],
  ["a list beside a number", [[2, 3], 1], /expected a list of 2 at position \[1\], got 1/],
  [
    "a shorter row",
    [[1, 2], [3]],
    /ragged: expected a list of 2 at position \[1\], got a list of 1/,
  ],
  [
    "a longer row",
    [[1], [2, 3]],
    /ragged: expected a list of 1 at position \[1\], got a list of 2/,
  ],
  ["an empty row", [[1], []], /expected a list of 1 at position \[1\], got a list of 0/],
  [
    "a row deeper down",
    [[[1, 2]], [[3, 4, 5]]],
    /a list of 2 at position \[1, 0\], got a list of 3/,
  ],
  ["null", [1, null, 3], /expected a number at position \[1\], got null/],
  ["null first", [null], /expected a number at position \[0\], got null/],
  ["undefined", [[1, undefined]], /expected a number at position \[0, 1\], got nothing/],
  // biome-ignore lint/suspicious/noSparseArray: that is the mistake
  ["a hole", [1, , 3], /expected a number at position \[1\], got nothing/],
  ["a list of holes", new Array(3), /expected a number at position \[0\], got nothing/],
  ["a text", [1, "3.5"], /expected a number at position \[1\], got the text "3.5"/],
  ["a text alone", "12", /expected a number, got the text "12"/],
  ["a text as a row", [[1, 2], "34"], /expected a list of 2 at position \[1\], got the text "34"/],
  ["a bigint", [1n], /expected a number at position \[0\], got 1n, a bigint/],
  [
    "a typed list of bigints",
    new BigInt64Array(2),
    /got (0n, a bigint|an object of type BigInt64Array)/,
  ],
  ["a truth value", [true], /expected a number at position \[0\], got true/],
  ["an object", [{ x: 1 }], /expected a number at position \[0\], got an object of type Object/],
  ["a date", [new Date(0)], /expected a number at position \[0\], got an object of type Date/],
  ["a function", [() => 1], /expected a number at position \[0\], got a function/],
  ["a set", new Set([1, 2]), /expected a number, got an object of type Set/],
  ["a tensor in a list", [ones([2]), ones([2])], /got a tensor: join tensors with stack/],
  ["nothing", undefined, /expected a number, got nothing/],
];
const cyclic: unknown[] = [];
cyclic.push(cyclic);
wrong.push(["a list that holds itself", cyclic, /more than 32 deep/]);

describe.each(wrong)("%s", (_, values, message) => {
  test("is no tensor, and the error names the position", () => {
    expect(() => tensor(values as number[])).toThrow(message);
    expect(() => tensor(values as number[])).toThrow(/^tensor: /);
  });

  test("is no value for assign or a parameter, and nothing is changed", () => {
    for (const shape of [[3], [2, 2], [2], [1]]) {
      const x = rand(shape);
      const before = x.data;
      expect(() => x.assign(values as number[])).toThrow(/^assign: /);
      expect(x.data).toEqual(before);
    }
    const weight = values as number[];
    if (values === undefined) return; // the default
    expect(() => nn.linear(2, 1, { weight })).toThrow(/^linear\(2, 1\): /);
    expect(() => nn.linear(1, 2, { bias: weight })).toThrow(/^linear\(1, 2\): /);
    expect(() => nn.embedding(2, 2, { weight })).toThrow(/^embedding\(2, 2\): /);
  });
});

test("numbers of every kind are taken as they are", () => {
  const values = [Number.NaN, Infinity, -Infinity, -0, 1e-40];
  expect(tensor(values).data).toEqual(Float32Array.from(values));
  for (const List of [Int8Array, Uint8ClampedArray, Uint32Array, Float32Array, Float64Array]) {
    expect(tensor(List.from([1, 2])).tolist()).toEqual([1, 2]);
    const rows = [List.from([1, 2]), List.from([3, 4])] as unknown as number[][];
    expect(tensor(rows).tolist()).toEqual([
      [1, 2],
      [3, 4],
    ]);
  }
  expect(tensor([]).shape).toEqual([0]);
  expect(tensor([[], []]).shape).toEqual([2, 0]);
  expect(tensor(7).item()).toBe(7);
  expect(tensor({ length: 2, 0: 5, 1: 6 }).tolist()).toEqual([5, 6]);
});

describe("equal sizes are no equal shapes", () => {
  const [wide, tall] = [ones([2, 3]) as Tensor, ones([3, 2]) as Tensor];
  const lists = { wide: wide.tolist() as number[][], tall: tall.tolist() as number[][] };
  const folder = mkdtempSync(join(tmpdir(), "sinapse-shapes-"));
  const saved = (state: Record<string, Tensor>, kind: string) => {
    const path = join(folder, `weights.${kind}`);
    nn.save(state, path);
    return path;
  };
  const bias = { bias: ones([3]) as Tensor };

  test.each<[string, () => unknown]>([
    ["stack", () => stack([wide, tall])],
    ["stack along the last axis", () => stack([wide, tall], -1)],
    ["stack of a flat one", () => stack([wide, ones([6])] as Tensor[])],
    ["concat", () => concat([wide, tall])],
    ["where", () => where(wide, tall, 1)],
    ["add", () => wide.add(tall)],
    ["assign a tensor", () => wide.assign(tall)],
    ["assign a flat tensor", () => wide.assign(ones([6]))],
    ["assign lists", () => wide.assign(lists.tall)],
    ["assign lists with an axis more", () => wide.assign([lists.wide])],
    ["a gradient", () => wide.mul(tensor(1, { requiresGrad: true })).backward({ gradient: tall })],
    ["the weights of linear", () => nn.linear(2, 3, { weight: lists.wide })],
    ["the biases of linear", () => nn.linear(2, 3, { bias: [[1, 2, 3]] })],
    ["the vectors of an embedding", () => nn.embedding(2, 3, { weight: lists.tall })],
    [
      "the filters of conv2d",
      () =>
        nn.conv2d(1, 2, 2, {
          weight: [
            [1, 2, 3, 4],
            [5, 6, 7, 8],
          ],
        }),
    ],
    ["init.fill", () => nn.init.fill(wide, () => lists.tall as never)],
    ["loadStateDict", () => nn.linear(2, 3).loadStateDict({ weight: wide, ...bias })],
    ["load, JSON", () => nn.load(nn.linear(2, 3), saved({ weight: wide, ...bias }, "json"))],
    ["load", () => nn.load(nn.linear(2, 3), saved({ weight: wide, ...bias }, "safetensors"))],
    ["a loss", () => nn.meanSquaredError(wide, tall)],
    ["a logistic loss", () => nn.binaryCrossEntropyWithLogits(wide, tall)],
    ["a cross-entropy", () => nn.crossEntropy(wide, tall)],
  ])("%s", (_, run) => {
    expect(run).toThrow(/\[[\d, ]+\].*\[[\d, ]+\]/s); // both shapes
    expect(wide.tolist()).toEqual(lists.wide);
  });

  test("a flat list has no shape: it fills a parameter row by row", () => {
    expect(nn.linear(2, 2, { weight: [1, 2, 3, 4] }).weight.tolist()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(
      zeros([2, 2])
        .assign(Float32Array.of(1, 2, 3, 4))
        .tolist(),
    ).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test("a shape that its maker changes afterwards changes no tensor", () => {
    const shape = [2, 3];
    const made = [
      zeros(shape),
      ones(shape),
      rand(shape),
      ones([6]).reshape(shape),
      tensor(1).expand(shape),
    ] as Tensor[];
    shape[0] = 300;
    shape.push(7);
    for (const x of made) {
      expect(x.shape).toEqual([2, 3]);
      expect(x.mul(2).sum().item()).toBe(2 * x.sum().item());
    }
  });
});

describe("a layer that is used twice counts once", () => {
  const makers = {
    sgd: (p: Tensor[]) => optimOf("sgd", p),
    adam: (p: Tensor[]) => optimOf("adam", p),
  };
  function optimOf(name: "sgd" | "adam", parameters: Tensor[]): optim.Optimizer {
    return name === "sgd" ? optim.sgd(parameters, { learningRate: 0.1 }) : optim.adam(parameters);
  }

  function twice() {
    const shared = nn.linear(2, 2, { seed: 1 });
    const inner = nn.sequential(shared, nn.tanh());
    return { shared, model: nn.sequential(shared, nn.tanh(), inner) as nn.Layer };
  }
  const x = rand([5, 2], { seed: 2 });

  test("in parameters and their names", () => {
    const { shared, model } = twice();
    expect(model.parameters()).toEqual([shared.weight, shared.bias]);
    expect(model.namedParameters().map(([name]) => name)).toEqual(["0.weight", "0.bias"]);
    // Saved under both names, as PyTorch does.
    expect(Object.keys(model.stateDict())).toEqual([
      "0.weight",
      "0.bias",
      "2.0.weight",
      "2.0.bias",
    ]);
  });

  test.each(Object.entries(makers))("in a step of %s, whichever way it is listed", (_, make) => {
    const results = [0, 1, 2].map((way) => {
      const { shared, model } = twice();
      const all = [shared.weight, shared.bias] as Tensor[];
      const listed = [all, model.parameters(), [...shared.parameters(), ...shared.parameters()]][
        way
      ];
      const optimizer = make(listed as Tensor[]);
      expect(optimizer.parameters.length).toBe(2);
      for (let i = 0; i < 3; i++) {
        optimizer.zeroGrad();
        (model(x) as Tensor).pow(2).mean().backward();
        optimizer.step();
      }
      return [...shared.weight.data, ...shared.bias.data];
    });
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  test("in the norm of gradients", () => {
    const p = tensor([3, 4], { requiresGrad: true });
    p.mul(p).mul(0.5).sum().backward(); // the gradient is p
    expect(optim.clipGradNorm([p, p, p], 2.5)).toBeCloseTo(5, 5);
    expect(p.grad.data[0]).toBeCloseTo(1.5, 4);
    expect(p.grad.data[1]).toBeCloseTo(2, 4);
  });

  test("in a summary", () => {
    const { model } = twice();
    const summary = nn.summary(model);
    expect(summary.parameters).toBe(6);
    expect(summary.trainable).toBe(6);
    expect(summary.rows.map(({ parameters }) => parameters)).toEqual([6, 0, 0, 0]);
    expect(String(summary)).toContain("those of 0");
  });

  test("and learns what fit() teaches it", () => {
    const { model } = twice();
    const examples = { x: data.xor().x as Tensor, y: zeros([4, 2]) as Tensor };
    const optimizer = optim.adam(model.parameters(), { learningRate: 0.05 });
    const options = { loss: nn.meanSquaredError, optimizer, epochs: 200, progress: false };
    const { curves } = nn.fit(model, { ...examples, ...options } as never);
    expect(curves.loss.at(-1)).toBeLessThan(0.01);
  });
});
