import { expOf, logOf } from "./functions";
import { real } from "./real";
import { maxOfRow, normaliseRow, sumOfRow } from "./rows";
import { LANES, narrow, SIZE, storeFirst, vector, widenHigh, widenLow } from "./vector";

// Over the middle axis of [outer, count, inner].

export function sum(x: usize, y: usize, outer: i32, count: i32, inner: i32): void {
  if (inner == 1) {
    for (let i = 0; i < outer; i++, x += <usize>count * SIZE, y += SIZE) {
      store<real>(y, <real>sumOfRow(x, count));
    }
  } else {
    const block = <usize>count * <usize>inner * SIZE;
    for (let i = 0; i < outer; i++, x += block, y += <usize>inner * SIZE) {
      for (let j = 0; j < inner; j += STRIP) {
        const at = <usize>j * SIZE;
        sumOfRows(x + at, y + at, count, <usize>inner * SIZE, <usize>min(STRIP, inner - j) * SIZE);
      }
    }
  }
}

export function max(x: usize, y: usize, outer: i32, count: i32, inner: i32): void {
  if (inner == 1) {
    for (let i = 0; i < outer; i++, x += <usize>count * SIZE, y += SIZE) {
      store<real>(y, maxOfRow(x, count));
    }
  } else maxOfRows(x, y, outer, count, inner);
}

/** How many rows are added up before their sum goes to the rest in float64, in strips so wide. */
const ROWS: i32 = 32;
const STRIP: i32 = 4096;
/** Where the sums of a strip wait; the matrix product, whose place this is, is not at work. */
const SUMS: usize = <usize>SCRATCH;

/** The sum of rows, of which `width` bytes count and which follow each other every `step` bytes. */
function sumOfRows(x: usize, y: usize, count: i32, step: usize, width: usize): void {
  for (let c = 0; c < count; c += ROWS) {
    const end = x + <usize>min(ROWS, count - c) * step;
    let at: usize = 0;
    for (; at + 64 <= width; at += 64) {
      let s0 = vector(0.0);
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      for (let from = x; from < end; from += step) {
        s0 = v128.add<real>(s0, v128.load(from + at));
        s1 = v128.add<real>(s1, v128.load(from + at, 16));
        s2 = v128.add<real>(s2, v128.load(from + at, 32));
        s3 = v128.add<real>(s3, v128.load(from + at, 48));
      }
      addBlock(y + at, at, s0, c, count);
      addBlock(y + at + 16, at + 16, s1, c, count);
      addBlock(y + at + 32, at + 32, s2, c, count);
      addBlock(y + at + 48, at + 48, s3, c, count);
    }
    for (; at < width; at += 16) {
      let s = vector(0.0);
      for (let from = x; from < end; from += step) s = v128.add<real>(s, v128.load(from + at));
      addBlock(y + at, at, s, c, count);
    }
    x = end;
  }
}

/** Adds a vector of the sum of the rows from c on to those before, which wait in SUMS in float64. */
@inline
function addBlock(y: usize, at: usize, x: v128, c: i32, count: i32): void {
  if (count <= ROWS) {
    v128.store(y, x);
    return;
  }
  const sums = SUMS + 2 * at;
  let low = widenLow(x);
  let high = widenHigh(x);
  if (c > 0) {
    low = f64x2.add(low, v128.load(sums));
    high = f64x2.add(high, v128.load(sums, 16));
  }
  if (c + ROWS >= count) v128.store(y, narrow(low, high));
  else {
    v128.store(sums, low);
    v128.store(sums, high, 16);
  }
}

/** Row by row into y, which stays in the cache. */
function maxOfRows(x: usize, y: usize, outer: i32, count: i32, inner: i32): void {
  const width = <usize>inner * SIZE;
  for (let i = 0; i < outer; i++, y += width) {
    for (let to: usize = 0; to < width; to += 16) v128.store(y + to, vector(-Infinity));
    for (let c = 0; c < count; c++, x += width) {
      for (let to: usize = 0; to < width; to += 16) {
        v128.store(y + to, v128.max<real>(v128.load(y + to), v128.load(x + to)));
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
  let low = f64x2.splat(0.0);
  let high = low;
  from = x;
  for (let c = 0; c < count; c += ROWS) {
    let part = vector(0.0);
    for (const end = from + <usize>min(ROWS, count - c) * step; from < end; from += step) {
      part = v128.add<real>(part, expOf(v128.sub<real>(v128.load(from), most)));
    }
    low = f64x2.add(low, widenLow(part));
    high = f64x2.add(high, widenHigh(part));
  }
  const sum = narrow(low, high);
  const shift = v128.add<real>(most, logOf(sum));
  for (let c = 0; c < count; c++, x += step, y += step) {
    const centred = v128.sub<real>(v128.load(x), log ? shift : most);
    const value = log ? centred : v128.div<real>(expOf(centred), sum);
    if (lanes == LANES) v128.store(y, value);
    else storeFirst(y, value, lanes);
  }
}
