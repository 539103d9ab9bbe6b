import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as sinapse from "sinapse";
import { data, nn, ones, optim, type Tensor, tensor, zeros } from "sinapse";
import { describe, expect, test } from "vitest";

// Every argument of every exported function that must be a whole number: a call with that argument
// for each. A function that takes none is listed with none, so that a new one must be thought of.

/** Calls a function with a value for one of its arguments. */
type Call = (value: never) => unknown;
interface Argument {
  call: Call;
  /** Whether it may be left out; a required one is an error when undefined. */
  optional?: true;
  /** Whether −1, or a large number, is a valid value. */
  valid?: number[];
  /** What of the error is not there: an option does not know the function that it was given to. */
  anonymous?: true;
}
type Arguments = Record<string, Call | Argument>;

const optional = (call: Call, ...valid: number[]): Argument => ({
  call,
  optional: true,
  valid,
});
const signed = (call: Call): Argument => ({ call, valid: [-1] });
const seed = (call: Call): Argument => ({
  call,
  optional: true,
  valid: [-1, 1e10],
  anonymous: true,
});
const none: Arguments = {};
const x = ones([2, 3]) as Tensor;
const images = ones([1, 1, 4, 4]) as Tensor;
const points = () => ({ x: ones([4, 2]) as Tensor, y: zeros([4, 1]) as Tensor });
const made = () => optim.sgd([ones([1], { requiresGrad: true })], { learningRate: 1 });

/** The axis of a reduction; without one it takes all. */
const axis = (name: string): Arguments => ({
  axis: optional((v) => (x as unknown as Record<string, (a: never) => unknown>)[name]?.(v), -1),
});
/** A size of a shape, as makers of tensors take it: there may be any number, as far as they fit. */
const shape = (make: (shape: number[]) => unknown): Arguments => ({
  "size of the shape": (v) => make([2, v]),
});
const generator = (make: (options: object) => unknown): Arguments => ({
  points: optional((v) => make({ points: v })),
  seed: seed((v) => make({ seed: v, points: 4 })),
});
const line = nn.linear(2, 1);
const fitted = (options: object) =>
  nn.fit(line, {
    ...points(),
    loss: nn.meanSquaredError,
    optimizer: optim.sgd(line.parameters(), { learningRate: 0.1 }),
    epochs: 1,
    progress: false,
    ...options,
  } as never);

const folder = mkdtempSync(join(tmpdir(), "sinapse-whole-"));
const idx = join(folder, "labels.idx");
writeFileSync(idx, Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 9));

const tensors: Record<string, Arguments> = {
  zeros: shape((s) => zeros(s)),
  ones: shape((s) => ones(s)),
  full: shape((s) => sinapse.full(s, 1)),
  rand: { ...shape((s) => sinapse.rand(s)), seed: seed((v) => sinapse.rand([1], { seed: v })) },
  randn: { ...shape((s) => sinapse.randn(s)), seed: seed((v) => sinapse.randn([1], { seed: v })) },
  manualSeed: {
    seed: { call: (v: never) => sinapse.manualSeed(v), valid: [-1, 1e10], anonymous: true },
  },
  arange: {
    "how many": (v) =>
      sinapse.arange(
        0,
        typeof v === "number" ? 1 : v,
        v === 2.5 ? 0 : v === -1 ? Number.NaN : 1 / v,
      ),
  },
  linspace: { count: (v) => sinapse.linspace(0, 1, v) },
  eye: { size: (v) => sinapse.eye(v) },
  reshape: { "size of the shape": signed((v) => x.reshape([v, v])) },
  expand: { "size of the shape": (v) => ones([2, 1]).expand([2, v]) },
  transpose: { axis: signed((v) => x.transpose([0, v])) },
  at: { position: signed((v) => x.at(0, v)) },
  slice: {
    start: signed((v) => x.slice([v, 2])),
    end: signed((v) => x.slice([0, v])),
    step: (v) => x.slice([0, 2, v]),
    "start on axis 1": signed((v) => x.slice([], [v])),
  },
  gather: {
    axis: signed((v) => x.gather(v, x)),
    index: {
      call: (v: never) => x.gather(0, tensor([[v, 0, 0]])),
      anonymous: true, // the text "2" is no tensor
    },
  },
  take: { index: (v) => x.take([v]) },
  oneHot: { classes: (v) => tensor([0]).oneHot(v) },
  concat: { axis: optional((v) => sinapse.concat([x, x], v), -1) },
  stack: { axis: optional((v) => sinapse.stack([x, x], v), -1) },
  softmax: { axis: optional((v) => x.softmax(v), -1) },
  logSoftmax: { axis: optional((v) => x.logSoftmax(v), -1) },
  conv2d: {
    stride: optional((v) => images.conv2d(ones([1, 1, 2, 2]), { stride: v }), 1e10),
    padding: optional((v) => images.conv2d(ones([1, 1, 2, 2]), { padding: v })),
  },
  maxPool2d: {
    size: (v) => images.maxPool2d(v),
    stride: optional((v) => images.maxPool2d(2, { stride: v })),
    padding: optional((v) => images.maxPool2d(2, { padding: v })),
  },
  avgPool2d: {
    size: (v) => images.avgPool2d(v),
    stride: optional((v) => images.avgPool2d(2, { stride: v })),
    padding: optional((v) => images.avgPool2d(2, { padding: v })),
  },
  Generator: {
    seed: { call: (v: never) => new sinapse.Generator(v), valid: [-1, 1e10], anonymous: true },
    count: { call: (v: never) => new sinapse.Generator(1).permutation(v), anonymous: true },
  },
};
for (const name of "sum mean max min argmax argmin variance std".split(" "))
  tensors[name] = axis(name);

