import { setTimeout as pause } from "node:timers/promises";
import { inspect } from "node:util";
import vm from "node:vm";
import { data, nn, ones, optim, type Tensor, tensor } from "sinapse";
import { describe, expect, test } from "vitest";

const xor = data.xor();
const network = () =>
  nn.sequential(nn.linear(2, 4, { seed: 1 }), nn.tanh(), nn.linear(4, 1, { seed: 2 }));
const loss = nn.binaryCrossEntropyWithLogits as nn.FitOptions["loss"];
const accuracy: nn.Metric = (p, y) => nn.accuracy(p, y, { threshold: 0 });

/** What `fit` needs to learn XOR, with a model of its own. */
function task() {
  const model = network();
  const optimizer = optim.adam(model.parameters(), { learningRate: 0.05 });
  return { model, options: { ...xor, loss, optimizer, seed: 1 } };
}

const weights = (model: nn.Layer) => model.parameters().map((parameter) => parameter.tolist());

describe("fit", () => {
  test("learns XOR, and leaves the model in evaluation mode", () => {
    const { model, options } = task();
    const history = nn.fit(model, { ...options, epochs: 200, metrics: { accuracy } });
    expect(history.curves.loss[0]).toBeCloseTo(Math.LN2, 0); // a coin flip
    expect(history.curves.loss.at(-1)).toBeLessThan(0.05);
    expect(history.curves.accuracy!.at(-1)).toBe(1);
    expect(history).toMatchObject({ epochs: 200, bestEpoch: 200, stoppedBy: "epochs" });
    expect(model.training).toBe(false);
  });

  test("does what a plain loop does", () => {
    const [{ model, options }, byHand] = [task(), task()];
    nn.fit(model, { ...options, epochs: 3, batchSize: Number.POSITIVE_INFINITY, shuffle: false });
    for (let epoch = 0; epoch < 3; epoch++) {
      const value = loss(byHand.model(xor.x), xor.y);
      byHand.options.optimizer.zeroGrad();
      value.backward();
      byHand.options.optimizer.step();
    }
    expect(weights(model)).toEqual(weights(byHand.model));
  });

  test("gives the same bits for the same seed", () => {
    const run = (seed: number) => {
      const { model, options } = task();
      nn.fit(model, { ...options, seed, epochs: 5, batchSize: 2 });
      return weights(model);
    };
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });

  test("follows the validation set, given or set aside", () => {
    const moons = data.moons({ points: 100, seed: 1 });
    const { model, options } = task();
    const metrics = { accuracy };
    const aside = nn.fit(model, { ...options, ...moons, validation: 0.25, epochs: 2, metrics });
    expect(Object.keys(aside.curves)).toEqual([
      "loss",
      "accuracy",
      "validationLoss",
      "validationAccuracy",
    ]);
    const given = nn.fit(model, { ...options, validation: xor, epochs: 1 });
    const expected = loss(model(xor.x), xor.y).item();
    expect(given.curves.validationLoss![0]).toBeCloseTo(expected, 6);
  });

  test("stops early, and takes the best weights back", () => {
    const { model, options } = task();
    const optimizer = optim.sgd(model.parameters(), { learningRate: 0.5 });
    const seen: unknown[] = [];
    const history = nn.fit(model, {
      ...options,
      optimizer,
      validation: { x: xor.x, y: tensor([[1], [1], [1], [1]]) }, // soon contradicts what is learnt
      earlyStopping: { patience: 5 },
      onEpoch: () => void seen.push(weights(model)),
    });
    expect(history.stoppedBy).toBe("earlyStopping");
    expect(history.epochs).toBe(history.bestEpoch + 5);
    expect(weights(model)).toEqual(seen[history.bestEpoch - 1]);
  });

  test("hands each epoch's numbers to a curve and to onEpoch, which may stop it", () => {
    const { model, options } = task();
    const points: unknown[] = [];
    const history = nn.fit(model, {
      ...options,
      curve: { add: (values, step) => points.push([step, Object.keys(values)]) },
      onEpoch: (epoch) => epoch < 3,
    });
    expect(points).toEqual([
      [1, ["loss"]],
      [2, ["loss"]],
      [3, ["loss"]],
    ]);
    expect(history.stoppedBy).toBe("onEpoch");
  });

  test("steps the schedule after each epoch", () => {
    const { model, options } = task();
    const schedule = optim.exponentialLR(options.optimizer, { gamma: 0.5 });
    nn.fit(model, { ...options, schedule, epochs: 3 });
    expect(options.optimizer.learningRate).toBe(0.05 / 4);
  });

  test("shows a progress bar in a notebook, the last state always", () => {
    const host = Symbol.for("sinapse.displayHost");
    const shown: { data: Record<string, unknown>; update: boolean | undefined }[] = [];
    const global = globalThis as Record<symbol, unknown>;
    global[host] = {
      display: (data: Record<string, unknown>, options?: { update?: boolean }) =>
        shown.push({ data, update: options?.update }),
    };
    try {
      const { model, options } = task();
      nn.fit(model, { ...options, epochs: 4 });
    } finally {
      delete global[host];
    }
    expect(shown[0]!.update).toBe(false);
    expect(shown.at(-1)!.data["text/plain"]).toMatch(/^█{20} 4\/4 · loss 0\.\d+$/);
    expect(shown.at(-1)!.data["text/html"]).toContain('<progress value="4" max="4">');
  });

  test("gives a history that shows itself in a few lines", () => {
    const history = new nn.History();
    for (const loss of [Math.LN2, 0.2, 0.31]) history.add({ loss, accuracy: 1 - loss });
    history.bestEpoch = 2;
    expect(inspect(history)).toBe(
      "3 epochs, the best after 2\n  loss 0.6931 → 0.31\n  accuracy 0.3069 → 0.69",
    );
  });

  test("says what to do when the loss is not a number any more", () => {
    const { model, options } = task();
    const x = tensor([[Number.NaN, 0]]);
    expect(() => nn.fit(model, { ...options, x, y: ones([1, 1]) })).toThrow(
      "fit: the loss is not a number any more in epoch 1. Lower the learning rate (0.05)",
    );
  });

  test("says when x and y do not belong together", () => {
    const { model, options } = task();
    expect(() => nn.fit(model, { ...options, y: ones([3, 1]) })).toThrow(
      "fit: x and y must have one row for each example, got shapes [4, 2] and [3, 1].",
    );
  });
});

