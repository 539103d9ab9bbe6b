import { expOf, logOf } from "./functions";
import { real } from "./real";
import { maxOfRow, normaliseRow, sumOfRow } from "./rows";
import { LANES, SIZE, storeFirst, vector } from "./vector";

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
