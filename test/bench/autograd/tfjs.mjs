// TensorFlow.js, eager, on its plain-JavaScript or WebAssembly backend (the third argument).
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { batchOf, contest } from "./cases.mjs";

// As CommonJS: the modules of the two packages would load the engine twice.
const require = createRequire(import.meta.url);
const tf = require("@tensorflow/tfjs");
const wasm = require("@tensorflow/tfjs-backend-wasm");

const backend = process.argv[4] ?? "wasm";
if (backend === "wasm") {
  const folder = new URL("./node_modules/@tensorflow/tfjs-backend-wasm/dist/", import.meta.url);
  wasm.setWasmPaths(fileURLToPath(folder));
  wasm.setThreadsCount(1);
}
tf.env().set("PROD", true);
await tf.setBackend(backend);

await contest((c, name, dropout) => {
  if (name === "matmul") {
    const [a, b] = [tf.tensor(c.a, [512, 512]), tf.tensor(c.b, [512, 512])];
    return () => {
      tf.matMul(a, b).dispose();
      return () => 0;
    };
  }
  const x = tf.tensor(c.x.values, c.x.shape);
  const y =
    c.loss === "classes"
      ? tf.oneHot(tf.tensor1d(Int32Array.from(c.y.values), "int32"), 10).cast("float32")
      : tf.tensor(c.y.values, c.y.shape);
  const filters = c.filters
    ? tf.variable(tf.tensor(c.filters, [8, 9]).transpose().reshape([3, 3, 1, 8]))
    : undefined;
  const filterBias = c.filters ? tf.variable(tf.zeros([8])) : undefined;
  const layers = c.layers.map(({ inputs, outputs, weights }) => [
    tf.variable(tf.tensor(weights, [inputs, outputs])),
    tf.variable(tf.zeros([outputs])),
  ]);
  const activation = { sigmoid: tf.sigmoid, tanh: tf.tanh, relu: tf.relu }[c.activation];
  const forward = (input) => {
    let h = input;
    if (filters) {
      h = h.reshape([32, 28, 28, 1]);
      h = tf.maxPool(tf.relu(tf.conv2d(h, filters, 1, "valid").add(filterBias)), 2, 2, "valid");
      h = tf.transpose(h, [0, 3, 1, 2]).reshape([32, 1352]); // channels first, as everybody else
    }
    layers.forEach(([weight, bias], i) => {
      if (i > 0) h = activation(h);
      if (i > 0 && c.dropout && dropout) h = tf.dropout(h, c.dropout);
      h = tf.matMul(h, weight).add(bias);
    });
    return h;
  };
  const losses = {
    binary: (z, t) => tf.sub(tf.softplus(z), tf.mul(z, t)).mean(),
    classes: (z, t) => tf.logSoftmax(z).mul(t).sum(1).mean().neg(),
    squares: (z, t) => tf.squaredDifference(z, t).mean(),
  };
  const optimizer =
    c.optimizer === "adam" ? tf.train.adam(c.rate, 0.9, 0.999, 1e-8) : tf.train.sgd(c.rate);
  let last;
  return (i) => {
    const { start, end } = batchOf(c, i);
    const loss = tf.tidy(() => {
      const xs = c.batch ? x.slice([start, 0], [end - start, c.x.shape[1]]) : x;
      const ys = c.batch ? y.slice([start, 0], [end - start, 10]) : y;
      return optimizer.minimize(() => losses[c.loss](forward(xs), ys), true);
    });
    last?.dispose();
    last = loss;
    return () => loss.dataSync()[0];
  };
});
