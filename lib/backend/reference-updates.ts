import type { DType, Heap, Updates } from "./kernels.ts";

/** The optimisers' steps in plain JavaScript, for one dtype. */
export function referenceUpdates(heap: Heap, dtype: DType): Updates {
  const bytes = dtype === "float32" ? 4 : 8;

  return {
    sgd(pAddress, gAddress, vAddress, n, rate, momentum, nesterov, decay) {
      const data = heap[dtype];
      const [p, g, v] = [pAddress / bytes, gAddress / bytes, vAddress / bytes];
      for (let i = 0; i < n; i++) {
        let slope = data[g + i]! + decay * data[p + i]!;
        if (momentum !== 0) {
          const velocity = momentum * data[v + i]! + slope;
          data[v + i] = velocity;
          slope = nesterov ? slope + momentum * velocity : velocity;
        }
        data[p + i]! -= rate * slope;
      }
    },

    rmsProp(pAddress, gAddress, sAddress, vAddress, n, rate, alpha, epsilon, momentum, decay) {
      const data = heap[dtype];
      const [p, g, s, v] = [pAddress, gAddress, sAddress, vAddress].map((a) => a / bytes) as Four;
      for (let i = 0; i < n; i++) {
        const slope = data[g + i]! + decay * data[p + i]!;
        const squares = alpha * data[s + i]! + (1 - alpha) * slope * slope;
        data[s + i] = squares;
        let change = slope / (Math.sqrt(squares) + epsilon);
        if (momentum !== 0) {
          change += momentum * data[v + i]!;
          data[v + i] = change;
        }
        data[p + i]! -= rate * change;
      }
    },

    adam(
      pAddress,
      gAddress,
      mAddress,
      vAddress,
      n,
      rate,
      root,
      beta1,
      beta2,
      epsilon,
      decay,
      shrink,
    ) {
      const data = heap[dtype];
      const [p, g, m, v] = [pAddress, gAddress, mAddress, vAddress].map((a) => a / bytes) as Four;
      for (let i = 0; i < n; i++) {
        const value = data[p + i]! * shrink;
        const slope = data[g + i]! + decay * value;
        const mean = beta1 * data[m + i]! + (1 - beta1) * slope;
        const squares = beta2 * data[v + i]! + (1 - beta2) * slope * slope;
        data[m + i] = mean;
        data[v + i] = squares;
        data[p + i] = value - (rate * mean) / (Math.sqrt(squares) / root + epsilon);
      }
    },
  };
}

type Four = [number, number, number, number];
