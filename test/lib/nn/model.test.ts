import { inspect } from "node:util";
import { data, nn, ones, optim, tensor } from "sinapse";
import { describe, expect, test } from "vitest";

const model = () =>
  nn.sequential(
    nn.linear(3, 2, { seed: 1 }),
    nn.sequential(nn.tanh(), nn.dropout(0.5)),
    nn.linear(2, 1, { seed: 2 }),
  );
const shapes = { "0.weight": [2, 3], "0.bias": [2], "2.weight": [1, 2], "2.bias": [1] };

describe("the parameters of a model", () => {
  test("have PyTorch's names, in order", () => {
    const named = model().namedParameters();
    expect(named.map(([name, parameter]) => [name, parameter.shape])).toEqual(
      Object.entries(shapes),
    );
  });

  test("are those of its layers: changing one changes the other", () => {
    const m = model();
    m.layers[0].bias.assign([7, 8]);
    expect(m.parameters()[1]!.tolist()).toEqual([7, 8]);
  });

  test("start the same for the same seed, within ±1/√inputs", () => {
    const [a, b] = [nn.linear(100, 50, { seed: 3 }), nn.linear(100, 50, { seed: 3 })];
    expect(a.weight.tolist()).toEqual(b.weight.tolist());
    expect(a.weight.abs().max().item()).toBeLessThanOrEqual(0.1);
    expect(a.weight.abs().max().item()).toBeGreaterThan(0.099);
  });
});

describe("freezing", () => {
  test("keeps what was learnt while the rest is trained", () => {
    const m = model();
    m.layers[0].freeze();
    const before = m.parameters().map((parameter) => parameter.tolist());
    const optimizer = optim.sgd(m.parameters(), { learningRate: 1 });
    m(ones([4, 3]))
      .sum()
      .backward();
    optimizer.step();
    const changed = m.parameters().map((p, i) => String(p.tolist()) !== String(before[i]));
    expect(changed).toEqual([false, false, true, true]);
    m.unfreeze();
    expect(m.parameters().every((parameter) => parameter.requiresGrad)).toBe(true);
  });

  test("is counted in the summary", () => {
    const m = model();
    m.layers[0].freeze();
    expect(nn.summary(m)).toMatchObject({ parameters: 11, trainable: 3 });
    expect(String(nn.summary(m))).toContain("3 trained, 8 frozen");
  });
});

describe("train and eval", () => {
  test("reach every layer inside", () => {
    const m = model();
    expect(m.training).toBe(true);
    m.eval();
    expect([m.training, m.layers[1].training, m.layers[1].layers[1].training]).toEqual([
      false,
      false,
      false,
    ]);
    const x = ones([1, 3]);
    expect(m(x).tolist()).toEqual(m(x).tolist());
  });
});

describe("summary", () => {
  // The lecture's network: 3 inputs, 2 hidden neurons, 1 output: 4 + 4 + 3 = 11 parameters.
  const lecture = nn.sequential(nn.linear(3, 2), nn.sigmoid(), nn.linear(2, 1), nn.sigmoid());

  test("counts the lecture's 4, 4 and 3 parameters", () => {
    const { rows, parameters } = nn.summary(lecture);
    expect(rows.map((row) => row.parameters)).toEqual([8, 0, 3, 0]);
    expect(parameters).toBe(11);
  });

  test("is a table, with the shapes of the outputs if the input's is given", () => {
    expect(String(nn.summary(lecture, { input: [1, 3] }))).toBe(
      [
        "   layer         output  parameters  made of",
        "─────────────────────────────────────────────────────────────",
        "0  linear(3, 2)  [1, 2]           8  weight [2, 3] + bias [2]",
        "1  sigmoid       [1, 2]           0",
        "2  linear(2, 1)  [1, 1]           3  weight [1, 2] + bias [1]",
        "3  sigmoid       [1, 1]           0",
        "─────────────────────────────────────────────────────────────",
        "   total                         11",
      ].join("\n"),
    );
  });

  test("is what a model shows of itself", () => {
    const shown = lecture[Symbol.for("Jupyter.display") as keyof typeof lecture];
    expect((shown as () => Record<string, string>)()["text/html"]).toContain("<table>");
    expect(inspect(lecture)).toBe(String(nn.summary(lecture)));
  });
});

