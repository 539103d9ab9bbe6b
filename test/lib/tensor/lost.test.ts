import * as sinapse from "sinapse";
import { data, nn, noGrad, ones, optim, Tensor, tensor } from "sinapse";
import { describe, expect, test } from "vitest";

const parameter = { requiresGrad: true } as const;
type Loose = (...rest: unknown[]) => unknown;

/** A tensor whose numbers noGrad() has taken back. */
function lost(shape: number[] = [2, 2]): Tensor {
  let kept: Tensor | undefined;
  noGrad(() => {
    kept = ones(shape).mul(3) as Tensor;
  });
  return kept as Tensor;
}

/** What operations need besides the tensor that they are called on. */
const rest: Record<string, unknown[]> = {
  assign: [1],
  at: [0],
  clip: [0, 1],
  expand: [[3, 2, 2]],
  gather: [0, ones([2, 2])],
  matmul: [ones([2, 2])],
  oneHot: [9],
  reshape: [[4]],
  slice: [[0, 1]],
  take: [[0]],
  to: ["float64"],
  conv2d: [ones([1, 1, 1, 1])],
  maxPool2d: [1],
  avgPool2d: [1],
  where: [1, 2],
};
const pairs = "add sub mul div pow maximum minimum equal less lessEqual greater greaterEqual";
for (const name of pairs.split(" ")) rest[name] = [ones([2, 2])];
const images = new Set(["conv2d", "maxPool2d", "avgPool2d"]);
const shapeOf = (name: string) => (images.has(name) ? [1, 1, 2, 2] : [2, 2]);

/** Functions of the library that are not operations on a tensor. */
const others = new Set(
  (
    "tensor full zeros ones arange linspace eye rand randn manualSeed useBackend memoryUse detectAnomaly noGrad grad " +
    "gradients gradcheck gradgradcheck concat stack Tensor Generator exercise nota"
  ).split(" "),
);

describe("a tensor whose numbers are gone is an error, whatever reads it", () => {
  const operations = Object.entries(sinapse).filter(
    ([name, f]) => typeof f === "function" && !others.has(name),
  ) as [string, Loose][];

  test.each(operations)("%s", (name, operation) => {
    const x = lost(shapeOf(name));
    expect(() => operation(x, ...(rest[name] ?? []))).toThrow(/are gone/);
  });

  const methods = Object.getOwnPropertyNames(Tensor.prototype).filter((name) => {
    const { value } = Object.getOwnPropertyDescriptor(Tensor.prototype, name) ?? {};
    return typeof value === "function" && !["constructor", "check", "toString"].includes(name);
  });

  test.each(methods)(".%s()", (name) => {
    const x = lost(name === "item" ? [1] : shapeOf(name));
    if (name === "backward") x.requiresGrad = true;
    const method = (x as unknown as Record<string, Loose>)[name] as Loose;
    expect(() => method.apply(x, rest[name] ?? [])).toThrow(/are gone/);
  });

  test("as the other operand", () => {
    const x = ones([2, 2]);
    for (const name of [...pairs.split(" "), "matmul", "assign"]) {
      const method = (x as unknown as Record<string, Loose>)[name] as Loose;
      expect(() => method.call(x, lost()), name).toThrow(/are gone/);
    }
    expect(() => x.take(lost())).toThrow(/are gone/);
    expect(() => x.gather(0, lost())).toThrow(/are gone/);
    expect(() => sinapse.where(x, lost(), 1)).toThrow(/are gone/);
    expect(() => sinapse.where(x, 1, lost())).toThrow(/are gone/);
    for (const join of [sinapse.concat, sinapse.stack] as Loose[]) {
      expect(() => join([x, lost()])).toThrow(/are gone/);
    }
  });

  test("in what differentiates", () => {
    expect(() => sinapse.grad((x: Tensor) => x.sum())(lost())).toThrow(/are gone/);
    const w = ones([2, 2], parameter);
    const y = w.mul(2);
    expect(() => y.backward({ gradient: lost() })).toThrow(/are gone/);
    expect(() => sinapse.gradients(w.mul(2), [w], { gradient: lost() })).toThrow(/are gone/);
  });

  test("in losses, layers, data and what looks at gradients", () => {
    const x = ones([2, 2]);
    for (const loss of [
      nn.meanSquaredError,
      nn.binaryCrossEntropy,
      nn.binaryCrossEntropyWithLogits,
      nn.crossEntropy,
    ]) {
      expect(() => loss(lost(), x)).toThrow(/are gone/);
      expect(() => loss(x, lost())).toThrow(/are gone/);
    }
    const layers = [nn.linear(2, 2), nn.sigmoid(), nn.batchNorm(2), nn.dropout(0.5)];
    for (const layer of layers as nn.Layer[]) expect(() => layer(lost())).toThrow(/are gone/);
    expect(() => data.standardize(lost())).toThrow(/are gone/);
    expect(() => data.split({ x: lost(), y: ones([2]) })).toThrow(/are gone/);
    expect(() => nn.accuracy(lost(), ones([2]))).toThrow(/are gone/);
    const w = ones([2, 2], parameter);
    expect(() => {
      w.grad = lost();
    }).toThrow(/are gone/);
  });
});

