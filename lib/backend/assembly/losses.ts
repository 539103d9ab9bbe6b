import { sigmoidOf, softplusOf } from "./functions";
import { real } from "./real";
import { indexAt, logSumOfRow, normaliseRow, sumOfRow } from "./rows";
import { loadSplat, SIZE, vector } from "./vector";

// The losses that small networks end in, and their derivatives: see `Losses` in ../kernels.ts.

export function logisticLoss(z: usize, t: usize, terms: usize, y: usize, n: i32, factor: f64): void {
  for (let at: usize = 0; at < <usize>n * SIZE; at += 16) {
    const logit = v128.load(z + at);
    const product = v128.mul<real>(logit, v128.load(t + at));
    v128.store(terms + at, v128.sub<real>(softplusOf(logit), product));
  }
  store<real>(y, <real>(factor * sumOfRow(terms, n)));
}

export function logisticGap(z: usize, t: usize, g: usize, y: usize, n: i32, factor: f64): void {
  const slope = loadSplat(g);
  for (let at: usize = 0; at < <usize>n * SIZE; at += 16) {
    const gap = v128.sub<real>(sigmoidOf(v128.load(z + at)), v128.load(t + at));
    v128.store(y + at, v128.mul<real>(v128.mul<real>(gap, vector(factor)), slope));
  }
}

export function softmaxLoss(
  z: usize, labels: usize, terms: usize, y: usize, n: i32, classes: i32, factor: f64,
): i32 {
  for (let i = 0; i < n; i++, z += <usize>classes * SIZE) {
    const label = indexAt(labels + <usize>i * SIZE, classes);
    if (label < 0) return i;
    const probability = load<real>(z + <usize>label * SIZE) - logSumOfRow(z, classes);
    store<real>(terms + <usize>i * SIZE, probability); // its logarithm
  }
  store<real>(y, <real>(factor * sumOfRow(terms, n)));
  return -1;
}

export function softmaxGap(
  z: usize, labels: usize, g: usize, y: usize, n: i32, classes: i32, factor: f64,
): void {
  const row = <usize>classes * SIZE;
  for (let i = 0; i < n; i++) {
    const to = y + <usize>i * row;
    normaliseRow(false, z + <usize>i * row, to, classes);
    const right = to + <usize>load<real>(labels + <usize>i * SIZE) * SIZE;
    store<real>(right, load<real>(right) - 1);
  }
  const slope = loadSplat(g);
  for (const end = y + <usize>n * row; y < end; y += 16) {
    v128.store(y, v128.mul<real>(v128.mul<real>(v128.load(y), vector(factor)), slope));
  }
}
