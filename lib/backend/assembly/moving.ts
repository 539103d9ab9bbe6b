import { real } from "./real";
import { indexAt } from "./rows";
import { loadSplat, SIZE } from "./vector";

// Kernels that move numbers without computing: views, picks, windows.

/** Copies a run of numbers, in whole vectors; writes up to a vector past the end. */
@inline
function run(x: usize, y: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(y + at, v128.load(x + at));
}

export function gatherStrided(
  x: usize, y: usize, d0: i32, d1: i32, d2: i32, d3: i32, s0: i32, s1: i32, s2: i32, s3: i32,
): void {
  const width = <usize>d3 * SIZE;
  const step = <usize>s3 * SIZE;
  for (let i = 0; i < d0; i++) {
    for (let j = 0; j < d1; j++) {
      for (let k = 0; k < d2; k++, y += width) {
        let from = x + <usize>(i * s0 + j * s1 + k * s2) * SIZE;
        if (s3 == 1) run(from, y, width);
        else if (s3 == 0) {
          const value = loadSplat(from);
          for (let at: usize = 0; at < width; at += 16) v128.store(y + at, value);
        } else {
          for (let at: usize = 0; at < width; at += SIZE, from += step) {
            store<real>(y + at, load<real>(from));
          }
        }
      }
    }
  }
}

export function scatterStrided(
  x: usize, y: usize, d0: i32, d1: i32, d2: i32, d3: i32, s0: i32, s1: i32, s2: i32, s3: i32,
): void {
  const width = <usize>d3 * SIZE;
  const step = <usize>s3 * SIZE;
  for (let i = 0; i < d0; i++) {
    for (let j = 0; j < d1; j++) {
      for (let k = 0; k < d2; k++, x += width) {
        let to = y + <usize>(i * s0 + j * s1 + k * s2) * SIZE;
        for (let at: usize = 0; at < width; at += SIZE, to += step) {
          store<real>(to, load<real>(x + at));
        }
      }
    }
  }
}

export function pick(
  x: usize, index: usize, y: usize, outer: i32, count: i32, inner: i32, picks: i32,
): i32 {
  let position = 0;
  for (let o = 0; o < outer; o++, x += <usize>(count * inner) * SIZE) {
    for (let p = 0; p < picks; p++) {
      for (let i = 0; i < inner; i++, position++, index += SIZE, y += SIZE) {
        const chosen = indexAt(index, count);
        if (chosen < 0) return position;
        store<real>(y, load<real>(x + <usize>(chosen * inner + i) * SIZE));
      }
    }
  }
  return -1;
}

export function spread(
  x: usize, index: usize, y: usize, outer: i32, count: i32, inner: i32, picks: i32,
): i32 {
  let position = 0;
  for (let o = 0; o < outer; o++, y += <usize>(count * inner) * SIZE) {
    for (let p = 0; p < picks; p++) {
      for (let i = 0; i < inner; i++, position++, index += SIZE, x += SIZE) {
        const chosen = indexAt(index, count);
        if (chosen < 0) return position;
        const to = y + <usize>(chosen * inner + i) * SIZE;
        store<real>(to, load<real>(to) + load<real>(x));
      }
    }
  }
  return -1;
}

export function pickRows(x: usize, index: usize, y: usize, count: i32, width: i32, picks: i32): i32 {
  const bytes = <usize>width * SIZE;
  for (let p = 0; p < picks; p++, y += bytes) {
    const chosen = indexAt(index + <usize>p * SIZE, count);
    if (chosen < 0) return p;
    run(x + <usize>chosen * bytes, y, bytes);
  }
  return -1;
}

export function spreadRows(
  x: usize, index: usize, y: usize, count: i32, width: i32, picks: i32,
): i32 {
  const bytes = <usize>width * SIZE;
  for (let p = 0; p < picks; p++, x += bytes) {
    const chosen = indexAt(index + <usize>p * SIZE, count);
    if (chosen < 0) return p;
    const to = y + <usize>chosen * bytes;
    for (let at: usize = 0; at < bytes; at += SIZE) {
      store<real>(to + at, load<real>(to + at) + load<real>(x + at));
    }
  }
  return -1;
}
