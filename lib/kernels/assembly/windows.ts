import { real } from "./real";
import { SIZE } from "./vector";

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

export function windowArgmax(
  x: usize, y: usize, planes: i32, height: i32, width: i32,
  rows: i32, columns: i32, stride: i32, padding: i32,
): void {
  const down = (height + 2 * padding - rows) / stride + 1;
  const across = (width + 2 * padding - columns) / stride + 1;
  for (let plane = 0; plane < planes; plane++, x += <usize>(height * width) * SIZE) {
    for (let i = 0; i < down; i++) {
      const top = i * stride - padding;
      for (let j = 0; j < across; j++, y += SIZE) {
        const left = j * stride - padding;
        const begin = max(left, 0);
        const end = min(left + columns, width);
        let best = max(top, 0) * width + begin;
        let most = load<real>(x + <usize>best * SIZE);
        for (let row = max(top, 0); row < min(top + rows, height); row++) {
          let p = row * width + begin;
          for (let column = begin; column < end; column++, p++) {
            // Selected without a branch, which random pixels would mislead.
            const value = load<real>(x + <usize>p * SIZE);
            const better = i32(value > most) | (i32(value != value) & i32(most == most));
            best = select<i32>(p, best, better);
            most = select<real>(value, most, better);
          }
        }
        store<real>(y, <real>best);
      }
    }
  }
}
