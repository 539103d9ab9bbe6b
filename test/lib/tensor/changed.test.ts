import { grad, gradients, memoryUse, nn, noGrad, ones, optim, type Tensor, tensor } from "sinapse";
import { describe, expect, test } from "vitest";

const parameter = { requiresGrad: true } as const;
const made = (values: number[]) => tensor(values, parameter) as Tensor;

describe("what was changed after the loss was computed from it stops backward()", () => {
  const w = () => made([1, 2, 3]);
  const changes: [what: string, change: (p: Tensor) => unknown][] = [
    ["assign", (p) => p.assign([4, 5, 6])],
    ["assign of a number", (p) => p.assign(0)],
    ["set", (p) => p.set([0], 9)],
    ["an update in noGrad", (p) => noGrad(() => p.assign(p.mul(0.9)))],
    ["loading a state", (p) => layerOf(p).loadStateDict({ p: ones([3]) })],
    ["filling it", (p) => nn.init.fill(p, nn.init.constant(1))],
  ];
  const layerOf = (p: Tensor) =>
    nn.layer({ label: "mine", parameters: { p }, forward: (x: Tensor) => x });
  for (const name of ["sgd", "adam", "adamW", "rmsProp"] as const)
    changes.push([
      `a step of ${name}`,
      (p) => {
        p.grad = ones([3]) as Tensor;
        optim[name]([p], { learningRate: 0.1 }).step();
      },
    ]);

  test.each(changes)("%s", (_, change) => {
    const p = w();
    const loss = p.mul(p).sum();
    change(p);
    expect(() => loss.backward()).toThrow(
      /backward: a tensor of shape \[3\] was changed after mul had used it.*step\(\)/,
    );
    expect(() => gradients(p.mul(p).sum(), [p])).not.toThrow();
  });

  test("also where a step lies between two losses of one pass", () => {
    const model = nn.sequential(nn.linear(2, 3), nn.tanh(), nn.linear(3, 1));
    const optimizer = optim.sgd(model.parameters(), { learningRate: 0.1 });
    const prediction = model(ones([4, 2]) as Tensor) as Tensor;
    const [first, second] = [prediction.mean(), prediction.mul(prediction).mean()];
    first.backward();
    optimizer.step();
    expect(() => second.backward()).toThrow(/shape \[1, 3\] was changed after linear/);
    const again = (model(ones([4, 2]) as Tensor) as Tensor).mean();
    again.backward(); // it is no lasting harm
  });

  test("also a gradient that a loss was computed from", () => {
    const p = w();
    p.mul(2).sum().backward();
    const loss = p.mul(p.grad).sum();
    p.mul(3).sum().backward(); // adds to p.grad
    expect(() => loss.backward()).toThrow(/changed/);
    const clipped = p.mul(p.grad).sum();
    optim.clipGradNorm([p], 0.1);
    expect(() => clipped.backward()).toThrow(/changed/);
  });

  test("but not where the derivative does not read it", () => {
    const p = w();
    const x = ones([3]);
    for (const loss of [p.add(1).sum(), p.sub(x).sum(), p.mul(x).sum(), p.reshape([3, 1]).mean()]) {
      p.grad = null;
      p.assign([7, 8, 9]);
      loss.backward();
      expect(p.grad.sum().item()).toBeGreaterThan(0);
    }
  });

  test("nor a part that was taken before, which keeps its numbers", () => {
    const p = w();
    const row = p.reshape([1, 3]);
    const loss = row.mul(row).sum();
    p.assign([9, 9, 9]);
    loss.backward();
    expect(p.grad.tolist()).toEqual([2, 4, 6]);
  });

  test("and the results of operations cannot be overwritten", () => {
    const p = w();
    const h = p.mul(2);
    for (const write of [() => h.assign([0, 0, 0]), () => h.set([0], 1)]) {
      expect(write).toThrow(/result of mul.*detach\(\)/);
    }
    h.detach().assign([0, 0, 0]);
    expect(h.tolist()).toEqual([2, 4, 6]);
  });
});

