import { optim, tensor } from "sinapse";
import { describe, expect, test } from "vitest";
import clipping from "./fixtures/clipping.json" with { type: "json" };
import fixtures from "./fixtures/schedules.json" with { type: "json" };

describe("schedules give PyTorch's learning rates", () => {
  for (const { schedule: name, options, losses, rates } of fixtures)
    test(name, () => {
      const optimizer = optim.sgd([tensor([1])], { learningRate: 0.5 });
      const schedule = optim[name as "stepLR"](optimizer, options as never);
      for (const [epoch, rate] of rates.entries()) {
        expect(optimizer.learningRate).toBeCloseTo(rate, 10);
        schedule.step(losses?.[epoch]);
      }
    });

  test("reduceLROnPlateau asks for the loss", () => {
    const optimizer = optim.sgd([tensor([1])], { learningRate: 0.5 });
    expect(() => optim.reduceLROnPlateau(optimizer).step()).toThrow("step() needs the loss");
  });
});

describe("clipGradNorm", () => {
  const withGradients = (...gradients: number[][]) =>
    gradients.map((gradient) => {
      const p = tensor(gradient, { requiresGrad: true });
      p.mul(tensor(gradient)).sum().backward();
      return p;
    });

  test("scales all gradients together to the norm asked for, as PyTorch does", () => {
    const [{ norm, gradients }] = clipping as [(typeof clipping)[0]];
    const parameters = withGradients([3, 4], [12]);
    expect(optim.clipGradNorm(parameters, 1)).toBeCloseTo(norm, 6);
    for (const [i, p] of parameters.entries())
      for (const [j, value] of p.grad.data.entries())
        expect(value).toBeCloseTo(gradients[i]![j]!, 6);
  });

  test("leaves gradients alone that are small enough", () => {
    const [p] = withGradients([3, 4]);
    expect(optim.clipGradNorm([p!], 10)).toBe(5);
    expect(p!.grad.tolist()).toEqual([3, 4]);
  });

  test("says what to do when a gradient has overflowed", () => {
    const [p] = withGradients([1e30, 1]);
    p!.grad.assign([Number.POSITIVE_INFINITY, 1]);
    expect(() => optim.clipGradNorm([p!], 1)).toThrow("Lower the learning rate");
  });
});
