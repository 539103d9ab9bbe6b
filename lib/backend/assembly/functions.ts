import { bits, real } from "./real";
import { multiplyAdd, vector } from "./vector";

// Elementary functions of a whole vector, to a few units in the last place. Every polynomial is a
// series that a textbook derives; float64 takes more of its terms. pmin and pmax are one instruction
// each, where min and max are seven; a NaN comes through as their first operand.

const MANTISSA: i32 = sizeof<real>() == 4 ? 23 : 52;
const BIAS: bits = <bits>(sizeof<real>() == 4 ? 127 : 1023);
/** 1.5 · 2^MANTISSA: added to a number it leaves the nearest integer in the lowest bits. */
const ROUND: f64 = sizeof<real>() == 4 ? 12582912.0 : 6755399441055744.0;

const LOG2_E: f64 = 1.4426950408889634;
// ln 2 in two parts; the first has so few bits that its product with an integer is exact.
const LN2_HIGH: f64 = sizeof<real>() == 4 ? 0.693359375 : 6.93147180369123816e-1;
const LN2_LOW: f64 = sizeof<real>() == 4 ? -2.12194440054690583e-4 : 1.9082149292705877e-10;

/** r + r²/2! + r³/3! + …: e^r − 1 for |r| ≤ ln 2 / 2. */
@inline
function expSeries(r: v128): v128 {
  let q = vector(1.0 / 5040.0);
  if (sizeof<real>() == 8) {
    q = vector(1.0 / 6227020800.0);
    q = multiplyAdd(q, r, vector(1.0 / 479001600.0));
    q = multiplyAdd(q, r, vector(1.0 / 39916800.0));
    q = multiplyAdd(q, r, vector(1.0 / 3628800.0));
    q = multiplyAdd(q, r, vector(1.0 / 362880.0));
    q = multiplyAdd(q, r, vector(1.0 / 40320.0));
    q = multiplyAdd(q, r, vector(1.0 / 5040.0));
  }
  q = multiplyAdd(q, r, vector(1.0 / 720.0));
  q = multiplyAdd(q, r, vector(1.0 / 120.0));
  q = multiplyAdd(q, r, vector(1.0 / 24.0));
  q = multiplyAdd(q, r, vector(1.0 / 6.0));
  q = multiplyAdd(q, r, vector(0.5));
  return multiplyAdd(v128.mul<real>(r, r), q, r);
}

/** eˣ = 2ⁿ · e^r with n = x / ln 2 rounded. */
@inline
export function expOf(x: v128): v128 {
  const lowest = vector(sizeof<real>() == 4 ? -104.0 : -746.0); // whose e^x rounds to 0
  const highest = vector(sizeof<real>() == 4 ? 89.0 : 710.0);
  const bounded = v128.pmin<real>(v128.pmax<real>(x, lowest), highest);
  const shifted = multiplyAdd(bounded, vector(LOG2_E), vector(ROUND));
  const n = v128.sub<real>(shifted, vector(ROUND));
  const r = multiplyAdd(n, vector(-LN2_LOW), multiplyAdd(n, vector(-LN2_HIGH), bounded));
  // 2ⁿ as 2ⁿ⁻¹ · 2, since 2ⁿ itself may be too large where eˣ is not; as 2ⁿ⁺⁶³ · 2⁻⁶³ where it may
  // be too small for a full mantissa.
  const small = v128.lt<real>(bounded, vector(sizeof<real>() == 4 ? -80.0 : -700.0));
  const raised = v128.and(small, v128.splat<bits>(<bits>64 << MANTISSA));
  const power = v128.add<bits>(
    v128.add<bits>(v128.shl<bits>(shifted, MANTISSA), raised),
    v128.splat<bits>((BIAS - 1) << MANTISSA),
  );
  const rest = v128.bitselect(vector(1.0842021724855044e-19), vector(2.0), small); // 2⁻⁶³ or 2
  const y = v128.mul<real>(v128.add<real>(expSeries(r), vector(1.0)), power);
  return v128.mul<real>(y, rest);
}

/** 1 / (1 + u) with u = e^(−|x|); for negative x u / (1 + u), which does not overflow. */
@inline
export function sigmoidOf(x: v128): v128 {
  const one = vector(1.0);
  const u = expOf(v128.neg<real>(v128.abs<real>(x)));
  const above = v128.bitselect(u, one, v128.lt<real>(x, vector(0.0)));
  return v128.div<real>(above, v128.add<real>(one, u));
}

/** E / (E + 2) with E = e^(2|x|) − 1, which is exact near 0 where a difference of exps is not. */
@inline
export function tanhOf(x: v128): v128 {
  const sign = v128.and(x, vector(-0.0));
  const twice = v128.add<real>(v128.abs<real>(x), v128.abs<real>(x));
  const bounded = v128.pmin<real>(twice, vector(sizeof<real>() == 4 ? 20.0 : 40.0));
  const shifted = multiplyAdd(bounded, vector(LOG2_E), vector(ROUND));
  const n = v128.sub<real>(shifted, vector(ROUND));
  const r = multiplyAdd(n, vector(-LN2_LOW), multiplyAdd(n, vector(-LN2_HIGH), bounded));
  const power = v128.add<bits>(
    v128.shl<bits>(shifted, MANTISSA),
    v128.splat<bits>(BIAS << MANTISSA),
  );
  const e = multiplyAdd(expSeries(r), power, v128.sub<real>(power, vector(1.0)));
  return v128.or(v128.div<real>(e, v128.add<real>(e, vector(2.0))), sign);
}

