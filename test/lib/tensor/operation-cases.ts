import {
  avgPool2d,
  clip,
  concat,
  conv2d,
  gather,
  leakyRelu,
  maxPool2d,
  oneHot,
  stack,
  type Tensor,
  take,
  tensor,
  where,
} from "sinapse";

/** A tensor whose shape is only known at run time. */
export type Any = Tensor<number[]>;

const strided = { stride: 2, padding: 1 };

/** Every operation, under the name that fixtures/make-fixtures.py gives it. */
export const cases: Record<string, (x: Any, b: Any, c: Any) => Tensor> = {
  add: (a, b) => a.add(b),
  sub: (a, b) => a.sub(b),
  mul: (a, b) => a.mul(b),
  div: (a, b) => a.div(b),
  pow: (a, b) => a.pow(b),
  square: (x) => x.pow(2),
  maximum: (a, b) => a.maximum(b),
  minimum: (a, b) => a.minimum(b),
  equal: (a, b) => round(a).equal(round(b)),
  less: (a, b) => a.less(b),
  lessEqual: (a, b) => a.lessEqual(b),
  greater: (a, b) => a.greater(b),
  greaterEqual: (a, b) => a.greaterEqual(b),
  where: (c, a, b) => where(c.greater(0), a, b),
  clip: (x) => clip(x, -0.5, 0.8),
  neg: (x) => x.neg(),
  exp: (x) => x.exp(),
  log: (x) => x.log(),
  sqrt: (x) => x.sqrt(),
  abs: (x) => x.abs(),
  sign: (x) => x.sign(),
  sin: (x) => x.sin(),
  cos: (x) => x.cos(),
  erf: (x) => x.erf(),
  sigmoid: (x) => x.sigmoid(),
  tanh: (x) => x.tanh(),
  relu: (x) => x.relu(),
  leakyRelu: (x) => leakyRelu(x, 0.1),
  softplus: (x) => x.softplus(),
  gelu: (x) => x.gelu(),
  step: (x) => x.step(),
  softmax: (x) => x.softmax(),
  softmaxFirst: (x) => x.softmax(0),
  logSoftmax: (x) => x.logSoftmax(),
  logSoftmaxFirst: (x) => x.logSoftmax(0),
  sum: (x) => x.sum(),
  sumFirst: (x) => x.sum(0),
  sumLast: (x) => x.sum(-1, { keepDim: true }),
  mean: (x) => x.mean(),
  meanFirst: (x) => x.mean(0),
  max: (x) => x.max(),
  maxFirst: (x) => x.max(0),
  min: (x) => x.min(),
  minLast: (x) => x.min(-1, { keepDim: true }),
  argmax: (x) => x.argmax(0),
  argmin: (x) => x.argmin(-1),
  variance: (x) => x.variance(),
  varianceFirst: (x) => x.variance(0),
  std: (x) => x.std(-1, { correction: 0 }),
  matmul: (a, b) => a.matmul(b),
  reshape: (x) => x.reshape([3, -1]),
  transpose: (x) => x.transpose(),
  permute: (x) => x.transpose([2, 0, 1]),
  expand: (x) => x.expand([2, 3, 2]),
  at: (x) => x.at(-1),
  slice: (x) => x.slice([1, 3], [0, 4, 2]),
  concat: (a, b) => concat([a, b], 1),
  stack: (a, b) => stack([a, b], -1),
  gather: (x) =>
    gather(
      x,
      1,
      tensor([
        [0, 2],
        [1, 1],
      ]),
    ),
  take: (x) =>
    take(
      x,
      tensor([
        [1, 0],
        [1, 1],
      ]),
    ),
  oneHot: (x) => oneHot(floor(x), 3),
  conv2d: (x, w) => conv2d(x, w),
  conv2dStrided: (x, w) => conv2d(x, w, strided),
  maxPool2d: (x) => maxPool2d(x, 2),
  maxPool2dStrided: (x) => maxPool2d(x, 3, strided),
  avgPool2d: (x) => avgPool2d(x, 2),
  avgPool2dStrided: (x) => avgPool2d(x, 3, strided),
};

function mapped(x: Any, f: (value: number) => number): Any {
  return tensor(x.data.map(f), { dtype: x.dtype }).reshape(x.shape);
}
const round = (x: Any) => mapped(x, Math.round);
const floor = (x: Any) => mapped(x, Math.floor);
