// jax-js on its WebAssembly backend: eager, or compiled by jit (the third argument).
import { defaultDevice, init, jit, nn, numpy as np, valueAndGrad } from "@jax-js/jax";
import { batchOf, contest } from "./cases.mjs";

const compiled = process.argv[4] === "jit";
await init("wasm");
defaultDevice("wasm");

await contest((c, name, dropout) => {
  if (c.dropout && dropout) throw new Error("jax-js does not take part in dropout.");
  if (c.filters) throw new Error("jax-js does not take part in the convolution.");
  if (name === "matmul") {
    const [a, b] = [np.array(c.a).reshape([512, 512]), np.array(c.b).reshape([512, 512])];
    return async () => {
      const y = np.matmul(a.ref, b.ref);
      await y.blockUntilReady();
      y.dispose();
      return () => 0;
    };
  }
  const x = np.array(c.x.values).reshape(c.x.shape);
  const y =
    c.loss === "classes"
      ? nn.oneHot(np.array(Int32Array.from(c.y.values)), 10)
      : np.array(c.y.values).reshape(c.y.shape);
  let parameters = c.layers.flatMap(({ inputs, outputs, weights }) => [
    np.array(weights).reshape([inputs, outputs]),
    np.zeros([outputs]),
  ]);
  const activation = { sigmoid: nn.sigmoid, tanh: np.tanh, relu: nn.relu }[c.activation];
  // Every use of an array consumes it, unless `.ref` keeps one more.
  const losses = {
    binary: (z, t) => np.mean(nn.softplus(z.ref).sub(z.mul(t))),
    classes: (z, t) => np.mean(np.sum(nn.logSoftmax(z).mul(t), 1)).mul(-1),
    squares: (z, t) => np.mean(np.square(z.sub(t))),
  };
  const loss = (weights, input, target) => {
    let h = input;
    for (let i = 0; i < weights.length; i += 2) {
      if (i > 0) h = activation(h);
      h = np.matmul(h, weights[i]).add(weights[i + 1]);
    }
    return losses[c.loss](h, target);
  };
  if (c.optimizer === "adam") throw new Error("jax-js has no optimisers of its own.");
  const update = (weights, input, target) => {
    const [value, slopes] = valueAndGrad(loss)(
      weights.map((w) => w.ref),
      input,
      target,
    );
    return [value, weights.map((w, i) => w.sub(slopes[i].mul(c.rate)))];
  };
  const step = compiled ? jit(update) : update;
  let last;
  return async (i) => {
    const { start, end } = batchOf(c, i);
    const xs = c.batch ? x.ref.slice([start, end]) : x.ref;
    const ys = c.batch ? y.ref.slice([start, end]) : y.ref;
    last?.dispose();
    const [value, next] = step(parameters, xs, ys);
    parameters = next;
    await next[0].blockUntilReady();
    last = value;
    return async () => (await value.ref.data())[0];
  };
});
