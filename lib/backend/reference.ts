import type { Binary, DType, Heap, Kernels, Reduction, Unary, WindowSizes } from "./kernels.ts";
import { referenceLosses } from "./reference-losses.ts";
import { referenceUpdates } from "./reference-updates.ts";

/**
 * The kernels in plain JavaScript, for one dtype: short, exact and slow. They define what the
 * WebAssembly kernels must compute, and run where WebAssembly SIMD is missing.
 */
export function referenceKernels(heap: Heap, dtype: DType): Kernels {
  const bytes = dtype === "float32" ? 4 : 8;

  const unary =
    (f: (x: number) => number): Unary =>
    (x, y, n) => {
      const data = heap[dtype];
      const [from, to] = [x / bytes, y / bytes];
      for (let i = 0; i < n; i++) data[to + i] = f(data[from + i] as number);
    };

  const binary =
    (f: (a: number, b: number) => number): Binary =>
    (a, b, y, outer, inner, aOuter, aInner, bOuter, bInner) => {
      const data = heap[dtype];
      let to = y / bytes;
      for (let i = 0; i < outer; i++) {
        let p = a / bytes + i * aOuter;
        let q = b / bytes + i * bOuter;
        for (let j = 0; j < inner; j++, p += aInner, q += bInner) {
          data[to++] = f(data[p] as number, data[q] as number);
        }
      }
    };

  /** Calls `f` for every run of `count` elements along the middle axis. */
  const along =
    (
      resultCount: (count: number) => number,
      f: (data: Float32Array | Float64Array, x: number, y: number, n: number, step: number) => void,
    ): Reduction =>
    (x, y, outer, count, inner) => {
      const data = heap[dtype];
      for (let i = 0; i < outer; i++) {
        for (let j = 0; j < inner; j++) {
          const from = x / bytes + i * count * inner + j;
          f(data, from, y / bytes + i * resultCount(count) * inner + j, count, inner);
        }
      }
    };
  const one = () => 1;
  const same = (count: number) => count;

  /** Calls `f` with the picked position and the running number of every index. */
  const eachPick = (
    index: number,
    outer: number,
    count: number,
    inner: number,
    picks: number,
    f: (data: Float32Array | Float64Array, picked: number, position: number) => void,
  ): number => {
    const data = heap[dtype];
    for (let position = 0; position < outer * picks * inner; position++) {
      const chosen = data[index / bytes + position] as number;
      if (!(chosen >= 0 && chosen < count && Number.isInteger(chosen))) return position;
      const o = Math.floor(position / (picks * inner));
      f(data, (o * count + chosen) * inner + (position % inner), position);
    }
    return -1;
  };

  /** Calls `f` for every cell of every window; `pixel` is −1 in the border. */
  const eachInWindow = (
    sizes: WindowSizes,
    f: (data: Float32Array | Float64Array, pixel: number, cell: number, window: number) => void,
  ): void => {
    const [planes, height, width, rows, columns, stride, padding] = sizes;
    const down = Math.floor((height + 2 * padding - rows) / stride) + 1;
    const across = Math.floor((width + 2 * padding - columns) / stride) + 1;
    const data = heap[dtype];
    let cell = 0;
    for (let plane = 0; plane < planes; plane++) {
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < columns; c++) {
          for (let i = 0; i < down; i++) {
            const row = i * stride + r - padding;
            for (let j = 0; j < across; j++) {
              const column = j * stride + c - padding;
              const inside = row >= 0 && row < height && column >= 0 && column < width;
              const pixel = inside ? (plane * height + row) * width + column : -1;
              f(data, pixel, cell++, (plane * down + i) * across + j);
            }
          }
        }
      }
    }
  };

  return {
    ...referenceLosses(heap, dtype),
    ...referenceUpdates(heap, dtype),

    neg: unary((x) => -x),
    abs: unary(Math.abs),
    exp: unary(Math.exp),
    log: unary(Math.log),
    sqrt: unary(Math.sqrt),
    sin: unary(Math.sin),
    cos: unary(Math.cos),
    erf: unary(erf),
    sign: unary(Math.sign),
    step: unary((x) => (x > 0 ? 1 : 0)),
    sigmoid: unary((x) => 1 / (1 + Math.exp(-x))),
    tanh: unary(Math.tanh),
    relu: unary((x) => Math.max(x, 0)),
    softplus: unary((x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),

    add: binary((a, b) => a + b),
    sub: binary((a, b) => a - b),
    mul: binary((a, b) => a * b),
    div: binary((a, b) => a / b),
    pow: binary(power),
    maximum: binary(Math.max),
    minimum: binary(Math.min),
    equal: binary((a, b) => (a === b ? 1 : 0)),
    less: binary((a, b) => (a < b ? 1 : 0)),
    greater: binary((a, b) => (a > b ? 1 : 0)),
    greaterEqual: binary((a, b) => (a >= b ? 1 : 0)),
    lessEqual: binary((a, b) => (a <= b ? 1 : 0)),
    sigmoidGrad: binary((g, y) => g * y * (1 - y)),
    tanhGrad: binary((g, y) => g * (1 - y * y)),
    reluGrad: binary((g, x) => (x > 0 ? g : 0)),

    where(c, a, b, y, n) {
      const data = heap[dtype];
      for (let i = 0; i < n; i++) {
        data[y / bytes + i] = data[(data[c / bytes + i] !== 0 ? a : b) / bytes + i] as number;
      }
    },
    fill: (value, y, n) => void heap[dtype].fill(value, y / bytes, y / bytes + n),
    copy: (x, y, n) => void heap[dtype].copyWithin(y / bytes, x / bytes, x / bytes + n),

    sum: along(one, (data, x, y, n, step) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += data[x + i * step] as number;
      data[y] = sum;
    }),
    max: along(one, (data, x, y, n, step) => {
      data[y] = largest(data, x, n, step);
    }),
    argmax: along(one, (data, x, y, n, step) => {
      const max = largest(data, x, n, step);
      let i = 0;
      while (i < n - 1 && !Object.is(data[x + i * step], max) && data[x + i * step] !== max) i++;
      data[y] = i;
    }),
    softmax: along(same, (data, x, y, n, step) => {
      const max = largest(data, x, n, step);
      let sum = 0;
      for (let i = 0; i < n; i++) sum += Math.exp((data[x + i * step] as number) - max);
      for (let i = 0; i < n; i++) {
        data[y + i * step] = Math.exp((data[x + i * step] as number) - max) / sum;
      }
    }),
    logSoftmax: along(same, (data, x, y, n, step) => {
      const max = largest(data, x, n, step);
      let sum = 0;
      for (let i = 0; i < n; i++) sum += Math.exp((data[x + i * step] as number) - max);
      const shift = max + Math.log(sum);
      for (let i = 0; i < n; i++) data[y + i * step] = (data[x + i * step] as number) - shift;
    }),

    gatherStrided(x, y, d0, d1, d2, d3, s0, s1, s2, s3) {
      const data = heap[dtype];
      let to = y / bytes;
      for (let i = 0; i < d0; i++) {
        for (let j = 0; j < d1; j++) {
          for (let k = 0; k < d2; k++) {
            const from = x / bytes + i * s0 + j * s1 + k * s2;
            for (let l = 0; l < d3; l++) data[to++] = data[from + l * s3] as number;
          }
        }
      }
    },
    scatterStrided(x, y, d0, d1, d2, d3, s0, s1, s2, s3) {
      const data = heap[dtype];
      let from = x / bytes;
      for (let i = 0; i < d0; i++) {
        for (let j = 0; j < d1; j++) {
          for (let k = 0; k < d2; k++) {
            const to = y / bytes + i * s0 + j * s1 + k * s2;
            for (let l = 0; l < d3; l++) data[to + l * s3] = data[from++] as number;
          }
        }
      }
    },

    pick(x, index, y, outer, count, inner, picks) {
      return eachPick(index, outer, count, inner, picks, (data, from, to) => {
        data[y / bytes + to] = data[x / bytes + from] as number;
      });
    },
    spread(x, index, y, outer, count, inner, picks) {
      return eachPick(index, outer, count, inner, picks, (data, to, from) => {
        data[y / bytes + to] =
          (data[y / bytes + to] as number) + (data[x / bytes + from] as number);
      });
    },
    pickRows(x, index, y, count, width, picks) {
      return eachPick(index, 1, count, 1, picks, (data, row, p) => {
        const from = x / bytes + row * width;
        data.copyWithin(y / bytes + p * width, from, from + width);
      });
    },
    spreadRows(x, index, y, count, width, picks) {
      return eachPick(index, 1, count, 1, picks, (data, row, p) => {
        const [from, to] = [x / bytes + p * width, y / bytes + row * width];
        for (let i = 0; i < width; i++) {
          data[to + i] = (data[to + i] as number) + (data[from + i] as number);
        }
      });
    },

    unfold(x, y, ...sizes) {
      eachInWindow(sizes, (data, pixel, cell) => {
        data[y / bytes + cell] = pixel < 0 ? 0 : (data[x / bytes + pixel] as number);
      });
    },
    fold(x, y, ...sizes) {
      eachInWindow(sizes, (data, pixel, cell) => {
        if (pixel < 0) return;
        const to = y / bytes + pixel;
        data[to] = (data[to] as number) + (data[x / bytes + cell] as number);
      });
    },
    windowMax(x, y, places, ...sizes) {
      const [, height, width] = sizes;
      const image = height * width;
      const seen = new Set<number>();
      eachInWindow(sizes, (data, pixel, _, window) => {
        if (pixel < 0) return;
        const value = data[x / bytes + pixel] as number;
        const most = data[y / bytes + window] as number;
        const better = value > most || (Number.isNaN(value) && !Number.isNaN(most));
        if (seen.has(window) && !better) return;
        seen.add(window);
        data[y / bytes + window] = value;
        data[places / bytes + window] = pixel % image;
      });
    },

    matmul(a, b, y, m, n, k, aRow, aColumn, bRow, bColumn, batch, aBatch, bBatch, bias) {
      const data = heap[dtype];
      let to = y / bytes;
      for (let i = 0; i < batch; i++) {
        for (let row = 0; row < m; row++) {
          for (let column = 0; column < n; column++) {
            let p = a / bytes + i * aBatch + row * aRow;
            let q = b / bytes + i * bBatch + column * bColumn;
            let sum = 0;
            for (let l = 0; l < k; l++, p += aColumn, q += bRow) {
              sum += (data[p] as number) * (data[q] as number);
            }
            data[to++] = bias === 0 ? sum : sum + (data[bias / bytes + column] as number);
          }
        }
      }
    },
  };
}

/** a to the power of b as in C: JavaScript says NaN of 1 and −1 to what is not finite. */
function power(a: number, b: number): number {
  return a === 1 || (a === -1 && Math.abs(b) === Infinity) ? 1 : a ** b;
}

function largest(data: ArrayLike<number>, x: number, n: number, step: number): number {
  let max = -Infinity;
  for (let i = 0; i < n; i++) {
    const value = data[x + i * step] as number;
    if (value > max || Number.isNaN(value)) max = value;
    if (Number.isNaN(max)) return max;
  }
  return max;
}

/** The error function, 2/√π ∫₀ˣ e^(−t²) dt, to about 1e-15: series inside, continued fraction outside. */
function erf(x: number): number {
  const z = Math.abs(x);
  if (z > 6) return Math.sign(x);
  if (z < 2.5) {
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= (-x * x) / n;
      sum += term / (2 * n + 1);
      if (n > 200) break;
    }
    return (2 / Math.sqrt(Math.PI)) * sum;
  }
  let fraction = 0;
  for (let n = 60; n > 0; n--) fraction = n / 2 / (z + fraction);
  const tail = Math.exp(-z * z) / (Math.sqrt(Math.PI) * (z + fraction));
  return Math.sign(x) * (1 - tail);
}
