/** Every helper that makes a figure in two dimensions, in a small use of it. */
import * as plot from "../../lib/plot/index.ts";
import { randn } from "../../lib/tensor/index.ts";

const axis = [-2, -1, 0, 1, 2];
export const square = { x: axis, y: axis, z: axis.map((b) => axis.map((a) => a * a + b)) };
const points = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
export const everyHelper: Record<string, () => plot.Figure> = {
  line: () => plot.line({ a: [1, 2, 3], b: [3, 2, 1] }),
  scatter: () => plot.scatter(points, { color: [0, 1, 1, 0] }),
  bar: () => plot.bar({ x: ["a", "b"], y: [1, 2] }, { errors: [0.1, 0.2] }),
  histogram: () => plot.histogram(randn([200], { seed: 1 })),
  heatmap: () => plot.heatmap([[1, -2]]),
  contour: () => plot.contour(square),
  images: () => plot.images(randn([6, 8, 8], { seed: 1 }), { labels: [1, 2, 3, 4, 5, 6] }),
  decisionBoundary: () => plot.decisionBoundary((p) => p.sum(1), points, [0, 1, 1, 1]),
  functionPlot: () => plot.functionPlot(Math.sin),
  trainingCurve: () =>
    plot.trainingCurve({ history: { loss: [1, 0.5], accuracy: [0.5, 0.9] } }).figure(),
  confusionMatrix: () => plot.confusionMatrix([0, 1, 1], [0, 1, 0]),
  lossSurface: () => plot.lossSurface((a, b) => a * a + b * b, { path: points }),
  activations: () => plot.activations(["sigmoid", "step"]),
  smallMultiples: () => plot.smallMultiples([plot.line([1, 2]), plot.bar([1, 2])]),
  animate: () => plot.animate([plot.line([1, 2]), plot.line([2, 1])]),
};
