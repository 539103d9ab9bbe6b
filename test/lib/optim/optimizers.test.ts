import { optim, type Tensor, tensor } from "sinapse";
import { describe, expect, test } from "vitest";
import fixtures from "./fixtures/optimizers.json" with { type: "json" };

const make = { sgd: optim.sgd, rmsProp: optim.rmsProp, adam: optim.adam, adamW: optim.adamW };
const weight = tensor([1, 10, 0.1, 3], { dtype: "float64" }).keep();
const centre = tensor([0, 1, -1, 2.5], { dtype: "float64" }).keep();
const bowl = (p: Tensor): Tensor => p.sub(centre).pow(2).mul(weight).sum().div(2);

describe("ten steps down a bowl go where PyTorch's go", () => {
  for (const { optimizer: name, options, path } of fixtures)
    test(`${name} with ${JSON.stringify(options)}`, () => {
      const p = tensor([1, -2, 0.5, 3], { dtype: "float64", requiresGrad: true });
      const optimizer = make[name as keyof typeof make]([p], options as never);
      for (const expected of path) {
        optimizer.zeroGrad();
        bowl(p).backward();
        optimizer.step();
        for (const [i, value] of expected.entries()) expect(p.data[i]).toBeCloseTo(value, 12);
      }
    });
});

describe("an optimiser", () => {
  test("moves seven float32 numbers, no whole number of vectors, as it moves float64", () => {
    const run = (dtype: "float32" | "float64", name: keyof typeof make) => {
      const p = tensor([1, -2, 3, -4, 5, -6, 7], { dtype, requiresGrad: true });
      const optimizer = make[name]([p], { learningRate: 0.1, momentum: 0.5 } as never);
      for (let step = 0; step < 5; step++) {
        optimizer.zeroGrad();
        p.pow(2).sum().backward();
        optimizer.step();
      }
      return [...p.data];
    };
    for (const name of ["sgd", "rmsProp", "adam", "adamW"] as const) {
      const exact = run("float64", name);
      expect(run("float32", name)).toEqual(exact.map((value) => expect.closeTo(value, 4)));
    }
  });

  test("moves parameters in place: a tensor held elsewhere sees the new numbers", () => {
    const p = tensor([1], { requiresGrad: true });
    const held = p;
    p.mul(2).sum().backward();
    optim.sgd([p], { learningRate: 0.25 }).step();
    expect(held.tolist()).toEqual([0.5]);
  });

  test("leaves parameters alone that have no gradient or are frozen", () => {
    const still = tensor([1], { requiresGrad: true });
    const frozen = tensor([1], { requiresGrad: true });
    frozen.mul(2).sum().backward();
    frozen.requiresGrad = false;
    optim.adamW([still, frozen], { learningRate: 1 }).step();
    expect([still.item(), frozen.item()]).toEqual([1, 1]);
  });

  test("zeroGrad forgets gradients, so that backward does not add to them", () => {
    const p = tensor([1], { requiresGrad: true });
    const optimizer = optim.sgd([p], { learningRate: 1 });
    p.mul(2).sum().backward();
    optimizer.zeroGrad();
    expect(p.hasGrad).toBe(false);
    p.mul(3).sum().backward();
    expect(p.grad.item()).toBe(3);
  });

  test("says what is missing when there are no parameters or no learning rate", () => {
    expect(() => optim.adam([])).toThrow("adam: there are no parameters. Pass model.parameters()");
    expect(() => optim.sgd([tensor([1])], {} as never)).toThrow(
      "sgd: expected a learning rate from 0, got undefined. Pass { learningRate: 0.1 }.",
    );
  });
});
