import { expOf, logOf, sigmoidOf, softplusOf, tanhOf } from "./functions";
import { real } from "./real";
import { SIZE, vector } from "./vector";

// One input, element by element. Buffers are padded: the last vector may reach past the end.

const NEG = 0;
const ABS = 1;
const EXP = 2;
const LOG = 3;
const SQRT = 4;
const SIGN = 5;
const STEP = 6;
const SIGMOID = 7;
const TANH = 8;
const RELU = 9;
const SOFTPLUS = 10;

@inline
function apply(f: i32, x: v128): v128 {
  const zero = vector(0.0);
  const one = vector(1.0);
  if (f == NEG) return v128.neg<real>(x);
  if (f == ABS) return v128.abs<real>(x);
  if (f == EXP) return expOf(x);
  if (f == LOG) return logOf(x);
  if (f == SQRT) return v128.sqrt<real>(x);
  if (f == SIGN) {
    const signed = v128.or(v128.and(x, vector(-0.0)), one);
    const nonzero = v128.gt<real>(v128.abs<real>(x), zero); // false for NaN, too
    return v128.bitselect(signed, x, nonzero);
  }
  if (f == STEP) return v128.and(v128.gt<real>(x, zero), one);
  if (f == SIGMOID) return sigmoidOf(x);
  if (f == TANH) return tanhOf(x);
  if (f == RELU) return v128.max<real>(x, zero);
  return softplusOf(x);
}

/** Two vectors at once: V8 makes every constant again each time around, which costs more than f. */
@inline
function each(f: i32, x: usize, y: usize, n: i32): void {
  const end = x + <usize>n * SIZE;
  for (; x + 16 < end; x += 32, y += 32) {
    v128.store(y, apply(f, v128.load(x)));
    v128.store(y, apply(f, v128.load(x, 16)), 16);
  }
  if (x < end) v128.store(y, apply(f, v128.load(x)));
}

export function neg(x: usize, y: usize, n: i32): void { each(NEG, x, y, n); }
export function abs(x: usize, y: usize, n: i32): void { each(ABS, x, y, n); }
export function exp(x: usize, y: usize, n: i32): void { each(EXP, x, y, n); }
export function log(x: usize, y: usize, n: i32): void { each(LOG, x, y, n); }
export function sqrt(x: usize, y: usize, n: i32): void { each(SQRT, x, y, n); }
export function sign(x: usize, y: usize, n: i32): void { each(SIGN, x, y, n); }
export function step(x: usize, y: usize, n: i32): void { each(STEP, x, y, n); }
export function sigmoid(x: usize, y: usize, n: i32): void { each(SIGMOID, x, y, n); }
export function tanh(x: usize, y: usize, n: i32): void { each(TANH, x, y, n); }
export function relu(x: usize, y: usize, n: i32): void { each(RELU, x, y, n); }
export function softplus(x: usize, y: usize, n: i32): void { each(SOFTPLUS, x, y, n); }

export function fill(value: f64, y: usize, n: i32): void {
  const end = y + <usize>n * SIZE;
  const filling = vector(value);
  for (; y < end; y += 16) v128.store(y, filling);
}

export function copy(x: usize, y: usize, n: i32): void {
  const end = x + <usize>n * SIZE;
  for (; x < end; x += 16, y += 16) v128.store(y, v128.load(x));
}

export function where(c: usize, a: usize, b: usize, y: usize, n: i32): void {
  const end = y + <usize>n * SIZE;
  for (; y < end; c += 16, a += 16, b += 16, y += 16) {
    const zero = v128.eq<real>(v128.load(c), vector(0.0));
    v128.store(y, v128.bitselect(v128.load(b), v128.load(a), zero));
  }
}
