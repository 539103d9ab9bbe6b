// A million eager steps of case a in one synchronous loop, as a cell runs them, and what the process
// holds every 50,000 of them: tensor memory must be constant, and resident memory flat after warm-up.
//
//     node [--expose-gc] million-steps.mjs [steps]
//
// With --expose-gc garbage is collected before each reading: what is left then is in use.
import { memoryUse, nn, optim, tensor } from "../../../dist/lib/index.js";
import { cases } from "./cases.mjs";

const steps = Number(process.argv[2] ?? 1_000_000);
const interval = Math.max(1, Math.floor(steps / 20));
const { x, y, rate } = cases.a;
const inputs = tensor(x.values).reshape(x.shape);
const targets = tensor(y.values).reshape(y.shape);
const model = nn.sequential(
  nn.linear(2, 3, { seed: 1 }),
  nn.sigmoid(),
  nn.linear(3, 1, { seed: 2 }),
);
const optimizer = optim.sgd(model.parameters(), { learningRate: rate });

const mebibytes = (bytes) => (bytes / 2 ** 20).toFixed(2);
console.log(
  "| step | RSS, MiB | heap used | heap total | external | arrayBuffers | tensors, KiB |",
);
console.log(`|${" --- |".repeat(7)}`);
for (let i = 0; i <= steps; i++) {
  if (i % interval === 0) {
    globalThis.gc?.();
    const { rss, heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage();
    const held = [rss, heapUsed, heapTotal, external, arrayBuffers].map(mebibytes);
    console.log(`| ${[i, ...held, memoryUse().used / 2 ** 10].join(" | ")} |`);
  }
  const loss = nn.binaryCrossEntropyWithLogits(model(inputs), targets);
  optimizer.zeroGrad();
  loss.backward();
  optimizer.step();
}
