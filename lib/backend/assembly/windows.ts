import { real } from "./real";
import { LANES, loadSplat, SIZE, vector } from "./vector";

// Windows over images: see `Windows` in ../kernels.ts. For one cell of all windows, those of a row
// of windows lie side by side both in the image and in the result.

/** The first window in a row whose cell lies inside of the image, and the first that lies beyond. */
@inline
function firstInside(offset: i32, stride: i32): i32 {
  return offset >= 0 ? 0 : (stride - 1 - offset) / stride;
}
@inline
function firstBeyond(offset: i32, stride: i32, width: i32, across: i32): i32 {
  const last = width - offset;
  return last <= 0 ? 0 : min(across, (last + stride - 1) / stride);
}

export function unfold(
  x: usize, y: usize, planes: i32, height: i32, width: i32,
  rows: i32, columns: i32, stride: i32, padding: i32,
): void {
  const down = (height + 2 * padding - rows) / stride + 1;
  const across = (width + 2 * padding - columns) / stride + 1;
  for (let plane = 0; plane < planes; plane++, x += <usize>(height * width) * SIZE) {
    for (let cell = 0; cell < rows * columns; cell++) {
      const offset = cell % columns - padding;
      const begin = firstInside(offset, stride);
      const end = firstBeyond(offset, stride, width, across);
      for (let i = 0; i < down; i++, y += <usize>across * SIZE) {
        const row = i * stride + cell / columns - padding;
        const inside = row >= 0 && row < height;
        const from = x + <usize>(row * width + offset) * SIZE;
        if (inside && stride == 1 && begin == 0 && end == across) {
          for (let at: usize = 0; at < <usize>across * SIZE; at += 16) {
            v128.store(y + at, v128.load(from + at));
          }
        } else {
          for (let j = 0; j < across; j++) {
            const known = inside && j >= begin && j < end;
            const value = known ? load<real>(from + <usize>(j * stride) * SIZE) : <real>0;
            store<real>(y + <usize>j * SIZE, value);
          }
        }
      }
    }
  }
}

export function fold(
  x: usize, y: usize, planes: i32, height: i32, width: i32,
  rows: i32, columns: i32, stride: i32, padding: i32,
): void {
  const down = (height + 2 * padding - rows) / stride + 1;
  const across = (width + 2 * padding - columns) / stride + 1;
  for (let plane = 0; plane < planes; plane++, y += <usize>(height * width) * SIZE) {
    for (let cell = 0; cell < rows * columns; cell++) {
      const offset = cell % columns - padding;
      const begin = firstInside(offset, stride);
      const end = firstBeyond(offset, stride, width, across);
      for (let i = 0; i < down; i++, x += <usize>across * SIZE) {
        const row = i * stride + cell / columns - padding;
        if (row < 0 || row >= height) continue;
        for (let j = begin; j < end; j++) {
          const to = y + <usize>(row * width + offset + j * stride) * SIZE;
          store<real>(to, load<real>(to) + load<real>(x + <usize>j * SIZE));
        }
      }
    }
  }
}

export function windowMax(
  x: usize, y: usize, places: usize, planes: i32, height: i32, width: i32,
  rows: i32, columns: i32, stride: i32, padding: i32,
): void {
  const down = (height + 2 * padding - rows) / stride + 1;
  const across = (width + 2 * padding - columns) / stride + 1;
  for (let plane = 0; plane < planes; plane++, x += <usize>(height * width) * SIZE) {
    for (let i = 0; i < down; i++) {
      const top = i * stride - padding;
      const begin = max(top, 0);
      const end = min(top + rows, height);
      for (let j = 0; j < across; ) {
        // The last vector of a row starts early enough to be whole; some windows are done twice.
        const first = min(j, across - LANES);
        const left = first * stride - padding;
        if (first >= 0 && left >= 0 && left + (LANES - 1) * stride + columns <= width) {
          const at = <usize>first * SIZE;
          sideBySide(x, y + at, places + at, width, begin, end, left, columns, stride);
          j = first + LANES;
        } else {
          const own = j * stride - padding;
          const at = <usize>j * SIZE;
          alone(x, y + at, places + at, width, begin, end, max(own, 0), min(own + columns, width));
          j++;
        }
      }
      y += <usize>across * SIZE;
      places += <usize>across * SIZE;
    }
  }
}

/** As many windows as a vector has lanes: no branches, which random pixels would mislead. */
function sideBySide(
  x: usize, y: usize, places: usize, width: i32, begin: i32, end: i32, left: i32, columns: i32,
  stride: i32,
): void {
  const step = <usize>stride * SIZE;
  const lanes = sizeof<real>() == 4 ? f32x4(0, 1, 2, 3) : f64x2(0, 1);
  const offsets = v128.mul<real>(lanes, vector(<f64>stride));
  let best = v128.add<real>(offsets, vector(<f64>(begin * width + left)));
  let most = spaced(x + <usize>(begin * width + left) * SIZE, step);
  for (let row = begin; row < end; row++) {
    for (let column = left; column < left + columns; column++) {
      const at = row * width + column;
      const value = spaced(x + <usize>at * SIZE, step);
      const nan = v128.and(v128.ne<real>(value, value), v128.eq<real>(most, most));
      const better = v128.or(v128.gt<real>(value, most), nan);
      best = v128.bitselect(v128.add<real>(offsets, vector(<f64>at)), best, better);
      most = v128.bitselect(value, most, better);
    }
  }
  v128.store(y, most);
  v128.store(places, best);
}

/** A vector of numbers that lie `step` bytes apart. */
@inline
function spaced(x: usize, step: usize): v128 {
  let found = loadSplat(x);
  if (sizeof<real>() == 8) return v128.load64_lane(x + step, found, 1);
  found = v128.load32_lane(x + step, found, 1);
  found = v128.load32_lane(x + 2 * step, found, 2);
  return v128.load32_lane(x + 3 * step, found, 3);
}

/** One window, which may reach over the border. */
function alone(
  x: usize, y: usize, places: usize, width: i32, begin: i32, end: i32, left: i32, right: i32,
): void {
  let best = begin * width + left;
  let most = load<real>(x + <usize>best * SIZE);
  for (let row = begin; row < end; row++) {
    for (let column = left; column < right; column++) {
      const value = load<real>(x + <usize>(row * width + column) * SIZE);
      if (value > most || (value != value && most == most)) {
        best = row * width + column;
        most = value;
      }
    }
  }
  store<real>(y, most);
  store<real>(places, <real>best);
}
