// Sinapse, as a student writes it.
import { matmul, nn, noGrad, optim, tensor } from "../../../dist/lib/index.js";
import { batchOf, contest } from "./cases.mjs";

const activations = { sigmoid: nn.sigmoid, tanh: nn.tanh, relu: nn.relu };

function linear({ inputs, outputs, weights }) {
  const layer = nn.linear(inputs, outputs, { bias: Array(outputs).fill(0) });
  layer.weight.assign(tensor(weights).reshape([inputs, outputs]).transpose());
  return layer;
}

await contest((c, name, dropout) => {
  if (name === "matmul") {
    const [a, b] = [tensor(c.a).reshape([512, 512]), tensor(c.b).reshape([512, 512])];
    return () =>
      noGrad(() => {
        matmul(a, b);
        return () => 0;
      });
  }
  const layers = [];
  if (c.filters) {
    const convolution = nn.conv2d(1, 8, 3);
    convolution.weight.assign(c.filters);
    convolution.bias.assign(0);
    layers.push(convolution, nn.relu(), nn.maxPool2d(2), nn.flatten());
  }
  c.layers.forEach((dense, i) => {
    if (i > 0) layers.push(activations[c.activation]());
    if (i > 0 && c.dropout && dropout) layers.push(nn.dropout(c.dropout));
    layers.push(linear(dense));
  });
  const model = nn.sequential(...layers);
  const losses = {
    binary: nn.binaryCrossEntropyWithLogits,
    classes: nn.crossEntropy,
    squares: nn.meanSquaredError,
  };
  const criterion = losses[c.loss];
  const optimizer = optim[c.optimizer](model.parameters(), { learningRate: c.rate });
  const x = tensor(c.x.values).reshape(c.x.shape);
  const y = tensor(c.y.values).reshape(c.y.shape);
  return (i) => {
    const { start, end } = batchOf(c, i);
    const [xs, ys] = c.batch ? [x.slice([start, end]), y.slice([start, end])] : [x, y];
    const loss = criterion(model(xs), ys);
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
    return () => loss.item();
  };
});