const groups: Record<string, [object, Record<string, Arguments>, string]> = {
  sinapse: [
    sinapse,
    tensors,
    "tensor detectAnomaly useBackend memoryUse noGrad grad gradients gradcheck gradgradcheck Tensor where clip add " +
      "sub mul div pow neg equal less lessEqual greater greaterEqual maximum minimum exp log sqrt abs " +
      "sign sin cos erf sigmoid tanh relu softplus step leakyRelu gelu flatten to matmul " +
      "exercise nota data nn optim plot widgets",
  ],
  nn: [
    nn,
    {
      linear: {
        inputs: (v) => nn.linear(v, 1),
        outputs: (v) => nn.linear(1, v),
        seed: seed((v) => nn.linear(1, 1, { seed: v })),
      },
      conv2d: {
        inputs: (v) => nn.conv2d(v, 1, 1),
        outputs: (v) => nn.conv2d(1, v, 1),
        size: (v) => nn.conv2d(1, 1, v),
        stride: optional((v) => nn.conv2d(1, 1, 1, { stride: v })),
        padding: optional((v) => nn.conv2d(1, 1, 1, { padding: v })),
        seed: seed((v) => nn.conv2d(1, 1, 1, { seed: v })),
      },
      maxPool2d: {
        size: (v) => nn.maxPool2d(v),
        stride: optional((v) => nn.maxPool2d(2, { stride: v })),
        padding: optional((v) => nn.maxPool2d(2, { padding: v })),
      },
      avgPool2d: {
        size: (v) => nn.avgPool2d(v),
        stride: optional((v) => nn.avgPool2d(2, { stride: v })),
        padding: optional((v) => nn.avgPool2d(2, { padding: v })),
      },
      batchNorm: { features: (v) => nn.batchNorm(v) },
      embedding: {
        count: (v) => nn.embedding(v, 1),
        size: (v) => nn.embedding(1, v),
        seed: seed((v) => nn.embedding(1, 1, { seed: v })),
      },
      dropout: { seed: seed((v) => nn.dropout(0.5, { seed: v })) },
      summary: { "size of the shape": (v) => nn.summary(nn.relu(), { input: [1, v] }) },
      fit: {
        epochs: optional((v) => fitted({ epochs: v }), Infinity),
        patience: (v) => fitted({ earlyStopping: { patience: v } }),
        batchSize: optional((v) => fitted({ batchSize: v }), Infinity), // all at once
        seed: seed((v) => fitted({ seed: v })),
      },
      layer: none,
    },
    "accuracy gelu leakyRelu logSoftmax relu sigmoid softmax softplus step tanh flatten History init " +
      "binaryCrossEntropy binaryCrossEntropyWithLogits crossEntropy meanSquaredError load readTensors " +
      "save sequential",
  ],
  data: [
    data,
    {
      batches: {
        size: optional((v) => [...data.batches(points(), { size: v })]),
        seed: seed((v) => [...data.batches(points(), { seed: v })]),
      },
      split: { seed: seed((v) => data.split(points(), { seed: v })) },
      xor: generator((o) => data.xor(o)),
      blobs: {
        ...generator((o) => data.blobs(o)),
        classes: optional((v) => data.blobs({ classes: v })),
      },
      moons: generator((o) => data.moons(o)),
      circles: generator((o) => data.circles(o)),
      spirals: {
        ...generator((o) => data.spirals(o)),
        classes: optional((v) => data.spirals({ classes: v })),
      },
      sine: generator((o) => data.sine(o)),
      readIdx: { limit: optional((v) => data.readIdx(idx, { limit: v })) },
      resizeImage: {
        height: optional((v) => data.resizeImage(ones([2, 2, 1]), { height: v, width: 1 })),
        width: optional((v) => data.resizeImage(ones([2, 2, 1]), { height: 1, width: v })),
      },
      photo: {
        height: {
          call: (v: never) => data.photo("china", { height: v, width: 1 }),
          optional: true,
          anonymous: true,
        },
      },
      readImage: none,
    },
    "digits breastCancer iris readCsv parseCsv Table standardize",
  ],
  optim: [
    optim,
    {
      stepLR: { stepSize: (v) => optim.stepLR(made(), { stepSize: v }) },
      cosineAnnealingLR: { epochs: (v) => optim.cosineAnnealingLR(made(), { epochs: v }) },
      linearLR: { epochs: optional((v) => optim.linearLR(made(), { epochs: v })) },
      reduceLROnPlateau: {
        patience: optional((v) => optim.reduceLROnPlateau(made(), { patience: v })),
      },
    },
    "adam adamW sgd rmsProp clipGradNorm exponentialLR lambdaLR",
  ],
};

