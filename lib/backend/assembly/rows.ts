import { expOf, logOf } from "./functions";
import { real } from "./real";
import {
  firstLanes, LANES, maxOfLanes, SIZE, sumOfLanes, vector, widenHigh, widenLow,
} from "./vector";

// What several kernels do with a row of numbers that lie side by side.

/** How many numbers are added up before their sum goes to the rest in float64. */
const BLOCK: i32 = 256;

export function sumOfRow(x: usize, count: i32): f64 {
  if (count <= BLOCK) return <f64>sumOfLanes(sumsOfBlock(x, count));
  let low = f64x2.splat(0.0);
  let high = low;
  for (; count > 0; count -= BLOCK, x += <usize>BLOCK * SIZE) {
    const sums = sumsOfBlock(x, min(count, BLOCK));
    low = f64x2.add(low, widenLow(sums));
    if (SIZE == 4) high = f64x2.add(high, widenHigh(sums));
  }
  const both = f64x2.add(low, high);
  return f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
}

/** Four independent sums, so that one addition need not wait for the other; less rounding too. */
function sumsOfBlock(x: usize, count: i32): v128 {
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
  return v128.add<real>(v128.add<real>(s0, s1), v128.add<real>(s2, s3));
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
  let total: f64 = 0;
  let sum = vector(0.0);
  let i = 0;
  while (true) {
    const end = min(count - i, BLOCK) + i;
    for (; i + LANES <= end; i += LANES, x += 16, y += 16) {
      const e = expOf(v128.sub<real>(v128.load(x), most));
      if (keep) v128.store(y, e);
      sum = v128.add<real>(sum, e);
    }
    if (i + LANES > count) break;
    total += <f64>sumOfLanes(sum);
    sum = vector(0.0);
  }
  if (i < count) {
    const e = expOf(v128.sub<real>(v128.load(x), most));
    if (keep) v128.store(y, e);
    sum = v128.add<real>(sum, firstLanes(e, count - i, vector(0.0)));
  }
  return <real>(total + <f64>sumOfLanes(sum));
}

/** The number at an address if it is an index below `count`, else −1. */
@inline
export function indexAt(address: usize, count: i32): i32 {
  const value = load<real>(address);
  const index = <i32>value;
  return <real>index == value && index >= 0 && index < count ? index : -1;
}
