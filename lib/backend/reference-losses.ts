import type { DType, Heap, Losses } from "./kernels.ts";

/** The losses in plain JavaScript, for one dtype. */
export function referenceLosses(heap: Heap, dtype: DType): Losses {
  const bytes = dtype === "float32" ? 4 : 8;

  /** The largest of a row of logits, and the sum of the exponentials of all minus it. */
  const normaliser = (row: number, classes: number): [most: number, sum: number] => {
    const logits = Array.from(heap[dtype].subarray(row, row + classes));
    const most = logits.reduce((a, b) => Math.max(a, b), -Infinity);
    return [most, logits.reduce((sum, z) => sum + Math.exp(z - most), 0)];
  };

  return {
    logisticLoss(z, t, _terms, y, n, factor) {
      const data = heap[dtype];
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const logit = data[z / bytes + i]!;
        const softplus = Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));
        sum += softplus - data[t / bytes + i]! * logit;
      }
      data[y / bytes] = factor * sum;
    },
    logisticGap(z, t, g, y, n, factor) {
      const data = heap[dtype];
      const scale = factor * data[g / bytes]!;
      for (let i = 0; i < n; i++) {
        const to = y / bytes + i;
        data[to] = 1 / (1 + Math.exp(-data[z / bytes + i]!)); // rounded to the dtype
        data[to] = scale * (data[to]! - data[t / bytes + i]!);
      }
    },

    softmaxLoss(z, labels, _terms, y, n, classes, factor) {
      const data = heap[dtype];
      let total = 0;
      for (let i = 0; i < n; i++) {
        const label = data[labels / bytes + i]!;
        if (!(Number.isInteger(label) && label >= 0 && label < classes)) return i;
        const row = z / bytes + i * classes;
        const [most, sum] = normaliser(row, classes);
        total += data[row + label]! - most - Math.log(sum);
      }
      data[y / bytes] = factor * total;
      return -1;
    },
    softmaxGap(z, labels, g, y, n, classes, factor) {
      const data = heap[dtype];
      const scale = factor * data[g / bytes]!;
      for (let i = 0; i < n; i++) {
        const row = z / bytes + i * classes;
        const [most, sum] = normaliser(row, classes);
        const label = data[labels / bytes + i]!;
        for (let c = 0; c < classes; c++) {
          const probability = Math.exp(data[row + c]! - most) / sum;
          data[y / bytes + i * classes + c] = scale * (probability - (c === label ? 1 : 0));
        }
      }
    },
  };
}