describe("a gradient that is set by hand belongs to its parameter", () => {
  const optimizers: Record<string, (p: Tensor[]) => optim.Optimizer> = {
    sgd: (p) => optim.sgd(p, { learningRate: 0.1 }),
    momentum: (p) => optim.sgd(p, { learningRate: 0.1, momentum: 0.9 }),
    rmsProp: (p) => optim.rmsProp(p),
    adam: (p) => optim.adam(p),
    adamW: (p) => optim.adamW(p),
  };

  /** Trains y = x·w + b, with gradients changed by hand before each step. */
  function trained(
    make: (p: Tensor[]) => optim.Optimizer,
    change: (p: Tensor) => void,
    around: (fn: () => void) => void,
  ): number[] {
    const w = tensor([[0.5], [-0.3]], parameter) as Tensor;
    const b = tensor([0.1], parameter) as Tensor;
    const optimizer = make([w, b]);
    for (let i = 0; i < 50; i++) {
      const x = tensor([
        [1, i % 7],
        [i % 3, 2],
      ]) as Tensor;
      const loss = (x.matmul(w).add(b) as Tensor).sub(3).pow(2).mean() as Tensor;
      optimizer.zeroGrad();
      loss.backward();
      around(() => {
        for (const p of [w, b]) change(p);
      });
      for (let j = 0; j < 40; j++) ones([2, 1]).mul(j); // what takes the place of what is freed
      optimizer.step();
    }
    return [...w.data, ...b.data];
  }

  test.each(Object.entries(optimizers))("inside noGrad, with %s", (_, make) => {
    const inPlace = (p: Tensor) =>
      p.grad.assign(p.grad.data.map((g) => Math.min(1, Math.max(-1, g))));
    const right = trained(make, inPlace, (fn) => fn());
    const set = (p: Tensor) => {
      p.grad = p.grad.clip(-1, 1);
    };
    expect(trained(make, set, (fn) => noGrad(fn))).toEqual(right);
    expect(trained(make, set, (fn) => fn())).toEqual(right);
  });

  test("even where it was another one's gradient, which is then zeroed", () => {
    const [p, q] = [tensor([1, 2], parameter), tensor([3, 4], parameter)];
    p.mul(5).sum().backward();
    q.grad = p.grad;
    p.grad = null;
    for (let i = 0; i < 200; i++) {
      p.mul(i).sum().backward();
      p.grad = null;
    }
    optim.sgd([q], { learningRate: 1 }).step();
    expect(q.tolist()).toEqual([-2, -1]);
  });

  test("and what it was set from stays the user's own", () => {
    const p = tensor([1, 2], parameter);
    const mine = tensor([10, 20]);
    p.grad = mine;
    p.sum().backward(); // adds to the gradient, not to `mine`
    expect(p.grad.tolist()).toEqual([11, 21]);
    expect(mine.tolist()).toEqual([10, 20]);
    optim.clipGradNorm([p], 1);
    expect(mine.tolist()).toEqual([10, 20]);
    p.grad = null;
    for (let i = 0; i < 200; i++) p.mul(i).sum().backward();
    expect(mine.tolist()).toEqual([10, 20]);
  });

  test.each([
    ["another shape", ones([3]), /shape \[2\].* got shape \[3\]/],
    ["another shape of the same size", ones([1, 2]), /shape \[2\].* got shape \[1, 2\]/],
    ["another dtype", ones([2], { dtype: "float64" }), /dtype float32.* dtype float64/],
    ["no tensor", 3, /tensor.*3/],
    ["undefined", undefined, /tensor.*undefined/],
  ])("%s is an error", (_, gradient, message) => {
    const p = tensor([1, 2], parameter);
    expect(() => {
      p.grad = gradient as Tensor;
    }).toThrow(message);
    expect(p.hasGrad).toBe(false);
  });
});
