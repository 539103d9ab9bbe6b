import { expOf, logOf } from "./functions";
import { real } from "./real";
import { firstLanes, LANES, maxOfLanes, SIZE, sumOfLanes, vector } from "./vector";

// What several kernels do with a row of numbers that lie side by side.

/** Four independent sums, so that one addition need not wait for the other; less rounding too. */
export function sumOfRow(x: usize, count: i32): real {
  let s0 = vector(0.0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let i = 0;
  for (; i + 4 * LANES <= count; i += 4 * LANES, x += 64) {
    s0 = v128.add<real>(s0, v128.load(x));
    s1 = v128.add<real>(s1, v128.load(x, 16));
    s2 = v128.add<real>(s2, v128.load(x, 32));
    s3 = v128.add<real>(s3, v128.load(x, 48));
  }
  for (; i + LANES <= count; i += LANES, x += 16) s0 = v128.add<real>(s0, v128.load(x));
  if (i < count) s1 = v128.add<real>(s1, firstLanes(v128.load(x), count - i, vector(0.0)));
  return sumOfLanes(v128.add<real>(v128.add<real>(s0, s1), v128.add<real>(s2, s3)));
}

export function maxOfRow(x: usize, count: i32): real {
  let max = vector(-Infinity);
  let i = 0;
  for (; i + LANES <= count; i += LANES, x += 16) max = v128.max<real>(max, v128.load(x));
  if (i < count) max = v128.max<real>(max, firstLanes(v128.load(x), count - i, vector(-Infinity)));
  return maxOfLanes(max);
}

/**
 * The softmax of a row, or its logarithms. What the last vector writes past the end must not
 * matter: the next row overwrites it.
 */
export function normaliseRow(log: bool, x: usize, y: usize, count: i32): void {
  const most = v128.splat<real>(maxOfRow(x, count));
  const total = v128.splat<real>(sumOfExponentials(!log, x, y, count, most));
  const shift = v128.add<real>(most, logOf(total));
  for (let at: usize = 0; at < <usize>count * SIZE; at += 16) {
    if (log) v128.store(y + at, v128.sub<real>(v128.load(x + at), shift));
    else v128.store(y + at, v128.div<real>(v128.load(y + at), total));
  }
}

/** The logarithm of Σeˣ over a row: what is subtracted from its logits to get log-probabilities. */
export function logSumOfRow(x: usize, count: i32): real {
  const most = v128.splat<real>(maxOfRow(x, count));
  const total = v128.splat<real>(sumOfExponentials(false, x, 0, count, most));
  return v128.extract_lane<real>(v128.add<real>(most, logOf(total)), 0);
}

/** Σ e^(x − most) over a row; the terms are left in y if wanted. */
@inline
function sumOfExponentials(keep: bool, x: usize, y: usize, count: i32, most: v128): real {
  let sum = vector(0.0);
  let i = 0;
  for (; i + LANES <= count; i += LANES, x += 16, y += 16) {
    const e = expOf(v128.sub<real>(v128.load(x), most));
    if (keep) v128.store(y, e);
    sum = v128.add<real>(sum, e);
  }
  if (i < count) {
    const e = expOf(v128.sub<real>(v128.load(x), most));
    if (keep) v128.store(y, e);
    sum = v128.add<real>(sum, firstLanes(e, count - i, vector(0.0)));
  }
  return sumOfLanes(sum);
}

/** The number at an address if it is an index below `count`, else −1. */
@inline
export function indexAt(address: usize, count: i32): i32 {
  const value = load<real>(address);
  const index = <i32>value;
  return <real>index == value && index >= 0 && index < count ? index : -1;
}
