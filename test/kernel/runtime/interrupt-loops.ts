/**
 * Loops over every part of the library, to be stopped anywhere, and what must be true of what they
 * leave behind. JavaScript that a session runs.
 */
export const setup = String.raw`
Object.assign(globalThis, await __sinapse_import__("sinapse"));
useBackend("wasm", { fusedMultiplyAdd: false });
const fs = await __sinapse_import__("node:fs");
const v8 = await __sinapse_import__("node:v8");
const vm = await __sinapse_import__("node:vm");
v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc");
const turn = () => new Promise((done) => setTimeout(done, 1));

/** A number that stands for the bits of tensors. */
function bits(tensors) {
  let hash = 7;
  for (const tensor of tensors)
    for (const value of new Uint32Array(new Float32Array(tensor.data).buffer))
      hash = Math.imul(hash ^ value, 16777619) >>> 0;
  return hash;
}

const xor = { x: tensor([[0, 0], [0, 1], [1, 0], [1, 1]]).keep(), y: tensor([[0], [1], [1], [0]]).keep() };
const images = randn([4, 1, 5, 5], { seed: 3 }).keep();
const dense = () => nn.sequential(nn.linear(2, 3, { seed: 1 }), nn.tanh(), nn.linear(3, 1, { seed: 2 }));
const convolutional = () => nn.sequential(
  nn.conv2d(1, 2, 3, { seed: 1 }), nn.batchNorm(2), nn.relu(), nn.maxPool2d(2), nn.flatten(),
  nn.linear(2, 1, { seed: 2 }));

/** Trainings that go on step by step; each counts its steps. */
function trainer(make, optimizerOf, x = xor.x, clip = false) {
  const model = make();
  const optimizer = optimizerOf(model.parameters());
  const self = { steps: 0, model, bits: () => bits(model.parameters()), step() {
    const loss = nn.binaryCrossEntropyWithLogits(model(x), xor.y);
    optimizer.zeroGrad();
    loss.backward();
    if (clip) optim.clipGradNorm(model.parameters(), 0.1);
    optimizer.step();
    self.steps += 1;
  } };
  return self;
}
const trainers = {
  sgd: trainer(dense, (p) => optim.sgd(p, { learningRate: 0.01 })),
  momentum: trainer(dense, (p) => optim.sgd(p, { learningRate: 0.001, momentum: 0.9, nesterov: true })),
  rmsProp: trainer(dense, (p) => optim.rmsProp(p, { learningRate: 0.0001, momentum: 0.5 })),
  adam: trainer(dense, (p) => optim.adam(p, { learningRate: 0.0001 })),
  adamW: trainer(dense, (p) => optim.adamW(p, { learningRate: 0.0001 }), xor.x, true),
  convolutional: trainer(convolutional, (p) => optim.adam(p, { learningRate: 0.0001 }), images),
};
/** The parameters after so many steps, for one that only goes on. */
function stateAfter(name, steps) {
  const each = trainers[name];
  if (each.steps > steps) throw new Error(name + " is at " + each.steps + " already, not " + steps);
  while (each.steps < steps) each.step();
  return each.bits();
}

/** A training from the beginning, by fit and by hand, with all that draws random numbers. */
function fresh() {
  manualSeed(5);
  const model = nn.sequential(nn.linear(2, 8), nn.batchNorm(8), nn.relu(), nn.dropout(0.2), nn.linear(8, 1));
  const optimizer = optim.adam(model.parameters(), { learningRate: 0.01 });
  const loss = nn.binaryCrossEntropyWithLogits;
  nn.fit(model, { ...xor, loss, optimizer, epochs: 5, batchSize: 2, progress: false });
  model.train();
  const hand = optim.sgd(model.parameters(), { learningRate: 0.1 });
  for (let i = 0; i < 5; i++) {
    hand.zeroGrad();
    loss(model(xor.x), xor.y).backward();
    hand.step();
  }
  const slope = grad((x) => x.pow(3).sum())(tensor([2, 3])).tolist();
  return [bits(Object.values(model.stateDict())), slope, noGrad(() => model.eval()(xor.x)).tolist()].join();
}

// What changes as a whole: each is one or the other.
const pair = [dense(), dense()].map((model, i) => {
  for (const p of model.parameters()) p.assign(p.data.map((v) => v + i));
  return Object.fromEntries(Object.entries(model.stateDict()).map(([name, t]) => [name, t.detach().keep()]));
});
const target = dense();
const mode = convolutional();
const big = [0, 1].map((value) => full([300000], value).keep());
const assigned = big[0].detach().keep();
const normal = nn.batchNorm(2);
const column = tensor([[1, 10], [2, 30], [4, 20]]).keep();
const curve = plot.trainingCurve({ xLabel: "n" });
const slider = widgets.slider({ min: 0, max: 1, step: 0.001 });
const model = dense();
const optimizer = optim.sgd(model.parameters(), { learningRate: 0.01 });
const mean = exercise.create({ expected: 2, because: "so", otherwise: "no" });
const file = "model.safetensors";
nn.save(model, file);

const endless = (body) => () => { for (let i = 0; ; i++) body(i); };
const loops = {
  operations: endless((i) => randn([20, 20]).matmul(randn([20, 20])).softmax(1).sum(0).add(i).tolist()),
  gradients: endless(() => gradients(model(xor.x).sum(), model.parameters())),
  createGraph: endless(() => {
    const w = tensor([1, 2], { requiresGrad: true });
    const [g] = gradients(w.pow(3).sum(), [w], { createGraph: true });
    g.sum().backward();
  }),
  noGrad: endless(() => noGrad(() => model(xor.x).sigmoid().mean().item())),
  views: endless((i) => big[0].slice([i % 1000, 1000 + (i % 1000)]).keep().assign(i)),
  fit: endless(() => nn.fit(model, { ...xor, loss: nn.meanSquaredError, optimizer, epochs: 20, validation: xor,
    earlyStopping: { patience: 3 }, metrics: { accuracy: nn.accuracy } })),
  batches: endless(() => { for (const { x } of data.batches(xor, { size: 1 })) x.sum(); }),
  dropout: endless(() => nn.dropout(0.5)(big[1]).sum()),
  load: endless((i) => target.loadStateDict(pair[i % 2])),
  modes: endless((i) => { i % 2 ? mode.train() : mode.eval(); i % 2 ? mode.freeze() : mode.unfreeze(); }),
  assign: endless((i) => assigned.assign(big[i % 2])),
  statistics: endless(() => normal(column)),
  curve: endless((i) => curve.add({ loss: 1 / (i + 1), accuracy: 0.5 })),
  live: endless(() => { const live = plot.live({ rate: 1000 });
    for (let i = 0; i < 100; i++) live.update(() => plot.line([1, 2, i])); }),
  boundary: endless(() => plot.decisionBoundary(model, xor.x, xor.y, { resolution: 10 })),
  network: endless(() => plot.network(model, { input: [0, 1] })),
  summary: endless(() => { nn.summary(mode, { input: [1, 1, 5, 5] }); }),
  widgets: endless((i) => { slider.value = (i % 1000) / 1000; }),
  exercises: endless((i) => mean(i % 3)),
  progress: endless(() => { for (const i of progress(1000)) xor.x.add(i); }),
  files: endless(() => { nn.save(model, file); nn.load(target, file); }),
  text: endless((i) => { process.stdout.write(i + "\n"); console.log(i); }),
  awaits: async () => { for (;;) { noGrad(() => model(xor.x)); await turn(); } },
  graphs: async () => { for (;;) await plot.graph(model(xor.x).sum(), { names: {} }); },
};
for (const [name, each] of Object.entries(trainers)) {
  loops[name] = endless(() => each.step());
  loops["awaiting " + name] = async () => { for (;;) { for (let i = 0; i < 20; i++) each.step(); await turn(); } };
}

/** What is wrong now: it must be nothing. */
function faults() {
  const found = [];
  const expect = (what, right) => { if (!right) found.push(what); };
  const w = tensor([1, 2], { requiresGrad: true });
  expect("recording", w.mul(2).requiresGrad);
  const x = [0, 1].map((i) => bits(Object.values(pair[i])));
  if (!filesRan) expect("loadStateDict", [x[0], x[1], bits(dense().parameters())].includes(bits(Object.values(target.stateDict()))));
  const modes = new Set([mode.training, ...Object.values(mode.children).map((child) => child.training)]);
  expect("modes", modes.size === 1);
  expect("frozen", new Set(mode.parameters().map((p) => p.requiresGrad)).size === 1);
  expect("assign", new Set(assigned.data).size === 1);
  const count = normal.stateDict().num_batches_tracked.item();
  const twin = nn.batchNorm(2);
  for (let i = 0; i < Math.min(count, 400); i++) twin(column);
  if (count <= 400) expect("statistics", bits(Object.values(twin.stateDict())) === bits(Object.values(normal.stateDict())));
  else {
    for (const [name, t] of Object.entries(normal.stateDict())) if (/num|running/.test(name)) t.assign(name === "running_var" ? 1 : 0);
  }
  const [loss, accuracy] = [curve.history.loss ?? [], curve.history.accuracy ?? []];
  expect("curve", loss.length === accuracy.length && (loss.length === 0 || curve.figure().data.every((t) => t.x.length === t.y.length)));
  expect("slider", Math.abs(slider.value * 1000 - Math.round(slider.value * 1000)) < 1e-6);
  expect("file", Object.keys(nn.readTensors(file)).length === 4);
  expect("parameters", model.parameters().every((p) => p.data.every(Number.isFinite)));
  return found;
}
let filesRan = false;

/** Bytes that tensors hold when all is collected that can be. */
async function memory() {
  for (let i = 0; i < 4; i++) {
    collect();
    await turn();
  }
  return memoryUse().used;
}
0
`;