const bad: unknown[] = [
  2.5,
  Number.NaN,
  Infinity,
  -Infinity,
  -1,
  "2",
  undefined,
  null,
  1e10,
  2 ** 53,
];

for (const [group, [module, listed, others]] of Object.entries(groups)) {
  describe(group, () => {
    test("lists all its functions", () => {
      const named = new Set([...Object.keys(listed), ...others.split(" ")]);
      expect(Object.keys(module).filter((name) => !named.has(name))).toEqual([]);
    });

    const calls = Object.entries(listed).flatMap(([name, all]) =>
      Object.entries(all).map(([argument, given]): [string, string, Argument] => [
        name,
        argument,
        typeof given === "function" ? { call: given } : given,
      ]),
    );
    test.each(calls)("%s takes no other %s than whole numbers", (name, argument, it) => {
      for (const value of bad) {
        if (value === undefined && it.optional) continue;
        if (
          value === null &&
          (argument === "axis" || argument === "height" || argument === "width")
        )
          continue;
        if ((it.valid as unknown[] | undefined)?.includes(value)) continue;
        const what = `${name}, ${argument}: ${String(value)}`;
        let message = "";
        try {
          it.call(value as never);
          expect.fail(`${what} is taken`);
        } catch (error) {
          ({ message } = error as Error);
        }
        if (/4 GiB/.test(message)) continue; // a size that is a size, but does not fit
        expect(message, what).toMatch(
          /whole number|no axis|no order|no position|do not fit|finite|expected a number/,
        );
        if (!it.anonymous) expect(message, what).toContain(`${name}`);
        if (name !== "arange")
          expect(message, what).toContain(value === undefined ? "undefined" : String(value));
      }
    });
  });
}

test("no padding of a pooling reaches over half of the window, whose border would have no pixel", () => {
  for (const size of [1, 2, 3, 5]) {
    const most = Math.floor(size / 2);
    expect(images.maxPool2d(size, { padding: most, stride: 1 }).size).toBeGreaterThan(0);
    expect(() => images.maxPool2d(size, { padding: most + 1 })).toThrow(/padding .*at most half/);
    expect(() => nn.maxPool2d(size, { padding: most + 1 })).toThrow(/padding .*at most half/);
  }
});