describe("backward() a second time", () => {
  test("is an error, since every gradient would be doubled", () => {
    const p = made([3]);
    const loss = p.mul(p).sum();
    loss.backward();
    expect(() => loss.backward()).toThrow(/second time.*retainGraph: true/);
    expect(p.grad.tolist()).toEqual([6]);
  });

  test("is possible where it is meant", () => {
    const p = made([3]);
    const loss = p.mul(p).sum();
    loss.backward({ retainGraph: true });
    loss.backward({ retainGraph: true });
    loss.backward();
    expect(p.grad.tolist()).toEqual([18]);
    expect(() => loss.backward()).toThrow(/second time/);
  });

  test("from another loss adds up, as does one of a parameter itself", () => {
    const p = made([3]);
    const h = p.mul(p);
    h.mul(2).sum().backward();
    h.mul(3).sum().backward();
    expect(p.grad.tolist()).toEqual([30]);
    const q = tensor(1, parameter);
    q.backward();
    q.backward();
    expect(q.grad.item()).toBe(2);
  });

  test("a graph that is retained stays, however many steps come in between", () => {
    const p = made([3]);
    const q = made([1]);
    const loss = p.mul(p).sum();
    loss.backward({ retainGraph: true });
    for (let i = 0; i < 500; i++) q.mul(i).sum().backward();
    loss.backward();
    expect(p.grad.tolist()).toEqual([12]);
  });
});

describe("grad(f)", () => {
  test("lets the gradients of parameters flow that f uses", () => {
    const w = made([3]);
    const slope = grad((x: Tensor) => x.mul(x).mul(w).sum())(tensor([2])) as Tensor; // 2xw
    expect(slope.tolist()).toEqual([12]);
    slope.sum().backward();
    expect(w.grad.tolist()).toEqual([4]); // 2x
  });

  test("also to second order: the loss of a differential equation", () => {
    // u = a·x³: u″ = 6·a·x, so that the loss (u″ − 1)² has the derivative 2 (6ax − 1) · 6x.
    const a = made([0.5]);
    const u = (x: Tensor) => x.pow(3).mul(a).sum();
    const second = grad(grad(u) as (x: Tensor) => Tensor)(tensor([2])) as Tensor;
    expect(second.tolist()).toEqual([6]);
    second.sub(1).pow(2).sum().backward();
    expect(a.grad.tolist()).toEqual([120]);
  });

  test("in one pass with a loss of the same parameters, and through a function of them", () => {
    // L = (w·x)² + d(w·x³)/dx + d/dx[(w·x)²] at x = 2: dL/dw = 2wx² + 3x² + 4wx = 24 + 12 + 24.
    const w = made([3]);
    const x = tensor([2]);
    const h = w.mul(1);
    const first = grad((v: Tensor) => v.pow(3).mul(h).sum())(x) as Tensor;
    const other = grad((v: Tensor) => v.mul(w).pow(2).sum())(x) as Tensor;
    h.mul(x).pow(2).add(first).add(other).sum().backward();
    expect(w.grad.tolist()).toEqual([60]);
    // In the order of the graph h comes last; its gradient must not be lost.
    expect(h.grad.tolist()).toEqual([36]);
  });

  test("by several arguments, and to second order through the result", () => {
    const w = made([3]);
    const [da, db] = grad((a: Tensor, b: Tensor) => a.mul(b).mul(w).pow(2).sum())(
      tensor([2]),
      tensor([5]),
    ) as [Tensor, Tensor]; // 2ab²w² = 900 and 2a²bw² = 360
    expect([da.item(), db.item()]).toEqual([900, 360]);
    const [slope] = gradients(da.add(db).sum(), [w], { createGraph: true }) as [Tensor];
    expect(slope.item()).toBe(840); // 4(ab² + a²b)w
    slope.sum().backward();
    expect(w.grad.item()).toBe(280);
  });

  test("and a change of a parameter in between is an error", () => {
    const w = made([3]);
    const slope = grad((x: Tensor) => x.mul(x).mul(w).sum())(tensor([2])) as Tensor;
    w.assign(5);
    expect(() => slope.sum().backward()).toThrow(/shape \[1\] was changed after grad had used it/);
  });

  test("holds no memory in a long loop that climbs along it", () => {
    const model = nn.sequential(nn.linear(64, 64), nn.tanh(), nn.linear(64, 1));
    const slope = grad((v: Tensor) => (model(v) as Tensor).sum());
    let x = ones([64, 64]) as Tensor;
    let before = 0;
    for (let i = 0; i < 6000; i++) {
      x = x.add((slope(x) as Tensor).mul(0.01)).clip(0, 1);
      if (i === 5000) before = memoryUse().used;
    }
    expect(memoryUse().used).toBeLessThan(2 ** 29);
    expect(memoryUse().used - before).toBeLessThan(2 ** 28);
  });

  test("records nothing where nothing is recorded, or where no parameter is", () => {
    const w = made([3]);
    const f = (x: Tensor) => x.mul(w).sum();
    const inside = noGrad(() => grad(f)(tensor([2]))) as Tensor;
    expect([inside.item(), inside.requiresGrad]).toEqual([3, false]);
    const free = grad((x: Tensor) => x.mul(x).sum())(tensor([2])) as Tensor;
    expect(free.requiresGrad).toBe(false);
    expect(w.hasGrad).toBe(false);
  });
});
