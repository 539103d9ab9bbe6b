import { expOf, logOf } from "./functions";
import { real } from "./real";
import { firstLanes, LANES, maxOfLanes, SIZE, storeFirst, sumOfLanes, vector } from "./vector";

// Over the middle axis of [outer, count, inner].

export function sum(x: usize, y: usize, outer: i32, count: i32, inner: i32): void {
  if (inner == 1) {
    for (let i = 0; i < outer; i++, x += <usize>count * SIZE, y += SIZE) {
      store<real>(y, sumOfRow(x, count));
    }
  } else accumulate(false, x, y, outer, count, inner);
}

export function max(x: usize, y: usize, outer: i32, count: i32, inner: i32): void {
  if (inner == 1) {
    for (let i = 0; i < outer; i++, x += <usize>count * SIZE, y += SIZE) {
      store<real>(y, maxOfRow(x, count));
    }
  } else accumulate(true, x, y, outer, count, inner);
}

/** Four independent sums, so that one addition need not wait for the other; less rounding too. */
function sumOfRow(x: usize, count: i32): real {
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

function maxOfRow(x: usize, count: i32): real {
  let max = vector(-Infinity);
  let i = 0;
  for (; i + LANES <= count; i += LANES, x += 16) max = v128.max<real>(max, v128.load(x));
  if (i < count) max = v128.max<real>(max, firstLanes(v128.load(x), count - i, vector(-Infinity)));
  return maxOfLanes(max);
}

/** Row by row into y, which stays in the cache. */
@inline
function accumulate(max: bool, x: usize, y: usize, outer: i32, count: i32, inner: i32): void {
  const width = <usize>inner * SIZE;
  for (let i = 0; i < outer; i++, y += width) {
    const first = vector(max ? -Infinity : 0.0);
    for (let to: usize = 0; to < width; to += 16) v128.store(y + to, first);
    for (let c = 0; c < count; c++, x += width) {
      for (let to: usize = 0; to < width; to += 16) {
        const old = v128.load(y + to);
        const next = v128.load(x + to);
        v128.store(y + to, max ? v128.max<real>(old, next) : v128.add<real>(old, next));
      }
    }
  }
}

export function argmax(x: usize, y: usize, outer: i32, count: i32, inner: i32): void {
  const step = <usize>inner * SIZE;
  for (let i = 0; i < outer; i++, x += step * <usize>(count - 1)) {
    for (let j = 0; j < inner; j++, x += SIZE, y += SIZE) {
      let best = 0;
      let most = load<real>(x);
      for (let c = 1; c < count && most == most; c++) {
        const value = load<real>(x + <usize>c * step);
        if (value > most || value != value) {
          most = value;
          best = c;
        }
      }
      store<real>(y, <real>best);
    }
  }
}

export function softmax(x: usize, y: usize, outer: i32, count: i32, inner: i32): void {
  normalise(false, x, y, outer, count, inner);
}

export function logSoftmax(x: usize, y: usize, outer: i32, count: i32, inner: i32): void {
  normalise(true, x, y, outer, count, inner);
}

@inline
function normalise(log: bool, x: usize, y: usize, outer: i32, count: i32, inner: i32): void {
  const block = <usize>count * <usize>inner * SIZE;
  for (let i = 0; i < outer; i++, x += block, y += block) {
    if (inner == 1) normaliseRow(log, x, y, count);
    else {
      for (let j = 0; j < inner; j += LANES) {
        const at = <usize>j * SIZE;
        normaliseColumns(log, x + at, y + at, count, <usize>inner * SIZE, min(LANES, inner - j));
      }
    }
  }
}

/** One row, in vectors along it. */
function normaliseRow(log: bool, x: usize, y: usize, count: i32): void {
  const most = v128.splat<real>(maxOfRow(x, count));
  let sum = vector(0.0);
  let i = 0;
  for (; i + LANES <= count; i += LANES) {
    const at = <usize>i * SIZE;
    const e = expOf(v128.sub<real>(v128.load(x + at), most));
    if (!log) v128.store(y + at, e);
    sum = v128.add<real>(sum, e);
  }
  if (i < count) {
    const at = <usize>i * SIZE;
    const e = expOf(v128.sub<real>(v128.load(x + at), most));
    if (!log) v128.store(y + at, e);
    sum = v128.add<real>(sum, firstLanes(e, count - i, vector(0.0)));
  }
  const total = v128.splat<real>(sumOfLanes(sum));
  const shift = v128.add<real>(most, logOf(total));
  for (let at: usize = 0; at < <usize>count * SIZE; at += 16) {
    if (log) v128.store(y + at, v128.sub<real>(v128.load(x + at), shift));
    else v128.store(y + at, v128.div<real>(v128.load(y + at), total));
  }
}

/** As many columns as a vector has lanes, side by side; `lanes` of them are written. */
function normaliseColumns(log: bool, x: usize, y: usize, count: i32, step: usize, lanes: i32): void {
  let most = vector(-Infinity);
  let from = x;
  for (let c = 0; c < count; c++, from += step) most = v128.max<real>(most, v128.load(from));
  let sum = vector(0.0);
  from = x;
  for (let c = 0; c < count; c++, from += step) {
    sum = v128.add<real>(sum, expOf(v128.sub<real>(v128.load(from), most)));
  }
  const shift = v128.add<real>(most, logOf(sum));
  for (let c = 0; c < count; c++, x += step, y += step) {
    const centred = v128.sub<real>(v128.load(x), log ? shift : most);
    const value = log ? centred : v128.div<real>(expOf(centred), sum);
    if (lanes == LANES) v128.store(y, value);
    else storeFirst(y, value, lanes);
  }
}
