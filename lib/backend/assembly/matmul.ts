import { real } from "./real";
import { addBias, dots, plain, rowByRow } from "./products";
import { LANES, loadSplat, multiplyAdd, SIZE, vector } from "./vector";

// The matrix product y[m, n] = Σ a[m, k] · b[k, n] (+ bias[n]), for operands with any strides.
//
// Large products are cut into blocks that fit the caches and copied ("packed") into panels that the
// innermost loop reads straight through; it keeps a tile of 4 rows × 2 vectors of y in registers.

/** Rows and columns of the tile. */
const ROWS: i32 = 4;
const COLUMNS: i32 = 2 * LANES;
/** Sizes of the blocks, in numbers: a panel of b stays in the L1 cache, a block of a in L2. */
const BLOCK_K: i32 = 256;
const BLOCK_M: i32 = 64;
const BLOCK_N: i32 = 512;

/** SCRATCH is set by the build: where the packed blocks lie, below every tensor. */
const A_PANELS: usize = <usize>SCRATCH;
const B_PANELS: usize = A_PANELS + <usize>(BLOCK_M * BLOCK_K) * 8;
const TILE: usize = B_PANELS + <usize>(BLOCK_N * BLOCK_K) * 8;

/** What is deeper is made of slices, so deep, unless it has more results than there is room for. */
const SHALLOW: i32 = 1024;
const DEPTH: i32 = 256;
const RESULTS: i32 = 4096;
const SLICE: usize = TILE + 256;
const SUMS: usize = SLICE + <usize>RESULTS * 8 + 64;

export function matmul(
  a: usize, b: usize, y: usize, m: i32, n: i32, k: i32,
  aRow: i32, aColumn: i32, bRow: i32, bColumn: i32, batch: i32, aBatch: i32, bBatch: i32, bias: usize,
): void {
  for (let i = 0; i < batch; i++) {
    if (n == 1) {
      // A column is as good as a row, and the fast ways are made for rows: yᵀ = bᵀ·aᵀ.
      shallowOrDeep(b, a, y, 1, m, k, 0, bRow, aColumn, aRow, 0);
      if (bias) addBias(bias, y, m, 1);
    } else shallowOrDeep(a, b, y, m, n, k, aRow, aColumn, bRow, bColumn, bias);
    a += <usize>aBatch * SIZE;
    b += <usize>bBatch * SIZE;
    y += <usize>(m * n) * SIZE;
  }
}

/**
 * One product; one that is deep and small is made of slices, whose results are added up in float64.
 * (One that is deep and large goes block by block.)
 */
function shallowOrDeep(
  a: usize, b: usize, y: usize, m: i32, n: i32, k: i32,
  aRow: i32, aColumn: i32, bRow: i32, bColumn: i32, bias: usize,
): void {
  const results = m * n;
  if (k <= SHALLOW || results > RESULTS) {
    product(a, b, y, m, n, k, aRow, aColumn, bRow, bColumn, bias);
    return;
  }
  for (let l = 0; l < k; l += DEPTH) {
    const depth = min(DEPTH, k - l);
    product(a, b, SLICE, m, n, depth, aRow, aColumn, bRow, bColumn, 0);
    a += <usize>(depth * aColumn) * SIZE;
    b += <usize>(depth * bRow) * SIZE;
    for (let i = 0; i < results; i++) {
      const to = SUMS + <usize>i * 8;
      const value = <f64>load<real>(SLICE + <usize>i * SIZE);
      store<f64>(to, l > 0 ? load<f64>(to) + value : value);
    }
  }
  for (let i = 0; i < results; i++) {
    store<real>(y + <usize>i * SIZE, <real>load<f64>(SUMS + <usize>i * 8));
  }
  if (bias) addBias(bias, y, m, n);
}

/** One product, in the way that suits its sizes. */
function product(
  a: usize, b: usize, y: usize, m: i32, n: i32, k: i32,
  aRow: i32, aColumn: i32, bRow: i32, bColumn: i32, bias: usize,
): void {
  if (bColumn == 1 && n >= LANES && (m < 2 * ROWS || k <= 4 || m * n * k < 4096)) {
    rowByRow(a, b, y, m, n, k, aRow, aColumn, bRow, bias);
  } else if (aColumn == 1 && bRow == 1 && (n < 2 * COLUMNS || m < ROWS) && k >= LANES) {
    dots(a, b, y, m, n, k, aRow, bColumn);
    if (bias) addBias(bias, y, m, n);
  } else if (m * n * k < 512) {
    plain(a, b, y, m, n, k, aRow, aColumn, bRow, bColumn, bias);
  } else {
    blocks(a, b, y, m, n, k, aRow, aColumn, bRow, bColumn);
    if (bias) addBias(bias, y, m, n);
  }
}

function blocks(
  a: usize, b: usize, y: usize, m: i32, n: i32, k: i32,
  aRow: i32, aColumn: i32, bRow: i32, bColumn: i32,
): void {
  // With few rows, packing b would cost more than reading it where it is.
  const direct = bColumn == 1 && m <= 4 * ROWS;
  for (let j = 0; j < n; j += BLOCK_N) {
    const width = min(BLOCK_N, n - j);
    const whole = direct ? width - width % COLUMNS : 0;
    for (let l = 0; l < k; l += BLOCK_K) {
      const depth = min(BLOCK_K, k - l);
      const corner = b + <usize>(l * bRow + j * bColumn) * SIZE;
      packB(corner, depth, whole, width, bRow, bColumn);
      for (let i = 0; i < m; i += BLOCK_M) {
        const height = min(BLOCK_M, m - i);
        packA(a + <usize>(i * aRow + l * aColumn) * SIZE, height, depth, aRow, aColumn);
        const to = y + <usize>(i * n + j) * SIZE;
        if (whole > 0) panels(corner, <usize>bRow * SIZE, 32, to, n, height, 0, whole, depth, l > 0);
        panels(B_PANELS, 32, <usize>depth * 32, to, n, height, whole, width, depth, l > 0);
      }
    }
  }
}

