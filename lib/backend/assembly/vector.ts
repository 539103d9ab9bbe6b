import { bits, real } from "./real";

// A vector register holds 16 bytes: four float32 or two float64 numbers.

// FMA is set by the build: 1 for the variant with relaxed-SIMD fused multiply-add.

/** Bytes of one number. */
export const SIZE: usize = sizeof<real>();
/** Numbers in one vector. */
export const LANES: i32 = 16 / sizeof<real>();

@inline
export function vector(value: f64): v128 {
  return v128.splat<real>(<real>value);
}

/** a · b + c, rounded once if the machine can. */
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (FMA) return v128.relaxed_madd<real>(a, b, c);
  return v128.add<real>(v128.mul<real>(a, b), c);
}

/** A vector of the number at an address. */
@inline
export function loadSplat(address: usize): v128 {
  return sizeof<real>() == 4 ? v128.load32_splat(address) : v128.load64_splat(address);
}

/** The first `count` lanes of x, the others filled. */
@inline
export function firstLanes(x: v128, count: i32, filling: v128): v128 {
  const lane = sizeof<real>() == 4 ? i32x4(0, 1, 2, 3) : i64x2(0, 1);
  return v128.bitselect(x, filling, v128.lt<bits>(lane, v128.splat<bits>(<bits>count)));
}

/** Writes only the first `count` lanes. */
export function storeFirst(address: usize, x: v128, count: i32): void {
  store<real>(address, v128.extract_lane<real>(x, 0));
  if (count > 1) store<real>(address + SIZE, v128.extract_lane<real>(x, 1));
  if (sizeof<real>() == 4) {
    if (count > 2) store<real>(address + 2 * SIZE, v128.extract_lane<real>(x, 2));
  }
}

// Long sums are made of short ones, which are added up in float64: one by one, a float32 sum of a
// million numbers drifts by a thousandth. A vector of float32 lanes becomes two of float64.

/** The first half of the lanes in float64; of two float64 lanes, both. */
@inline
export function widenLow(x: v128): v128 {
  return sizeof<real>() == 4 ? f64x2.promote_low_f32x4(x) : x;
}

/** The second half of the lanes in float64; for float64 lanes unused. */
@inline
export function widenHigh(x: v128): v128 {
  return sizeof<real>() == 4 ? f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 0)) : x;
}

/** The opposite of both. */
@inline
export function narrow(low: v128, high: v128): v128 {
  if (sizeof<real>() == 8) return low;
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}

/** The sum of the lanes. */
@inline
export function sumOfLanes(x: v128): real {
  let sum = v128.extract_lane<real>(x, 0) + v128.extract_lane<real>(x, 1);
  if (sizeof<real>() == 4) {
    sum += v128.extract_lane<real>(x, 2) + v128.extract_lane<real>(x, 3);
  }
  return sum;
}

/** The largest of the lanes. */
@inline
export function maxOfLanes(x: v128): real {
  let max = max2(v128.extract_lane<real>(x, 0), v128.extract_lane<real>(x, 1));
  if (sizeof<real>() == 4) {
    max = max2(max, v128.extract_lane<real>(x, 2));
    max = max2(max, v128.extract_lane<real>(x, 3));
  }
  return max;
}

@inline
function max2(a: real, b: real): real {
  return sizeof<real>() == 4 ? <real>f32.max(<f32>a, <f32>b) : <real>f64.max(<f64>a, <f64>b);
}