/** 2 (s + s³/3 + s⁵/5 + …) = ln((1 + s) / (1 − s)), for s² ≤ 0.03, or 1/9 with more terms. */
@inline
function logSeries(s: v128, wide: bool): v128 {
  const z = v128.mul<real>(s, s);
  let q = vector(0.0);
  if (sizeof<real>() == 8) {
    if (wide) {
      q = vector(1.0 / 33.0);
      q = multiplyAdd(q, z, vector(1.0 / 31.0));
      q = multiplyAdd(q, z, vector(1.0 / 29.0));
      q = multiplyAdd(q, z, vector(1.0 / 27.0));
      q = multiplyAdd(q, z, vector(1.0 / 25.0));
    }
    q = multiplyAdd(q, z, vector(1.0 / 23.0));
    q = multiplyAdd(q, z, vector(1.0 / 21.0));
    q = multiplyAdd(q, z, vector(1.0 / 19.0));
    q = multiplyAdd(q, z, vector(1.0 / 17.0));
    q = multiplyAdd(q, z, vector(1.0 / 15.0));
    q = multiplyAdd(q, z, vector(1.0 / 13.0));
    q = multiplyAdd(q, z, vector(1.0 / 11.0));
  } else if (wide) {
    q = multiplyAdd(vector(1.0 / 15.0), z, vector(1.0 / 13.0));
    q = multiplyAdd(q, z, vector(1.0 / 11.0));
  }
  q = multiplyAdd(q, z, vector(1.0 / 9.0));
  q = multiplyAdd(q, z, vector(1.0 / 7.0));
  q = multiplyAdd(q, z, vector(1.0 / 5.0));
  q = multiplyAdd(q, z, vector(1.0 / 3.0));
  const twice = v128.add<real>(s, s);
  return multiplyAdd(v128.mul<real>(twice, z), q, twice);
}

/** ln x = e · ln 2 + ln m for x = 2ᵉ · m with m from √½ to √2, and s = (m − 1) / (m + 1). */
@inline
export function logOf(x: v128): v128 {
  const one = vector(1.0);
  // Numbers too small for a full mantissa are scaled up first.
  const tiny = v128.lt<real>(x, vector(sizeof<real>() == 4 ? 1.17549435e-38 : 2.2250738585072014e-308));
  const scale = vector(sizeof<real>() == 4 ? 16777216.0 : 18014398509481984.0);
  const scaled = v128.bitselect(v128.mul<real>(x, scale), x, tiny);
  const scaling = v128.and(vector(sizeof<real>() == 4 ? 24.0 : 54.0), tiny);

  // Adding what lies between 1 and √½ moves every m below √½ into the next binade.
  const gap: bits = sizeof<real>() == 4 ? <bits>0x004afb0d : <bits>0x00095f619980c433;
  const moved = v128.add<bits>(scaled, v128.splat<bits>(gap));
  const exponent = v128.sub<bits>(
    v128.shr<bits>(v128.and(moved, v128.splat<bits>(exponentMask())), MANTISSA),
    v128.splat<bits>(BIAS),
  );
  const m = v128.sub<bits>(scaled, v128.shl<bits>(exponent, MANTISSA));
  const e = v128.sub<real>(toReal(exponent), scaling);
  const s = v128.div<real>(v128.sub<real>(m, one), v128.add<real>(m, one));
  let y = v128.add<real>(logSeries(s, false), v128.mul<real>(e, vector(LN2_LOW)));
  y = multiplyAdd(e, vector(LN2_HIGH), y);

  y = v128.bitselect(vector(-Infinity), y, v128.eq<real>(x, vector(0.0)));
  y = v128.bitselect(x, y, v128.eq<real>(x, vector(Infinity)));
  const defined = v128.ge<real>(x, vector(0.0)); // false for negative numbers and NaN
  return v128.bitselect(y, vector(NaN), defined);
}

@inline
function exponentMask(): bits {
  return sizeof<real>() == 4 ? <bits>0x7f800000 : <bits>0x7ff0000000000000;
}

/** Small integers as numbers. */
@inline
function toReal(x: v128): v128 {
  if (sizeof<real>() == 4) return f32x4.convert_i32x4_s(x);
  // Put the integer into the lowest bits of ROUND, and subtract ROUND.
  const based = v128.add<bits>(x, vector(ROUND));
  return v128.sub<real>(based, vector(ROUND));
}

/** ln(1 + eˣ) = max(x, 0) + ln(1 + u) with u = e^(−|x|), and s = u / (2 + u). */
@inline
export function softplusOf(x: v128): v128 {
  const u = expOf(v128.neg<real>(v128.abs<real>(x)));
  const s = v128.div<real>(u, v128.add<real>(u, vector(2.0)));
  return v128.add<real>(v128.max<real>(x, vector(0.0)), logSeries(s, true));
}