/** b from column `from` on as panels of COLUMNS columns, row after row; missing ones are zeros. */
function packB(b: usize, depth: i32, from: i32, width: i32, bRow: i32, bColumn: i32): void {
  let to = B_PANELS;
  const row = <usize>bRow * SIZE;
  for (let j = from; j < width; j += COLUMNS, to += <usize>depth * 32) {
    const columns = min(COLUMNS, width - j);
    const corner = b + <usize>(j * bColumn) * SIZE;
    const end = to + <usize>depth * 32;
    if (bColumn == 1 && columns == COLUMNS) {
      for (let p = corner, q = to; q < end; p += row, q += 32) {
        v128.store(q, v128.load(p));
        v128.store(q, v128.load(p, 16), 16);
      }
    } else {
      // Column by column, which is straight through memory where b is a transpose.
      for (let c = 0; c < COLUMNS; c++) {
        let p = corner + <usize>(c * bColumn) * SIZE;
        for (let q = to + <usize>c * SIZE; q < end; p += row, q += 32) {
          store<real>(q, c < columns ? load<real>(p) : <real>0);
        }
      }
    }
  }
}

/** a as panels of ROWS rows, column after column; missing rows are zeros. */
function packA(a: usize, height: i32, depth: i32, aRow: i32, aColumn: i32): void {
  let to = A_PANELS;
  for (let i = 0; i < height; i += ROWS) {
    const rows = min(ROWS, height - i);
    let from = a + <usize>(i * aRow) * SIZE;
    const step = <usize>aRow * SIZE;
    for (let l = 0; l < depth; l++, from += <usize>aColumn * SIZE, to += <usize>ROWS * SIZE) {
      if (rows == ROWS) {
        store<real>(to, load<real>(from));
        store<real>(to + SIZE, load<real>(from + step));
        store<real>(to + 2 * SIZE, load<real>(from + 2 * step));
        store<real>(to + 3 * SIZE, load<real>(from + 3 * step));
      } else {
        for (let r = 0; r < ROWS; r++) {
          const value = r < rows ? load<real>(from + <usize>r * step) : <real>0;
          store<real>(to + <usize>r * SIZE, value);
        }
      }
    }
  }
}

/**
 * Every tile of columns `from` to `width` of a block of y. The rows of a panel of b lie `bStep`
 * bytes apart, its panels `bPanel`.
 */
function panels(
  b: usize, bStep: usize, bPanel: usize, y: usize, n: i32, height: i32, from: i32, width: i32,
  depth: i32, add: bool,
): void {
  const row = <usize>n * SIZE;
  for (let j = from; j < width; j += COLUMNS, b += bPanel) {
    for (let i = 0; i < height; i += ROWS) {
      const a = A_PANELS + <usize>(i * depth) * SIZE;
      const to = y + <usize>i * row + <usize>j * SIZE;
      if (i + ROWS <= height && j + COLUMNS <= width) tile(a, b, bStep, to, row, depth, add);
      else {
        tile(a, b, bStep, TILE, 32, depth, false);
        copyPart(to, row, min(ROWS, height - i), min(COLUMNS, width - j), add);
      }
    }
  }
}

/** The part of a tile that lies inside of y. */
function copyPart(y: usize, row: usize, rows: i32, columns: i32, add: bool): void {
  for (let r = 0; r < rows; r++, y += row) {
    for (let c = 0; c < columns; c++) {
      const to = y + <usize>c * SIZE;
      const value = load<real>(TILE + <usize>r * 32 + <usize>c * SIZE);
      store<real>(to, add ? load<real>(to) + value : value);
    }
  }
}

/** 4 rows × 2 vectors of y, over one panel of a and one of b: the loop that everything is for. */
function tile(
  a: usize, b: usize, bStep: usize, y: usize, row: usize, depth: i32, add: bool,
): void {
  const end = a + <usize>(depth * ROWS) * SIZE;
  let c00 = vector(0.0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  do {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = loadSplat(a);
    c00 = multiplyAdd(a0, b0, c00);
    c01 = multiplyAdd(a0, b1, c01);
    const a1 = loadSplat(a + SIZE);
    c10 = multiplyAdd(a1, b0, c10);
    c11 = multiplyAdd(a1, b1, c11);
    const a2 = loadSplat(a + 2 * SIZE);
    c20 = multiplyAdd(a2, b0, c20);
    c21 = multiplyAdd(a2, b1, c21);
    const a3 = loadSplat(a + 3 * SIZE);
    c30 = multiplyAdd(a3, b0, c30);
    c31 = multiplyAdd(a3, b1, c31);
    a += <usize>ROWS * SIZE;
    b += bStep;
  } while (a < end);
  finish(y, c00, c01, add);
  finish(y + row, c10, c11, add);
  finish(y + 2 * row, c20, c21, add);
  finish(y + 3 * row, c30, c31, add);
}

@inline
function finish(y: usize, first: v128, second: v128, add: bool): void {
  v128.store(y, add ? v128.add<real>(v128.load(y), first) : first);
  v128.store(y, add ? v128.add<real>(v128.load(y, 16), second) : second, 16);
}
