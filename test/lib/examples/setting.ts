/**
 * What examples take for granted: a model, its data, an optimiser. An example is three lines long
 * because it need not say this.
 */
import type { Example } from "./examples.ts";

/** Name → the declaration that gives it. A declaration may need others of the table. */
const usual: Record<string, string> = {
  x: "const x = randn([4, 2], { seed: 1 });",
  y: "const y = tensor([[0], [1], [1], [0]]);",
  model: "const model = nn.sequential(nn.linear(2, 3, { seed: 1 }), nn.linear(3, 1, { seed: 2 }));",
  loss: "const loss = nn.binaryCrossEntropyWithLogits(model(x), y);",
  optimizer: "const optimizer = optim.adam(model.parameters(), { learningRate: 0.01 });",
  w: "const w = tensor([1, 2], { requiresGrad: true });\nw.mul(w).sum().backward();",
  a: "const a = randn([2, 3], { seed: 1 });",
  b: "const b = randn([2, 3], { seed: 2 });",
  row: "const row = tensor([1, 2, 3]);",
  weights: "const weights = randn([2, 3], { seed: 1 });",
  bias: "const bias = zeros([3]);",
  logits: "const logits = randn([4, 3], { seed: 1 });",
  labels: "const labels = tensor([0, 2, 1, 1]);",
  logProbabilities: "const logProbabilities = logits.logSoftmax();",
  probability: "const probability = tensor([0.1, 0.9]);",
  distances: "const distances = tensor([[1, 2], [2, 1]]);",
  images: "const images = rand([32, 1, 28, 28], { seed: 1 });",
  filters: "const filters = rand([8, 1, 3, 3], { seed: 1 });",
  layer: "const layer = nn.linear(3, 2, { seed: 1 });",
  train: "const { train } = data.split({ x, y }, { test: 0.5, seed: 1 });",
  test: "const { test } = data.split({ x, y }, { test: 0.5, seed: 1 });",
  rate: 'const rate = widgets.slider({ label: "rate", max: 1 });',
  epoch: "const epoch = 1;",
  curve: "const curve = plot.trainingCurve();",
  batches: "const batches = [1, 2, 3];",
  validationLoss: "const validationLoss = tensor(0.5);",
  trainOneEpoch: "const trainOneEpoch = () => {};",
  losses: "const losses = (rate: number) => [1, rate];",
  lossesWith: "const lossesWith = (rate: number) => [1, rate];",
  trainErrors: "const trainErrors = [0.1, 0.2, 0.15];",
  testErrors: "const testErrors = [0.2, 0.3, 0.25];",
  table:
    'const table = data.parseCsv("city,price,area,rooms,species\\nRecife,1,50,2,a\\nNatal,2,60,3,b");',
};

const classes = {
  x: "const { x } = data.blobs({ points: 60, classes: 3, seed: 1 });",
  y: "const { y } = data.blobs({ points: 60, classes: 3, seed: 1 });",
  model: "const model = nn.linear(2, 3, { seed: 1 });",
};

const digits = {
  x: "const x = rand([8, 64], { seed: 1 });",
  model:
    "const model = nn.sequential(nn.linear(64, 32), nn.relu(), nn.linear(32, 10, { seed: 2 }));",
};

/** Where the usual names mean something else: the beginning of a place → what is meant there. */
const elsewhere: Record<string, Record<string, string>> = {
  "lib/data/batches.ts": classes,
  "lib/exercise/tries/": {
    exercise1:
      'const exercise1 = exercise.create({ expected: 0.95, because: "So it is.", otherwise: "Count again." });',
  },
  "lib/nn/accuracy.ts": { y: "const y = tensor([0, 1, 1, 0]);", model: classes.model },
  "lib/nn/dropout.ts": digits,
  "lib/nn/fit.ts": classes,
  "lib/nn/history.ts": classes,
  "lib/nn/save.ts": digits,
  "lib/plot/figures/confusion-matrix.ts": {
    model: "const model = (x: Tensor) => x.sum(1).greater(0);",
    test: "const test = { x: randn([6, 2], { seed: 1 }), y: tensor([0, 1, 0, 1, 0, 1]) };",
  },
  "lib/plot/figures/live.ts": { train: "const train = () => {};" },
  "lib/plot/figures/training-curve.ts": {
    step: "const step = (batch: number) => tensor(1 / batch);",
    loss: "const loss = [1, 0.5];",
    validationLoss: "const validationLoss = [1.1, 0.6];",
  },
  "lib/tensor/tape.ts": {
    x: "const x = tensor([[1, 2]], { requiresGrad: true });",
    y: "const y = tensor([[3, 4]], { requiresGrad: true });",
    model: "const model = (x: Tensor) => x;",
    labels: "const labels = tensor([1]);",
  },
  "lib/tensor/operations/shaping.ts": { x: "const x = randn([4, 3], { seed: 1 });" },
  "lib/widgets/": { train: "const train = (steps: number) => 1 / steps;" },
};

/** The declarations of what an example takes for granted, in the order in which they are needed. */
export function settingOf({ place, code }: Example): string[] {
  const own = Object.entries(elsewhere).find(([start]) => place.startsWith(start))?.[1];
  const meanings = { ...usual, ...own };
  const declarations: string[] = [];
  const known = new Set<string>();
  const need = (text: string) => {
    for (const [name, declaration] of Object.entries(meanings)) {
      const used = new RegExp(`(?<![.\\w"'])${name}(?!\\w|: )`).test(text);
      const declared = new RegExp(`\\bconst (?:\\{[^}]*\\b)?${name}\\b`).test(text);
      if (!used || declared || known.has(name)) continue;
      known.add(name);
      need(declaration.replace(/^const [^=]*=/, ""));
      declarations.push(declaration);
    }
  };
  need(code.replaceAll(/\/\/.*/g, ""));
  return declarations;
}