describe("a terminated training", () => {
  // The time limit of vm ends a script as the kernel's interrupt does: no catch, no finally runs.
  const terminated = (run: () => void) =>
    expect(() => vm.runInNewContext("run()", { run }, { timeout: 60 })).toThrow("timed out");

  test("keeps the weights reached so far, and trains on as if nothing had been", async () => {
    const { model, options } = task();
    const before = weights(model);
    const gradients = () => {
      options.optimizer.zeroGrad();
      loss(model(xor.x), xor.y).backward();
      return model.parameters().map((parameter) => parameter.grad.tolist());
    };
    for (let time = 0; time < 5; time++) {
      terminated(() => nn.fit(model, { ...options, epochs: Number.POSITIVE_INFINITY }));
      await pause(1); // the next cell begins in another turn
      expect(loss(model(xor.x), xor.y).item()).toBeLessThan(Math.LN2);
      expect(gradients()).toEqual(gradients());
    }
    expect(weights(model)).not.toEqual(before);
    const history = nn.fit(model, { ...options, epochs: 50 });
    expect(history.curves.loss.at(-1)).toBeLessThan(0.01);
  });

  test.for([true, false])(
    "leaves the model in the mode it was in (training: %s)",
    async (training) => {
      const { model, options } = task();
      training ? model.train() : model.eval();
      const endless = { ...options, epochs: Number.POSITIVE_INFINITY };
      const modes = new Set<boolean>();
      const during = (prediction: Tensor, target: Tensor) => {
        modes.add(model.training);
        return loss(prediction, target);
      };
      const validation = { x: options.x, y: options.y }; // so that both modes come up
      terminated(() => nn.fit(model, { ...endless, loss: during, validation }));
      await pause(1);
      expect(model.training).toBe(training);
      const stop = () => {
        throw new Error("stopped");
      };
      expect(() => nn.fit(model, { ...endless, onEpoch: stop })).toThrow("stopped");
      expect(model.training).toBe(training);
      expect(modes).toEqual(new Set([true, false]));
    },
  );
});
