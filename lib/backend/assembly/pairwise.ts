import { real } from "./real";
import { loadSplat, SIZE, vector } from "./vector";

// Two inputs, element by element, with broadcasting: see `Binary` in ../kernels.ts.

const ADD = 0;
const SUB = 1;
const MUL = 2;
const DIV = 3;
const MAXIMUM = 4;
const MINIMUM = 5;
const EQUAL = 6;
const LESS = 7;
const LESS_EQUAL = 8;
const GREATER = 9;
const GREATER_EQUAL = 10;
const SIGMOID_GRAD = 11;
const TANH_GRAD = 12;
const RELU_GRAD = 13;

@inline
function apply(f: i32, a: v128, b: v128): v128 {
  const one = vector(1.0);
  if (f == ADD) return v128.add<real>(a, b);
  if (f == SUB) return v128.sub<real>(a, b);
  if (f == MUL) return v128.mul<real>(a, b);
  if (f == DIV) return v128.div<real>(a, b);
  if (f == MAXIMUM) return v128.max<real>(a, b);
  if (f == MINIMUM) return v128.min<real>(a, b);
  if (f == EQUAL) return v128.and(v128.eq<real>(a, b), one);
  if (f == LESS) return v128.and(v128.lt<real>(a, b), one);
  if (f == LESS_EQUAL) return v128.and(v128.le<real>(a, b), one);
  if (f == GREATER) return v128.and(v128.gt<real>(a, b), one);
  if (f == GREATER_EQUAL) return v128.and(v128.ge<real>(a, b), one);
  if (f == SIGMOID_GRAD) return v128.mul<real>(a, v128.mul<real>(b, v128.sub<real>(one, b)));
  if (f == TANH_GRAD) return v128.mul<real>(a, v128.sub<real>(one, v128.mul<real>(b, b)));
  return v128.and(a, v128.gt<real>(b, vector(0.0)));
}

/**
 * Rows follow each other in y, and every vector is written in that order: what the last vector of
 * a row writes past its end is overwritten by the next row, or falls into the padding.
 */
@inline
function each(
  f: i32, a: usize, b: usize, y: usize, outer: i32, inner: i32,
  aOuter: i32, aInner: i32, bOuter: i32, bInner: i32,
): void {
  const width = <usize>inner * SIZE;
  const aStep = <usize>aOuter * SIZE;
  const bStep = <usize>bOuter * SIZE;
  for (let i = 0; i < outer; i++) {
    const end = y + width;
    let p = a;
    let q = b;
    let to = y;
    if (aInner & bInner) {
      for (; to < end; to += 16, p += 16, q += 16) {
        v128.store(to, apply(f, v128.load(p), v128.load(q)));
      }
    } else if (aInner) {
      const value = loadSplat(b);
      for (; to < end; to += 16, p += 16) v128.store(to, apply(f, v128.load(p), value));
    } else if (bInner) {
      const value = loadSplat(a);
      for (; to < end; to += 16, q += 16) v128.store(to, apply(f, value, v128.load(q)));
    } else {
      const value = apply(f, loadSplat(a), loadSplat(b));
      for (; to < end; to += 16) v128.store(to, value);
    }
    a += aStep;
    b += bStep;
    y = end;
  }
}

export function add(a: usize, b: usize, y: usize, m: i32, n: i32, i: i32, j: i32, k: i32, l: i32): void { each(ADD, a, b, y, m, n, i, j, k, l); }
export function sub(a: usize, b: usize, y: usize, m: i32, n: i32, i: i32, j: i32, k: i32, l: i32): void { each(SUB, a, b, y, m, n, i, j, k, l); }
export function mul(a: usize, b: usize, y: usize, m: i32, n: i32, i: i32, j: i32, k: i32, l: i32): void { each(MUL, a, b, y, m, n, i, j, k, l); }
export function div(a: usize, b: usize, y: usize, m: i32, n: i32, i: i32, j: i32, k: i32, l: i32): void { each(DIV, a, b, y, m, n, i, j, k, l); }
export function maximum(a: usize, b: usize, y: usize, m: i32, n: i32, i: i32, j: i32, k: i32, l: i32): void { each(MAXIMUM, a, b, y, m, n, i, j, k, l); }
export function minimum(a: usize, b: usize, y: usize, m: i32, n: i32, i: i32, j: i32, k: i32, l: i32): void { each(MINIMUM, a, b, y, m, n, i, j, k, l); }
export function equal(a: usize, b: usize, y: usize, m: i32, n: i32, i: i32, j: i32, k: i32, l: i32): void { each(EQUAL, a, b, y, m, n, i, j, k, l); }
export function less(a: usize, b: usize, y: usize, m: i32, n: i32, i: i32, j: i32, k: i32, l: i32): void { each(LESS, a, b, y, m, n, i, j, k, l); }
export function lessEqual(a: usize, b: usize, y: usize, m: i32, n: i32, i: i32, j: i32, k: i32, l: i32): void { each(LESS_EQUAL, a, b, y, m, n, i, j, k, l); }
export function greater(a: usize, b: usize, y: usize, m: i32, n: i32, i: i32, j: i32, k: i32, l: i32): void { each(GREATER, a, b, y, m, n, i, j, k, l); }
export function greaterEqual(a: usize, b: usize, y: usize, m: i32, n: i32, i: i32, j: i32, k: i32, l: i32): void { each(GREATER_EQUAL, a, b, y, m, n, i, j, k, l); }
export function sigmoidGrad(a: usize, b: usize, y: usize, m: i32, n: i32, i: i32, j: i32, k: i32, l: i32): void { each(SIGMOID_GRAD, a, b, y, m, n, i, j, k, l); }
export function tanhGrad(a: usize, b: usize, y: usize, m: i32, n: i32, i: i32, j: i32, k: i32, l: i32): void { each(TANH_GRAD, a, b, y, m, n, i, j, k, l); }
export function reluGrad(a: usize, b: usize, y: usize, m: i32, n: i32, i: i32, j: i32, k: i32, l: i32): void { each(RELU_GRAD, a, b, y, m, n, i, j, k, l); }
