// The cases of the comparison: identical numbers for every contestant, from a linear congruential
// generator (pytorch.py makes the same).

/** s ← 1664525 s + 1013904223 mod 2³²; low + (high − low) · s / 2³². */
export function numbers(seed, count, low, high) {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return low + ((high - low) * state) / 2 ** 32;
  });
}

/** A layer i → o: weights in ±1/√i, row-major i × o; its biases are zeros. */
const dense = (inputs, outputs, seed) => ({
  inputs,
  outputs,
  weights: numbers(seed, inputs * outputs, -1 / Math.sqrt(inputs), 1 / Math.sqrt(inputs)),
});
const labels = (seed, count) => numbers(seed, count, 0, 10).map(Math.floor);

const points = numbers(3, 400, -1, 1);
const waves = numbers(15, 512, -3, 3);

/** x and y are row-major; `layers` are dense with `activation` between them. */
export const cases = {
  a: {
    what: "2-3-1 sigmoid net on XOR",
    x: { shape: [4, 2], values: Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1) },
    y: { shape: [4, 1], values: Float32Array.of(0, 1, 1, 0) },
    layers: [dense(2, 3, 1), dense(3, 1, 2)],
    activation: "sigmoid",
    loss: "binary",
    optimizer: "sgd",
    rate: 0.5,
  },
  b: {
    what: "2-16-16-1 tanh, 200 points",
    x: { shape: [200, 2], values: points },
    y: {
      shape: [200, 1],
      values: Float32Array.from({ length: 200 }, (_, i) =>
        points[2 * i] * points[2 * i + 1] > 0 ? 1 : 0,
      ),
    },
    layers: [dense(2, 16, 4), dense(16, 16, 5), dense(16, 1, 6)],
    activation: "tanh",
    loss: "binary",
    optimizer: "sgd",
    rate: 0.5,
  },
  c: {
    what: "64-32-10 softmax + dropout, batch 32",
    x: { shape: [1797, 64], values: numbers(7, 1797 * 64, 0, 1) },
    y: { shape: [1797], values: labels(8, 1797) },
    batch: 32,
    layers: [dense(64, 32, 9), dense(32, 10, 10)],
    activation: "relu",
    dropout: 0.2, // not in the steps whose losses are compared
    loss: "classes",
    optimizer: "sgd",
    rate: 0.1,
  },
  d: {
    what: "784-128-10, batch 64",
    x: { shape: [64, 784], values: numbers(11, 64 * 784, 0, 1) },
    y: { shape: [64], values: labels(12, 64) },
    layers: [dense(784, 128, 13), dense(128, 10, 14)],
    activation: "relu",
    loss: "classes",
    optimizer: "sgd",
    rate: 0.1,
  },
  e: {
    what: "1-256-1, 512 points, Adam",
    x: { shape: [512, 1], values: waves },
    y: { shape: [512, 1], values: waves.map((x) => Math.sin(2 * x)) },
    layers: [dense(1, 256, 16), dense(256, 1, 17)],
    activation: "tanh",
    loss: "squares",
    optimizer: "adam",
    rate: 0.01,
  },
  f: {
    what: "CNN 8 filters 3×3 on 28×28, batch 32",
    x: { shape: [32, 1, 28, 28], values: numbers(18, 32 * 784, 0, 1) },
    y: { shape: [32], values: labels(19, 32) },
    filters: numbers(20, 72, -1 / 3, 1 / 3),
    layers: [dense(1352, 10, 21)],
    activation: "relu",
    loss: "classes",
    optimizer: "sgd",
    rate: 0.05,
  },
  matmul: {
    what: "matrix product 512³",
    a: numbers(22, 512 * 512, -1, 1),
    b: numbers(23, 512 * 512, -1, 1),
  },
};

/** The rows of step `i`. */
export function batchOf({ x, y, batch }, i) {
  if (batch === undefined) return { start: 0, end: x.shape[0] };
  const start = (i % Math.floor(x.shape[0] / batch)) * batch;
  return { start, end: start + batch, x, y };
}

/**
 * Runs a contestant: `make(case, dropout)` gives a function that takes the number of a step and
 * returns a function (or promise) that reads the loss. Prints the first ten losses and the median
 * time of a step after two thirds of the run, in which the compilers of the engines finish: processor
 * time, which busy neighbours do not lengthen.
 */
export async function contest(make) {
  const [name, seconds] = [process.argv[2], Number(process.argv[3] ?? 1)];
  const losses = [];
  if (name !== "matmul") {
    const step = await make(cases[name], name, false);
    for (let i = 0; i < 10; i++) losses.push(Number(await (await step(i))()));
  }
  const step = await make(cases[name], name, true);
  const times = [];
  let i = 0;
  let read;
  let count = 1;
  for (let spent = 0; spent < seconds * 3; ) {
    const start = process.cpuUsage();
    for (let j = 0; j < count; j++) {
      read = step(i++);
      if (read instanceof Promise) read = await read; // only who needs it pays for it
    }
    await read();
    const { user, system } = process.cpuUsage(start);
    const time = (user + system) / 1e6;
    if (time < 0.02) count *= 2;
    else if (spent > seconds * 2) times.push(time / count);
    spent += time;
  }
  times.sort((p, q) => p - q);
  console.log(JSON.stringify({ losses, microseconds: 1e6 * times[times.length >> 1] }));
  process.exit(0);
}