describe("initialisers", () => {
  /** Mean, deviation and largest size of 10,000 weights of a layer with 100 inputs and outputs. */
  const spread = (weight: nn.Initial) => {
    const w = nn.linear(100, 100, { weight, seed: 1 }).weight;
    return { mean: w.mean().item(), deviation: w.std().item(), bound: w.abs().max().item() };
  };

  test("Xavier's: bound √(6/(in + out)), deviation √(2/(in + out))", () => {
    expect(spread(nn.init.xavierUniform()).bound).toBeCloseTo(Math.sqrt(6 / 200), 3);
    expect(spread(nn.init.xavierNormal()).deviation).toBeCloseTo(Math.sqrt(2 / 200), 2);
    expect(spread(nn.init.xavierUniform(nn.init.gain("tanh"))).bound).toBeCloseTo(
      (5 / 3) * Math.sqrt(6 / 200),
      3,
    );
  });

  test("He's: bound √(6/in), deviation √(2/in)", () => {
    expect(spread(nn.init.heUniform()).bound).toBeCloseTo(Math.sqrt(6 / 100), 3);
    expect(spread(nn.init.heNormal()).deviation).toBeCloseTo(Math.sqrt(2 / 100), 2);
  });

  test("count the pixels of a filter among its inputs", () => {
    const { weight } = nn.conv2d(4, 8, 5, { weight: nn.init.heUniform(), seed: 1 });
    expect(weight.abs().max().item()).toBeCloseTo(Math.sqrt(6 / (4 * 25)), 2);
  });

  test("equal weights keep hidden neurons identical for ever", () => {
    const { x, y } = data.xor();
    const same = nn.init.constant(0.5);
    const m = nn.sequential(
      nn.linear(2, 2, { weight: same, bias: same }),
      nn.sigmoid(),
      nn.linear(2, 1, { weight: same, bias: same }),
    );
    const optimizer = optim.sgd(m.parameters(), { learningRate: 1 });
    for (let step = 0; step < 50; step++) {
      optimizer.zeroGrad();
      nn.binaryCrossEntropyWithLogits(m(x), y).backward();
      optimizer.step();
    }
    const [first, second] = m.layers[0].weight.tolist();
    expect(first).toEqual(second);
    expect(first).not.toEqual([0.5, 0.5]);
  });

  test("fill writes into a parameter that exists", () => {
    const layer = nn.linear(2, 1);
    nn.init.fill(layer.weight, nn.init.constant(3));
    expect(layer.weight.tolist()).toEqual([[3, 3]]);
  });
});

describe("accuracy", () => {
  test("takes the largest of several columns", () => {
    const logits = tensor([
      [1, 2, 0],
      [5, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ]);
    expect(nn.accuracy(logits, tensor([1, 0, 2, 2]))).toBe(0.75);
  });

  test("compares one column with a threshold", () => {
    const y = tensor([[0], [1]]);
    expect(nn.accuracy(tensor([[0.4], [0.6]]), y)).toBe(1);
    expect(nn.accuracy(tensor([[-1], [0.2]]), y, { threshold: 0 })).toBe(1);
  });

  test("says when there is not one target for each prediction", () => {
    expect(() => nn.accuracy(ones([3, 2]), ones([2]))).toThrow(
      "accuracy: expected one target for each prediction, got predictions of shape [3, 2] and targets of shape [2].",
    );
  });
});

describe("a layer of one's own", () => {
  test("has parameters, modes and a place in a sequential like any other", () => {
    const scale = ones([3], { requiresGrad: true });
    const scaled = nn.layer({
      label: "scaled",
      parameters: { scale },
      forward: (x, { training }) => (training ? x.mul(scale) : x),
    });
    const m = nn.sequential(nn.linear(2, 3), scaled, nn.linear(3, 1));
    m(ones([1, 2]))
      .sum()
      .backward();
    expect(m.namedParameters().map(([name]) => name)).toContain("1.scale");
    expect(scale.hasGrad).toBe(true);
  });
});
