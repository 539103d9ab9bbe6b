import { real } from "./real";
import { LANES, loadSplat, multiplyAdd, SIZE, storeFirst, sumOfLanes, vector } from "./vector";

// Matrix products that are too small, or lie too well, for blocks and panels: see matmul.ts.

/** Number by number: for products too small for anything else. */
export function plain(
  a: usize, b: usize, y: usize, m: i32, n: i32, k: i32,
  aRow: i32, aColumn: i32, bRow: i32, bColumn: i32, bias: usize,
): void {
  const aStep = <usize>aColumn * SIZE;
  const bStep = <usize>bRow * SIZE;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++, y += SIZE) {
      let p = a + <usize>(i * aRow) * SIZE;
      let q = b + <usize>(j * bColumn) * SIZE;
      let sum: real = 0;
      for (let l = 0; l < k; l++, p += aStep, q += bStep) sum += load<real>(p) * load<real>(q);
      store<real>(y, bias ? sum + load<real>(bias + <usize>j * SIZE) : sum);
    }
  }
}

/** Both operands contiguous along k: dot products, four of them with the same row of a. */
export function dots(
  a: usize, b: usize, y: usize, m: i32, n: i32, k: i32, aRow: i32, bColumn: i32,
): void {
  const step = <usize>bColumn * SIZE;
  const whole = <usize>(k - k % LANES) * SIZE;
  for (let i = 0; i < m; i++, a += <usize>aRow * SIZE) {
    let j = 0;
    for (; j + 4 <= n; j += 4, y += 4 * SIZE) {
      const q = b + <usize>j * step;
      let s0 = vector(0.0);
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      for (let at: usize = 0; at < whole; at += 16) {
        const value = v128.load(a + at);
        const p = q + at;
        s0 = multiplyAdd(value, v128.load(p), s0);
        s1 = multiplyAdd(value, v128.load(p + step), s1);
        s2 = multiplyAdd(value, v128.load(p + 2 * step), s2);
        s3 = multiplyAdd(value, v128.load(p + 3 * step), s3);
      }
      store<real>(y, sumOfLanes(s0) + rest(a, q, whole, k));
      store<real>(y + SIZE, sumOfLanes(s1) + rest(a, q + step, whole, k));
      store<real>(y + 2 * SIZE, sumOfLanes(s2) + rest(a, q + 2 * step, whole, k));
      store<real>(y + 3 * SIZE, sumOfLanes(s3) + rest(a, q + 3 * step, whole, k));
    }
    for (; j < n; j++, y += SIZE) {
      const q = b + <usize>j * step;
      let s = vector(0.0);
      for (let at: usize = 0; at < whole; at += 16) {
        s = multiplyAdd(v128.load(a + at), v128.load(q + at), s);
      }
      store<real>(y, sumOfLanes(s) + rest(a, q, whole, k));
    }
  }
}

/** What is left of a dot product after the last whole vector. */
@inline
function rest(a: usize, b: usize, from: usize, k: i32): real {
  let sum: real = 0;
  for (let at = from; at < <usize>k * SIZE; at += SIZE) sum += load<real>(a + at) * load<real>(b + at);
  return sum;
}

/** b contiguous along its rows, few rows: each row of y is a sum of rows of b. */
export function rowByRow(
  a: usize, b: usize, y: usize, m: i32, n: i32, k: i32, aRow: i32, aColumn: i32, bRow: i32, bias: usize,
): void {
  const aStep = <usize>aColumn * SIZE;
  const bStep = <usize>bRow * SIZE;
  const width = <usize>n * SIZE;
  for (let i = 0; i < m; i++, a += <usize>aRow * SIZE, y += width) {
    let at: usize = 0;
    // Two cache lines of a row of b at once, in sums that need not wait for each other.
    for (; at + 128 <= width; at += 128) {
      let q = b + at;
      let s0 = vector(0.0);
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      let s4 = s0;
      let s5 = s0;
      let s6 = s0;
      let s7 = s0;
      for (let l = 0, p = a; l < k; l++, p += aStep, q += bStep) {
        const value = loadSplat(p);
        s0 = multiplyAdd(value, v128.load(q), s0);
        s1 = multiplyAdd(value, v128.load(q, 16), s1);
        s2 = multiplyAdd(value, v128.load(q, 32), s2);
        s3 = multiplyAdd(value, v128.load(q, 48), s3);
        s4 = multiplyAdd(value, v128.load(q, 64), s4);
        s5 = multiplyAdd(value, v128.load(q, 80), s5);
        s6 = multiplyAdd(value, v128.load(q, 96), s6);
        s7 = multiplyAdd(value, v128.load(q, 112), s7);
      }
      put(y, at, s0, bias);
      put(y, at + 16, s1, bias);
      put(y, at + 32, s2, bias);
      put(y, at + 48, s3, bias);
      put(y, at + 64, s4, bias);
      put(y, at + 80, s5, bias);
      put(y, at + 96, s6, bias);
      put(y, at + 112, s7, bias);
    }
    for (; at + 32 <= width; at += 32) {
      let q = b + at;
      let s = vector(0.0);
      let t = s;
      for (let l = 0, p = a; l < k; l++, p += aStep, q += bStep) {
        const value = loadSplat(p);
        s = multiplyAdd(value, v128.load(q), s);
        t = multiplyAdd(value, v128.load(q, 16), t);
      }
      put(y, at, s, bias);
      put(y, at + 16, t, bias);
    }
    // What the last vector writes past the row is overwritten by the next row or is padding.
    for (; at < width; at += 16) {
      let q = b + at;
      let s = vector(0.0);
      for (let l = 0, p = a; l < k; l++, p += aStep, q += bStep) {
        s = multiplyAdd(loadSplat(p), v128.load(q), s);
      }
      put(y, at, s, bias);
    }
  }
}

/** Writes a vector of a row of y, with its biases if there are any. */
@inline
function put(y: usize, at: usize, x: v128, bias: usize): void {
  v128.store(y + at, bias ? v128.add<real>(x, v128.load(bias + at)) : x);
}

/** Adds the biases to every row of y, in place. */
export function addBias(bias: usize, y: usize, m: i32, n: i32): void {
  for (let i = 0; i < m; i++, y += <usize>n * SIZE) {
    for (let j = 0; j < n; j += LANES) {
      const at = <usize>j * SIZE;
      const sum = v128.add<real>(v128.load(y + at), v128.load(bias + at));
      if (j + LANES <= n) v128.store(y + at, sum);
      else storeFirst(y + at, sum, n - j);
    }
  }
}
